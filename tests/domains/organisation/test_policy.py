"""What the policy says of an actor and the organisation, without the database."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from samsyn.core.actor import Actor, Function
from samsyn.organisation.models import Area, CalendarDay, Profession, School, SchoolYear
from samsyn.organisation.policy import (
    AreaAction,
    SchoolAction,
    YearAction,
    administers,
    allowed_on_area,
    allowed_on_calendar,
    allowed_on_day,
    allowed_on_profession,
    allowed_on_school,
    allowed_on_year,
    is_person,
    keeps_calendar,
    keeps_professions,
)
from tests.factories.actors import HERE, THERE, person, program, system

HEADS = {"PRINCIPAL", "DEPUTY_PRINCIPAL"}
OTHERS = (person(), system(HERE), program())


def day(school: UUID | None) -> CalendarDay:
    return CalendarDay(school_id=school)


@pytest.mark.parametrize("function", list(Function))
def test_each_function(function: Function) -> None:
    actor, head, admin = person(function), function in HEADS, function == "SYSTEM_ADMIN"
    assert is_person(actor)
    assert administers(actor) is admin
    assert keeps_professions(actor) is (function in {"SYSTEM_ADMIN", "CENTRAL_MANAGER"})
    assert keeps_calendar(actor, day(HERE)) is (head or admin)
    assert keeps_calendar(actor, day(THERE)) is admin
    assert keeps_calendar(actor, day(None)) is admin


@pytest.mark.parametrize("function", list(Function))
def test_what_each_function_may_do(function: Function) -> None:
    actor, head, admin = person(function), function in HEADS, function == "SYSTEM_ADMIN"
    change = {"school.change", "area.change", "school-year.change"} if admin else set()
    assert allowed_on_school(actor, School()) == {"school.read"} | change & set(SchoolAction)
    assert allowed_on_area(actor, Area()) == {"area.read"} | change & set(AreaAction)
    assert allowed_on_year(actor, SchoolYear()) == {"school-year.read"} | change & set(YearAction)
    new = {"calendar-day.create"} if head or admin else set()
    assert allowed_on_calendar(actor) == new | ({"school-year.create"} if admin else set())
    dropped = {"calendar-day.delete"} if head or admin else set()
    assert allowed_on_day(actor, day(HERE)) == {"calendar-day.read"} | dropped
    everybody_s = {"calendar-day.delete"} if admin else set()
    assert allowed_on_day(actor, day(None)) == {"calendar-day.read"} | everybody_s
    keeps = function in {"SYSTEM_ADMIN", "CENTRAL_MANAGER"}
    kept = {"profession.change"} if keeps else set()
    assert allowed_on_profession(actor, Profession()) == {"profession.read"} | kept


@pytest.mark.parametrize("actor", OTHERS)
def test_who_changes_nothing(actor: Actor) -> None:
    assert not administers(actor)
    assert not keeps_professions(actor)
    assert not keeps_calendar(actor, day(HERE))
    assert allowed_on_calendar(actor) == frozenset()
    assert allowed_on_school(actor, School()) == {"school.read"}
    assert allowed_on_area(actor, Area()) == {"area.read"}
    assert allowed_on_year(actor, SchoolYear()) == {"school-year.read"}
    assert allowed_on_day(actor, day(HERE)) == {"calendar-day.read"}
    assert allowed_on_profession(actor, Profession()) == {"profession.read"}


def test_a_system_is_no_person() -> None:
    assert not is_person(system(HERE))
    assert not is_person(program())
    assert not is_person(replace(person(Function.SYSTEM_ADMIN), kind="CLIENT"))
