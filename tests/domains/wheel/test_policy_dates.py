"""Which teams, meetings and goals stand beside a wheel, for each kind of person: sets by hand.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from samsyn.wheel.policy import (
    CHECK_INS_ON_WHEEL,
    FIELDS_IN_TEAMS,
    GOALS_ON_WHEEL,
    GOALS_UNDER_WAY,
    MEETINGS_ON_WHEEL,
    VISIBLE_TEAMS,
)
from tests.domains.wheel.matrix import AT_A, AT_B, NOBODY, READ_A, READ_B, Matrix, rows
from tests.factories.asked import Asked, Seen
from tests.factories.assigned import PEOPLE
from tests.factories.goals import add_check_in, add_goal, add_team, days
from tests.factories.meetings import add_meeting
from tests.factories.world import World

SINCE, UNTIL = datetime(2031, 3, 1, tzinfo=UTC), datetime(2031, 4, 1, tzinfo=UTC)
STATES = (
    "DRAFT",
    "CHECKED",
    "PROPOSED",
    "ACCEPTED",
    "ACTIVE",
    "ADJUSTED",
    "EVALUATED",
    "CLOSED",
    "ABANDONED",
)
MEMBERS = {
    "A1": ("health_today", "health_b", "health_area", "central"),
    "A2": ("teacher",),
    "B1": ("health_b",),
}
"""In a team of A: a psychologist of A, a counsellor of B, a special educator of an area, and the head of
student health; in the other a teacher; in one of B its counsellor."""


class Dates:
    """Teams, meetings, goals and their check-ins of both schools, by name."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.teams = {
            name: add_team(world, letter=name[0], name=f"Laget {name}") for name in (*MEMBERS, "B2")
        }
        for team, names in MEMBERS.items():
            for who in names:
                person = world.people[PEOPLE[who]]
                row = {"team_id": self.teams[team], "person_id": person, "role": "MEMBER"}
                world.insert("team_members", valid_from=days(-9), **row)
        self.meetings = self._meetings()
        self.goals = {state: self._goal("A", state) for state in STATES}
        self.goals |= {"at B": self._goal("B", "ACTIVE")}
        self.check_ins = {
            "before": self._check_in("ACTIVE", 0),
            "first day": self._check_in("ACTIVE", 1),
            "last day": self._check_in("ACTIVE", 9),
            "after": add_check_in(world, self.goals["ACTIVE"], days(10)),
            "of another": self._check_in("CLOSED", 5),
            "at B": self._check_in("at B", 7),
        }

    def _goal(self, letter: str, state: str) -> UUID:
        return add_goal(self.world, self.teams[f"{letter}1"], letter=letter, state=state, activated_at=SINCE)

    def _check_in(self, goal: str, day: int) -> UUID:
        return add_check_in(self.world, self.goals[goal], days(day), 90 + day)

    def _meetings(self) -> dict[str, UUID]:
        minute = timedelta(minutes=1)
        off = {"cancel_reason": "ILLNESS"}
        made: dict[str, dict[str, Any]] = {
            "first": {"starts_at": SINCE},
            "last": {"starts_at": UNTIL - minute, "type": "NETWORK"},
            "too early": {"starts_at": SINCE - minute},
            "too late": {"starts_at": UNTIL},
            "about a pupil": {"starts_at": SINCE, "type": "CASE_MEETING"},
            "with others about a pupil": {"starts_at": SINCE, "type": "INTERAGENCY"},
            "supervision": {"starts_at": SINCE, "type": "SUPERVISION"},
            "cancelled": {"starts_at": SINCE, "state": "CANCELLED", **off},
            "held": {"starts_at": SINCE, "state": "HELD"},
        }
        found = {name: add_meeting(self.world, self.teams["A1"], **row) for name, row in made.items()}
        moved: dict[str, Any] = {"state": "RESCHEDULED", "rescheduled_to_id": found["last"], **off}
        found["moved"] = add_meeting(self.world, self.teams["A1"], starts_at=SINCE, **moved)
        found["at B"] = add_meeting(self.world, self.teams["B1"], starts_at=SINCE)
        return found


@pytest.fixture(scope="session")
def dates(matrix: Matrix) -> Dates:
    return Dates(matrix.world)


async def seen(asked: Asked, statement: Any, names: dict[str, UUID], **more: Any) -> Seen:
    """By the first column, an id."""
    return await asked.all_at_once(statement, names, **more)


async def test_teams_of_one_unit(asked: Asked, matrix: Matrix, dates: Dates) -> None:
    of_a = {"A1": READ_A, "A2": READ_A, "B1": NOBODY, "B2": NOBODY}
    of_b = {"A1": NOBODY, "A2": NOBODY, "B1": READ_B, "B2": READ_B}
    for letter, expected in (("A", of_a), ("B", of_b)):
        at = matrix.schools[letter]
        assert await seen(asked, VISIBLE_TEAMS, dates.teams, key=at) == expected


async def test_fields_in_the_teams_of_one_unit(asked: Asked, matrix: Matrix, dates: Dates) -> None:
    of_a = {"A1": READ_A, "A2": READ_A, "B1": NOBODY, "B2": NOBODY}
    assert await seen(asked, FIELDS_IN_TEAMS, dates.teams, key=matrix.schools["A"]) == of_a
    names = {key: name for name, key in dates.teams.items()}
    found = await rows(asked, "central", FIELDS_IN_TEAMS, key=matrix.schools["A"])
    assert sorted((names[row[0]], row[1]) for row in found) == [
        ("A1", "LEADERSHIP"),
        ("A1", "PSYCHOLOGICAL"),
        ("A1", "SPECIAL_EDUCATION"),
        ("A2", "PEDAGOGICAL"),
    ]
    lasts = {row[1]: (row[2], row[3]) for row in found}
    assert lasts["PSYCHOLOGICAL"] == (days(-9), days(0))
    assert lasts["SPECIAL_EDUCATION"] == (days(-9), None)


async def test_meetings_of_one_unit(asked: Asked, matrix: Matrix, dates: Dates) -> None:
    """None about a pupil, none that is off, and those of the days asked for."""
    none = dict.fromkeys(dates.meetings, NOBODY)
    of_a, of_b = none | dict.fromkeys(("first", "last", "held"), READ_A), none | {"at B": READ_B}
    for letter, expected in (("A", of_a), ("B", of_b)):
        asked_for: dict[str, Any] = {"key": matrix.schools[letter], "since": SINCE, "until": UNTIL}
        assert await seen(asked, MEETINGS_ON_WHEEL, dates.meetings, **asked_for) == expected
        shown = await rows(asked, "central", MEETINGS_ON_WHEEL, **asked_for)
        assert {row.team_name for row in shown} == {f"Laget {letter}1"}


async def test_goals_of_one_unit(asked: Asked, matrix: Matrix, dates: Dates) -> None:
    """From when they are active, and not those that were given up."""
    none = dict.fromkeys(dates.goals, NOBODY)
    of_a = none | dict.fromkeys(("ACTIVE", "ADJUSTED", "EVALUATED", "CLOSED"), READ_A)
    assert await seen(asked, GOALS_ON_WHEEL, dates.goals, key=matrix.schools["A"]) == of_a
    of_b = await seen(asked, GOALS_ON_WHEEL, dates.goals, key=matrix.schools["B"])
    assert of_b == none | {"at B": READ_B}


async def test_check_ins_of_one_unit(asked: Asked, matrix: Matrix, dates: Dates) -> None:
    names, period = dates.check_ins, {"first": days(1), "last": days(9)}
    none = dict.fromkeys(names, NOBODY)
    of_a = none | dict.fromkeys(("first day", "last day", "of another"), READ_A)
    at = matrix.schools["A"]
    assert await seen(asked, CHECK_INS_ON_WHEEL, names, key=at, **period) == of_a
    of_b = await seen(asked, CHECK_INS_ON_WHEEL, names, key=matrix.schools["B"], **period)
    assert of_b == none | {"at B": READ_B}
    shown = await rows(asked, "central", CHECK_INS_ON_WHEEL, key=at, **period)
    by_name = {row.id: row.goal_id for row in shown}
    assert len(shown) == len(by_name)
    assert by_name[names["of another"]] == dates.goals["CLOSED"]
    assert by_name[names["last day"]] == dates.goals["ACTIVE"]


async def test_goals_under_way_where_one_works(asked: Asked, dates: Dates) -> None:
    """With the last day that has a value of their own."""
    none = dict.fromkeys(dates.goals, NOBODY)
    expected = none | {"ACTIVE": AT_A, "ADJUSTED": AT_A, "at B": AT_B}
    assert await seen(asked, GOALS_UNDER_WAY, dates.goals) == expected
    measured = {row[0]: row[2] for row in await rows(asked, "system", GOALS_UNDER_WAY)}
    assert measured == {
        dates.goals["ACTIVE"]: days(9),
        dates.goals["ADJUSTED"]: None,
        dates.goals["at B"]: days(7),
    }
