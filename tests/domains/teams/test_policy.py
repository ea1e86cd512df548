"""What the policy says of an actor and a team, without the database."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from samsyn.core.actor import Actor, Function
from samsyn.core.ids import uuid7
from samsyn.organisation import School
from samsyn.teams.models import StaffingRecord, Team
from samsyn.teams.policy import (
    allowed_on_member,
    allowed_on_staffing,
    allowed_on_team,
    allowed_on_unit,
    is_person,
    keeps,
    keeps_somewhere,
    may_put,
)
from tests.factories.actors import HERE, ME, THERE, person, program, system

HEADS = {"PRINCIPAL", "DEPUTY_PRINCIPAL"}
READ, CHANGE = {"team.read", "team.list-members"}, {"team.change", "team.add-member"}
SOMEBODY = uuid7()
PLACES = (HERE, THERE, None)
"""One's unit, another, and the organiser."""


def kept_by(function: Function) -> set[UUID | None]:
    """Where somebody with this function at HERE keeps the teams and posts."""
    if function == "SYSTEM_ADMIN":
        return set(PLACES)
    if function == "CENTRAL_MANAGER":
        return {None}
    return {HERE} if function in HEADS else set()


@pytest.mark.parametrize("function", list(Function))
def test_who_keeps_teams_where(function: Function) -> None:
    actor, kept = person(function), kept_by(function)
    assert {school for school in PLACES if keeps(actor, school)} == kept
    assert keeps_somewhere(actor) is bool(kept)
    assert is_person(actor)


@pytest.mark.parametrize("function", list(Function))
def test_who_is_put_into_a_team(function: Function) -> None:
    """Others by those who keep it; themselves by heads of the unit only."""
    actor = person(function)
    assert {school for school in PLACES if may_put(actor, SOMEBODY, school)} == kept_by(function)
    own = {HERE} if function in HEADS else set()
    assert {school for school in PLACES if may_put(actor, ME, school)} == own


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("function", list(Function))
def test_what_each_function_may_do(function: Function, place: UUID | None) -> None:
    actor, kept = person(function), place in kept_by(function)
    assert allowed_on_team(actor, Team(school_id=place)) == (READ | CHANGE if kept else READ)
    assert allowed_on_member(actor, place) == {"team-member.read"} | ({"team-member.end"} if kept else set())


@pytest.mark.parametrize("place", [HERE, THERE])
@pytest.mark.parametrize("function", list(Function))
def test_what_each_function_may_do_with_posts(function: Function, place: UUID) -> None:
    actor, kept = person(function), place in kept_by(function)
    changed = {"staffing-record.change"} if kept else set()
    assert allowed_on_staffing(actor, StaffingRecord(school_id=place)) == {"staffing-record.read"} | changed
    made = {"team.create", "staffing-record.create"} if kept else set()
    assert allowed_on_unit(actor, School(id=place)) == {"coverage.read"} | made


@pytest.mark.parametrize("actor", [person(), system(HERE), program()])
def test_who_keeps_nothing(actor: Actor) -> None:
    assert not any(keeps(actor, school) for school in PLACES)
    assert not keeps_somewhere(actor)
    assert not may_put(actor, SOMEBODY, HERE)
    assert allowed_on_team(actor, Team(school_id=HERE)) == READ
    assert allowed_on_unit(actor, School(id=HERE)) == {"coverage.read"}


def test_a_system_is_no_person() -> None:
    assert not is_person(system(HERE))
    assert not is_person(program())
    assert not is_person(replace(person(Function.SYSTEM_ADMIN), kind="CLIENT"))
