"""Who sees which meeting, and what is in it, by the statements of the program: sets by hand.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from samsyn.core.runtime import Runtime
from samsyn.meetings.policy import (
    MEETINGS_I_LEAD,
    MEMBERS_TODAY,
    MINUTES_OF_ITEM,
    MY_ACTIONS,
    MY_MEETINGS,
    MY_TEAMS,
    ONE_ACTION,
    ONE_ITEM,
    ONE_MEETING,
    ONE_PARTICIPANT,
    ONE_SERIES,
    TEAM_MEETINGS,
    TEAM_TO_READ,
    TEAMS_TO_CALL,
    VISIBLE_ITEMS,
    VISIBLE_MEETINGS,
    VISIBLE_SERIES,
    VISIBLE_TEAM,
)
from tests.domains.meetings.matrix import MEMBERS, OWNERS, SEEN, TEAMS, TRIAGE, TRIAGE_B, Matrix
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
        return list(await work.scalars(statement, values))


async def listed(asked: Asked, statement: Any, names: dict[str, UUID], **values: Any) -> Seen:
    """As ``all_at_once``, of whole rows, each of them there once."""
    seen: Seen = {name: set() for name in names}
    for who in [*PEOPLE, "system"]:
        keys = [getattr(row, "id", row) for row in await rows_by(asked, who, statement, **values)]
        assert len(keys) == len(set(keys))
        for name, key in names.items():
            if key in keys:
                seen[name].add(who)
    return seen


def some(names: dict[str, UUID], expected: Seen) -> Seen:
    return {name: expected.get(name, NOBODY) for name in names}


async def test_meetings(asked: Asked, matrix: Matrix) -> None:
    assert await listed(asked, VISIBLE_MEETINGS, matrix.meetings) == SEEN
    assert await asked.one_by_one(ONE_MEETING, matrix.meetings) == SEEN


async def test_my_meetings(asked: Asked, matrix: Matrix) -> None:
    mine = {name: SEEN[name] for name in ("pupil", "other pupil")} | {
        "here": {"teacher", "before", "elsewhere"},
        "there": {"teacher_b"},
        "organiser": {"admin"},
    }
    assert await listed(asked, MY_MEETINGS, matrix.meetings) == some(matrix.meetings, mine)


async def test_meetings_i_lead(asked: Asked, matrix: Matrix) -> None:
    leaders = {"teacher_b", "officer_today"}
    led = {"here": leaders | {"teacher"}, "long ago": leaders, "there": {"health_b"}, "pupil": {"late"}}
    assert await listed(asked, MEETINGS_I_LEAD, matrix.meetings) == some(matrix.meetings, led)


async def test_the_seat_is_the_caller_s_foremost_of_today(asked: Asked, matrix: Matrix) -> None:
    seats = {
        who: row.seat
        for who in sorted(SEEN["here"])
        for row in await rows_by(asked, who, ONE_MEETING, key=matrix.meetings["here"])
    }
    taken = {"teacher_b": "CHAIR", "officer_today": "PROCESS_LEADER", "officer_area": "MEMBER"}
    assert seats == dict.fromkeys(SEEN["here"]) | taken


async def test_what_is_in_a_meeting(asked: Asked, matrix: Matrix) -> None:
    expected = some(matrix.items, SEEN)
    assert await asked.one_by_one(ONE_PARTICIPANT, matrix.participants) == expected
    assert await asked.one_by_one(ONE_ITEM, matrix.items) == expected
    assert await asked.one_by_one(MINUTES_OF_ITEM, matrix.items) == expected


async def test_a_part_knows_its_meeting(asked: Asked, matrix: Matrix) -> None:
    (row,) = await rows_by(asked, "teacher_b", ONE_ITEM, key=matrix.items["here"])
    teacher = matrix.world.people[PEOPLE["teacher"]]
    known = (row.seat, row.school_id, row.meeting_state, row.convener_id)
    assert known == ("CHAIR", matrix.world.school, "PLANNED", teacher)


async def test_the_place_of_an_item_is_by_rank_and_then_by_id(asked: Asked, matrix: Matrix) -> None:
    places = {row.id: row.position for row in await rows_by(asked, "head", VISIBLE_ITEMS)}
    assert [places[item] for item in matrix.ranked] == [4, 1, 2, 3]


async def test_actions_are_their_owners_too(asked: Asked, matrix: Matrix) -> None:
    expected = {
        name: SEEN[name] | {OWNERS[name]} if name in OWNERS else SEEN[name] for name in matrix.actions
    }
    assert await asked.one_by_one(ONE_ACTION, matrix.actions) == expected
    mine = {name: {who} for name, who in OWNERS.items()}
    assert await listed(asked, MY_ACTIONS, matrix.actions) == some(matrix.actions, mine)


async def test_teams(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(VISIBLE_TEAM, matrix.teams) == TEAMS
    assert await asked.one_by_one(TEAM_TO_READ, matrix.teams) == TEAMS
    mine = {"here": MEMBERS, "there": {"health_b"}, "organiser": {"admin"}}
    assert await listed(asked, MY_TEAMS, matrix.teams) == some(matrix.teams, mine)


async def test_members_of_the_day(asked: Asked, matrix: Matrix) -> None:
    people = {who: matrix.world.people[PEOPLE[who]] for who in PEOPLE}
    rows = await rows_by(asked, "head", MEMBERS_TODAY, key=matrix.teams["here"])
    assert {who for who in people if people[who] in rows} == MEMBERS | {"head_was", "teacher_will"}


async def test_teams_to_call(asked: Asked, matrix: Matrix) -> None:
    expected = {"here": TRIAGE | MEMBERS, "last day": TRIAGE, "there": TRIAGE_B}
    expected["organiser"] = {"central", "admin"}
    assert await listed(asked, TEAMS_TO_CALL, matrix.teams) == some(matrix.teams, expected)


async def test_meetings_that_rates_rest_on(asked: Asked, matrix: Matrix) -> None:
    """Of the teams asked for, since the day asked for, and never about a pupil."""
    values = {
        "teams": [matrix.teams["here"], matrix.teams["organiser"]],
        "since": datetime.now(UTC) - timedelta(days=30),
    }
    expected = {name: SEEN[name] for name in ("here", "organiser")}
    seen = await listed(asked, TEAM_MEETINGS, matrix.meetings, **values)
    assert seen == some(matrix.meetings, expected)


async def test_series(asked: Asked, matrix: Matrix) -> None:
    expected = some(matrix.series, SEEN)
    assert await listed(asked, VISIBLE_SERIES, matrix.series) == expected
    assert await asked.one_by_one(ONE_SERIES, matrix.series) == expected
    rows = await rows_by(asked, "head", VISIBLE_SERIES)
    known = {row.id: (row.team_name, row.team_type, row.meeting_count) for row in rows}
    assert known[matrix.series["here"]] == ("Här", "EHT", 2)
    assert known[matrix.series["organiser"]] == ("Över", "NETWORK", 0)
