"""Which teams, members and posts the program's statements show each kind of person: sets by hand.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.core.runtime import Runtime
from samsyn.teams.models import StaffingRecord, Team, TeamMember
from samsyn.teams.policy import (
    ONE_MEMBER,
    ONE_STAFFING,
    ONE_TEAM,
    ONE_UNIT,
    VISIBLE_MEMBERS,
    VISIBLE_STAFFING,
    VISIBLE_TEAMS,
)
from tests.factories.asked import Asked
from tests.factories.assigned import PEOPLE, assign
from tests.factories.staff import add_staffing, add_team, add_to
from tests.factories.world import World, add_client, make_world

STAFF = {
    "head", "head_today", "health", "health_today", "teacher", "teacher_today",
    "late", "soon", "before", "elsewhere",
}  # fmt: skip
STAFF_B = {f"{kind}_{where}" for kind in ("head", "health", "teacher") for where in ("b", "area")}
EVERYWHERE = {"central", "admin", "system"}
AT_A, AT_B = STAFF | EVERYWHERE, STAFF_B | EVERYWHERE | {"system of B"}
EVERYBODY = {who for who in PEOPLE if not who.endswith(("_was", "_will"))} | {"system", "system of B"}


class Matrix:
    """Of school A, of school B and of the organiser; "central" is the head of student health."""

    def __init__(self, world: World) -> None:
        self.world = world
        assign(world)
        change = "UPDATE assignments SET function = 'CENTRAL_MANAGER' WHERE person_id = %s"
        world.sql(change, world.people[PEOPLE["central"]])
        one_school = add_client(world, "system of B", ["teams:read"], [world.schools["B"]])
        self.clients = {"system": add_client(world, "system", ["teams:read"]), "system of B": one_school}
        self.schools = {"A": world.schools["A"], "B": world.schools["B"]}
        self.teams = {"A": add_team(world), "B": add_team(world, "B"), "organiser": add_team(world, None)}
        self.members = {
            name: add_to(world, team, world.people[PEOPLE["officer"]]) for name, team in self.teams.items()
        }
        self.posts = {letter: add_staffing(world, letter) for letter in self.schools}


OF_TEAMS = {"A": AT_A, "B": AT_B, "organiser": EVERYBODY}
OF_UNITS = {"A": AT_A, "B": AT_B}


@pytest.fixture(scope="session")
def matrix(admin_dsn: str) -> Matrix:
    return Matrix(make_world(admin_dsn))


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, matrix.clients)


async def test_teams(asked: Asked, matrix: Matrix) -> None:
    """Those of the organiser are known to everybody who holds an assignment today."""
    assert await asked.one_by_one(ONE_TEAM, matrix.teams) == OF_TEAMS
    assert await asked.all_at_once(VISIBLE_TEAMS.with_only_columns(Team.id), matrix.teams) == OF_TEAMS


async def test_members(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(ONE_MEMBER, matrix.members) == OF_TEAMS
    everything = VISIBLE_MEMBERS.with_only_columns(TeamMember.id)
    assert await asked.all_at_once(everything, matrix.members) == OF_TEAMS


async def test_posts(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(ONE_STAFFING, matrix.posts) == OF_UNITS
    everything = VISIBLE_STAFFING.with_only_columns(StaffingRecord.id)
    assert await asked.all_at_once(everything, matrix.posts) == OF_UNITS


async def test_units(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(ONE_UNIT, matrix.schools) == OF_UNITS


async def test_one_is_one(asked: Asked, matrix: Matrix) -> None:
    """The one that is asked for, where the caller sees several."""
    assert await found(asked, ONE_TEAM, matrix.teams)
    assert await found(asked, ONE_MEMBER, matrix.members)
    assert await found(asked, ONE_STAFFING, matrix.posts)
    assert await found(asked, ONE_UNIT, matrix.schools)


async def found(asked: Asked, statement: Any, names: dict[str, UUID]) -> bool:
    async with asked.work("admin") as work:
        await work.open()
        rows = {
            key: [one.id for one in await work.scalars(statement, {"key": key})] for key in names.values()
        }
    return rows == {key: [key] for key in names.values()}
