"""What may be done with a meeting that is seen: by function, seat and convener, without any database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from samsyn.core.actor import Actor, Function
from samsyn.meetings.models import ActionItem, AgendaItem, Meeting, MeetingSeries
from samsyn.meetings.policy import (
    MeetingAction,
    PartAction,
    allowed_on_action,
    allowed_on_meeting,
    allowed_on_part,
    is_staff,
    may_call,
    reads_series,
    reads_team,
)
from samsyn.teams import Team
from tests.factories.actors import HERE, THERE, person, system

READ_BY_ALL = {"read", "read-participants", "read-agenda", "read-minutes"}
RUN = {
    "change", "start", "hold", "cancel", "reschedule", "invite", "plan", "take-up", "write-minutes", "assign",
}  # fmt: skip
RUNNERS = {
    "PRINCIPAL", "DEPUTY_PRINCIPAL", "EHT_SPECIAL", "EHT_PSYCHOSOCIAL", "EHT_PSYCHOLOGY", "EHT_MEDICAL",
}  # fmt: skip
CASES = [(function, where) for function in Function for where in ("here", "there", "above")]


def held(function: Function, where: str) -> Actor:
    schools = {"here": (HERE,), "there": (THERE,)}.get(where, ())
    return person(function, *schools, scope="UNIT" if schools else "ORGANISER")


def as_system(who: Actor) -> Actor:
    """No system has assignments; if one had, it would still be none of the staff."""
    return replace(who, kind="CLIENT")


def names(actions: frozenset[MeetingAction]) -> set[str]:
    return {action.partition(".")[2] for action in actions}


def meeting(school: Any = HERE, seat: str | None = None, created_by: Any = None) -> Meeting:
    made = Meeting(school_id=school, created_by=created_by)
    made.seat = seat
    return made


def part(model: Any, school: Any = HERE, seat: str | None = None, convener: Any = None, **more: Any) -> Any:
    made = model(**more)
    made.school_id, made.seat, made.convener_id = school, seat, convener
    return made


def runs(who: Actor, school: Any = HERE, seat: str | None = None, by: Any = None) -> bool:
    """What the meeting, its parts and the team say alike."""
    on_meeting = names(allowed_on_meeting(who, meeting(school, seat, by)))
    on_part = allowed_on_part(who, part(AgendaItem, school, seat, by))
    found = {on_meeting - READ_BY_ALL - {"write-in-case"} == RUN, on_part > {PartAction.READ}}
    if by is None:
        found.add(may_call(who, Team(school_id=school), seat))
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(("function", "where"), CASES)
def test_heads_and_health_run_meetings_of_their_unit(function: Function, where: str) -> None:
    assert runs(held(function, where)) == (function in RUNNERS and where == "here")


@pytest.mark.parametrize(("function", "where"), CASES)
def test_the_central_manager_runs_those_of_the_organiser(function: Function, where: str) -> None:
    assert runs(held(function, where), school=None) == (function == "CENTRAL_MANAGER")


def test_members_and_the_convener_run_theirs() -> None:
    teacher = person(Function.TEACHER, THERE)
    assert not runs(teacher)
    assert runs(teacher, seat="DEPUTY")
    assert runs(teacher, by=teacher.id)
    assert not runs(teacher, by=uuid4())
    assert runs(teacher, school=None, seat="MEMBER")


@pytest.mark.parametrize("seat", [None, "CHAIR"])
def test_a_system_runs_nothing(seat: str | None) -> None:
    client = as_system(person(Function.PRINCIPAL))
    assert not runs(client, seat=seat)
    assert not runs(client, by=client.id)


def test_what_is_allowed_on_a_meeting() -> None:
    mine, theirs = person(Function.PRINCIPAL), person(Function.TEACHER)
    assert names(allowed_on_meeting(mine, meeting())) == READ_BY_ALL | RUN | {"write-in-case"}
    assert names(allowed_on_meeting(theirs, meeting())) == READ_BY_ALL | {"write-in-case"}
    assert names(allowed_on_meeting(system(), meeting(seat="CHAIR"))) == READ_BY_ALL


def test_what_is_allowed_on_a_part() -> None:
    ours = {PartAction.READ, PartAction.CHANGE, PartAction.REMOVE}
    assert allowed_on_part(person(Function.PRINCIPAL), part(AgendaItem)) == ours
    assert allowed_on_part(person(Function.TEACHER), part(AgendaItem)) == {PartAction.READ}


def test_an_action_is_changed_by_its_owner_and_by_those_who_run_the_meeting() -> None:
    """Nobody takes one away."""
    head, owner, client = person(Function.PRINCIPAL), person(Function.TEACHER), system()
    theirs, mine = uuid4(), owner.id
    changes = {PartAction.READ, PartAction.CHANGE}
    assert allowed_on_action(head, part(ActionItem, owner_id=theirs)) == changes
    assert allowed_on_action(owner, part(ActionItem, owner_id=mine)) == changes
    assert allowed_on_action(owner, part(ActionItem, owner_id=theirs)) == {PartAction.READ}
    assert allowed_on_action(client, part(ActionItem, owner_id=client.id)) == {PartAction.READ}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (person(Function.TEACHER), True),
        (person(Function.SCHOOL_CHIEF, scope="ORGANISER"), True),
        (person(), False),
        (as_system(person(Function.TEACHER)), False),
        (system(), False),
    ],
)
def test_staff_are_people_with_an_assignment(who: Actor, expected: bool) -> None:
    assert is_staff(who) is expected


def test_whoever_sees_a_team_or_a_series_may_read_it() -> None:
    assert reads_team(person(), Team()) == {MeetingAction.READ_RATE}
    assert reads_series(person(), MeetingSeries()) == {MeetingAction.READ_SERIES}
