"""What may be done with a goal that is seen: by function and seat, without any database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn.core.actor import Actor, Function
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
from tests.factories.actors import HERE, THERE, person, system

READ = {"read", "check", "read-acceptances", "read-check-ins"}
WRITE = {"change", "propose", "activate", "answer", "check-in"}
ASKED = {
    "PRINCIPAL", "DEPUTY_PRINCIPAL", "EHT_SPECIAL", "EHT_PSYCHOSOCIAL", "EHT_PSYCHOLOGY", "EHT_MEDICAL",
}  # fmt: skip
WRITERS = ASKED | {"TEAM_LEAD"}
STAFF = WRITERS | {"MENTOR", "TEACHER", "STAFF"}
CASES = [(function, where) for function in Function for where in ("here", "there", "above")]


def held(function: Function, where: str) -> Actor:
    schools = {"here": (HERE,), "there": (THERE,)}.get(where, ())
    return person(function, *schools, scope="UNIT" if schools else "ORGANISER")


def as_system(who: Actor) -> Actor:
    """No system has assignments; if one had, it would still be none of the staff."""
    return replace(who, kind="CLIENT")


def on_goal(who: Actor, seat: str | None = None) -> set[str]:
    goal = Goal(school_id=HERE)
    goal.seat = seat
    return {action.removeprefix("goal.") for action in allowed_on_goal(who, goal)}


def chosen(reads: set[str], *more: tuple[set[str], bool]) -> set[str]:
    return reads.union(*(actions for actions, given in more if given))


@pytest.mark.parametrize(("function", "where"), CASES)
def test_by_function_at_the_unit(function: Function, where: str) -> None:
    who, here = held(function, where), where == "here"
    expected = chosen(READ, (WRITE, here and function in WRITERS), ({"accept"}, here and function in ASKED))
    assert on_goal(who) == expected
    assert may_write_for(who, Team(school_id=HERE), None) == (here and function in WRITERS)


@pytest.mark.parametrize(("function", "where"), CASES)
def test_members_write_and_are_asked_where_they_work(function: Function, where: str) -> None:
    who, works_here = held(function, where), where == "here" and function in STAFF
    assert on_goal(who, "MEMBER") == chosen(READ, (WRITE | {"accept"}, works_here))
    assert may_write_for(who, Team(school_id=HERE), "MEMBER") == works_here


@pytest.mark.parametrize("seat", [None, "CHAIR"])
@pytest.mark.parametrize("function", [Function.CENTRAL_MANAGER, Function.EHT_PSYCHOLOGY])
def test_no_goals_of_teams_above_the_units(function: Function, seat: str | None) -> None:
    assert not may_write_for(person(function, scope="ORGANISER"), Team(school_id=None), seat)


@pytest.mark.parametrize("seat", [None, "CHAIR"])
def test_a_system_reads(seat: str | None) -> None:
    client = as_system(person(Function.PRINCIPAL))
    assert on_goal(client, seat) == READ
    assert not may_write_for(client, Team(school_id=HERE), seat)
    assert units_to_write_in(client) == []


@pytest.mark.parametrize(("function", "where"), CASES)
def test_units_to_write_in(function: Function, where: str) -> None:
    units = {"here": [HERE], "there": [THERE]}.get(where, [])
    assert units_to_write_in(held(function, where)) == (units if function in WRITERS else [])


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


def test_parts_are_read() -> None:
    expected = {GoalAction.READ_ACCEPTANCES, GoalAction.READ_CHECK_INS}
    assert allowed_on_part(person(), GoalCheckIn()) == expected
