"""Who sees which goal, and may write for which team, by the statements of the program: sets by hand.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from samsyn.core.runtime import Runtime
from samsyn.goals.policy import (
    COUNTED_GOALS,
    GOALS_AT_WORK,
    MEMBERS,
    ONE_ACCEPTANCE,
    ONE_CHECK_IN,
    ONE_GOAL,
    POST_OF,
    POSTS,
    STUDENT_HEALTH_MEMBERS,
    VISIBLE_GOALS,
    VISIBLE_TEAM,
    WRITABLE_TEAMS,
    units_to_write_in,
)
from tests.domains.goals.matrix import MEMBERS as MEMBERS_HERE
from tests.domains.goals.matrix import SEEN, STAFF, STAFF_B, TRIAGE, TRIAGE_B, Matrix
from tests.factories.asked import Asked, Seen
from tests.factories.assigned import PEOPLE
from tests.factories.world import make_world

NOBODY: set[str] = set()


@pytest.fixture(scope="session")
def matrix(admin_dsn: str) -> Matrix:
    return Matrix(make_world(admin_dsn))


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.client})


async def rows_by(asked: Asked, who: str, statement: Any, **values: Any) -> list[Any]:
    async with asked.work(who) as work:
        await work.open()
        return list(await work.execute(statement, values))


async def listed(asked: Asked, statement: Any, names: dict[str, UUID]) -> Seen:
    """Whole rows, each of them there once; with the units where the caller writes."""
    seen: Seen = {name: set() for name in names}
    for who in [*PEOPLE, "system"]:
        async with asked.work(who) as work:
            await work.open()
            values = {"writes_at": units_to_write_in(work.actor)}
            keys = [row.id for row in await work.scalars(statement, values)]
        assert len(keys) == len(set(keys))
        for name, key in names.items():
            if key in keys:
                seen[name].add(who)
    return seen


async def test_goals(asked: Asked, matrix: Matrix) -> None:
    assert await listed(asked, VISIBLE_GOALS, matrix.goals) == SEEN
    assert await asked.one_by_one(ONE_GOAL, matrix.goals) == SEEN


async def test_goals_at_work_are_not_those_of_central_readers(asked: Asked, matrix: Matrix) -> None:
    expected = {"here": STAFF | {"system"}, "there": STAFF_B | {"system"}}
    assert await listed(asked, GOALS_AT_WORK, matrix.goals) == expected


async def test_goals_are_counted_as_they_are_seen(asked: Asked, matrix: Matrix) -> None:
    counted = {who: (await rows_by(asked, who, COUNTED_GOALS))[0][0] for who in [*PEOPLE, "system"]}
    assert counted == {who: sum(who in seers for seers in SEEN.values()) for who in counted}


async def test_what_a_goal_is_told_with(asked: Asked, matrix: Matrix) -> None:
    """The value is that of the goal's own last check-in that has one."""
    (here,) = await rows_by(asked, "teacher", ONE_GOAL, key=matrix.goals["here"])
    (there,) = await rows_by(asked, "central", ONE_GOAL, key=matrix.goals["there"])
    goal, other = here[0], there[0]
    assert (goal.team_name, goal.team_type, goal.school_name) == ("Här", "WORK_TEAM", "Björkskolan")
    assert (other.team_name, other.team_type, other.school_name) == ("Där", "EHT", "Ängskolan")
    assert (goal.current_value, (matrix.today - goal.current_on).days) == (Decimal(91), 5)
    assert (other.current_value, (matrix.today - other.current_on).days) == (Decimal(93), 2)


async def test_the_seat_is_the_caller_s_of_today(asked: Asked, matrix: Matrix) -> None:
    seats = {
        who: row[0].seat
        for who in sorted(SEEN["here"])
        for row in await rows_by(asked, who, ONE_GOAL, key=matrix.goals["here"])
    }
    assert seats == dict.fromkeys(SEEN["here"]) | {"teacher": "CHAIR", "teacher_today": "MEMBER"}


async def test_stances_and_check_ins(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(ONE_ACCEPTANCE, matrix.stances) == SEEN
    assert await asked.one_by_one(ONE_CHECK_IN, matrix.check_ins) == SEEN


async def test_teams_of_goals(asked: Asked, matrix: Matrix) -> None:
    teams = {name: matrix.teams[name] for name in SEEN}
    assert await asked.one_by_one(VISIBLE_TEAM, teams) == SEEN


async def test_teams_to_write_for(asked: Asked, matrix: Matrix) -> None:
    """Heads and student health of the unit, and members who work there."""
    expected = dict.fromkeys(matrix.teams, TRIAGE) | {
        "here": TRIAGE | {"teacher", "teacher_today"},
        "there": TRIAGE_B,
        "ended": NOBODY,
    }
    assert await listed(asked, WRITABLE_TEAMS, matrix.teams) == expected


def people_in(matrix: Matrix, keys: list[UUID]) -> set[str]:
    assert len(keys) == len(set(keys))
    return {who for who in PEOPLE if matrix.world.people[PEOPLE[who]] in keys}


async def test_members_of_the_day(asked: Asked, matrix: Matrix) -> None:
    rows = await rows_by(asked, "head", MEMBERS, key=matrix.teams["here"])
    assert people_in(matrix, [row[0] for row in rows]) == MEMBERS_HERE


async def test_the_student_health_team_of_a_unit(asked: Asked, matrix: Matrix) -> None:
    rows = await rows_by(asked, "head", STUDENT_HEALTH_MEMBERS, key=matrix.world.school)
    assert people_in(matrix, [row[0] for row in rows]) == {"health", "health_today", "head_today"}


LOCAL = STAFF | {"officer_unit"}
ABOVE = {f"{kind}_area" for kind in ("head", "health", "teacher", "officer")} | {
    "officer",
    "officer_today",
    "central",
    "admin",
}


async def test_posts_of_today_at_a_unit_and_above_it(asked: Asked, matrix: Matrix) -> None:
    rows = await rows_by(asked, "head", POSTS, key=matrix.world.school)
    assert people_in(matrix, [row.person_id for row in rows if row.local]) == LOCAL
    assert people_in(matrix, [row.person_id for row in rows if not row.local]) == ABOVE


async def test_the_post_of_one_person(asked: Asked, matrix: Matrix) -> None:
    found = set()
    for who in PEOPLE:
        values = {"key": matrix.world.school, "person": matrix.world.people[PEOPLE[who]]}
        rows = await rows_by(asked, "head", POST_OF, **values)
        assert len(rows) < 2
        found |= {who} if rows else NOBODY
    assert found == LOCAL | ABOVE
