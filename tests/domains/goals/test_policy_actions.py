"""What may be done with a goal that is seen: by function and seat, without any database."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from samsyn.core.actor import Actor, AssignmentView, Function, Kind
from samsyn.goals.models import Goal, GoalCheckIn
from samsyn.goals.policy import (
    GoalAction,
    allowed_on_goal,
    allowed_on_part,
    is_staff,
    may_write_for,
    units_to_write_in,
)
from samsyn.teams import Team

A, B = uuid4(), uuid4()
READ = {"read", "check", "read-acceptances", "read-check-ins"}
WRITE = {"change", "propose", "activate", "answer", "check-in"}
ASKED = {
    "PRINCIPAL", "DEPUTY_PRINCIPAL", "EHT_SPECIAL", "EHT_PSYCHOSOCIAL", "EHT_PSYCHOLOGY", "EHT_MEDICAL",
}  # fmt: skip
WRITERS = ASKED | {"TEAM_LEAD"}
STAFF = WRITERS | {"MENTOR", "TEACHER", "STAFF"}
CASES = [(function, where) for function in Function for where in ("A", "B", "organiser")]


def actor(function: Function | None = None, where: str = "A", kind: Kind = "PERSON") -> Actor:
    schools = {"A": (A,), "B": (B,)}.get(where, ())
    scope: Any = "UNIT" if schools else "ORGANISER"
    held = (AssignmentView(uuid4(), function, scope, schools),) if function else ()
    return Actor(1, kind, uuid4(), 2, held)


def on_goal(who: Actor, seat: str | None = None) -> set[str]:
    goal = Goal(school_id=A)
    goal.seat = seat
    return {action.removeprefix("goal.") for action in allowed_on_goal(who, goal)}


def chosen(reads: set[str], *more: tuple[set[str], bool]) -> set[str]:
    return reads.union(*(actions for actions, given in more if given))


@pytest.mark.parametrize(("function", "where"), CASES)
def test_by_function_at_the_unit(function: Function, where: str) -> None:
    who, here = actor(function, where), where == "A"
    expected = chosen(READ, (WRITE, here and function in WRITERS), ({"accept"}, here and function in ASKED))
    assert on_goal(who) == expected
    assert may_write_for(who, Team(school_id=A), None) == (here and function in WRITERS)


@pytest.mark.parametrize(("function", "where"), CASES)
def test_members_write_and_are_asked_where_they_work(function: Function, where: str) -> None:
    who, works_here = actor(function, where), where == "A" and function in STAFF
    assert on_goal(who, "MEMBER") == chosen(READ, (WRITE | {"accept"}, works_here))
    assert may_write_for(who, Team(school_id=A), "MEMBER") == works_here


@pytest.mark.parametrize("seat", [None, "CHAIR"])
@pytest.mark.parametrize("function", [Function.CENTRAL_MANAGER, Function.EHT_PSYCHOLOGY])
def test_no_goals_of_teams_above_the_units(function: Function, seat: str | None) -> None:
    assert not may_write_for(actor(function, "organiser"), Team(school_id=None), seat)


@pytest.mark.parametrize("seat", [None, "CHAIR"])
def test_a_system_reads(seat: str | None) -> None:
    client = actor(Function.PRINCIPAL, kind="CLIENT")
    assert on_goal(client, seat) == READ
    assert not may_write_for(client, Team(school_id=A), seat)
    assert units_to_write_in(client) == []


@pytest.mark.parametrize(("function", "where"), CASES)
def test_units_to_write_in(function: Function, where: str) -> None:
    units = {"A": [A], "B": [B]}.get(where, [])
    assert units_to_write_in(actor(function, where)) == (units if function in WRITERS else [])


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (actor(Function.TEACHER), True),
        (actor(Function.SCHOOL_CHIEF, "organiser"), True),
        (actor(), False),
        (actor(Function.TEACHER, kind="CLIENT"), False),
        (actor(kind="CLIENT"), False),
    ],
)
def test_staff_are_people_with_an_assignment(who: Actor, expected: bool) -> None:
    assert is_staff(who) is expected


def test_parts_are_read() -> None:
    expected = {GoalAction.READ_ACCEPTANCES, GoalAction.READ_CHECK_INS}
    assert allowed_on_part(actor(), GoalCheckIn()) == expected
