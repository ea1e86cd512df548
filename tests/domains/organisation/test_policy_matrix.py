"""Which schools and days the program's statements show: to staff all, to a system those it is limited to.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from samsyn.core.database import application_engine
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work
from samsyn.organisation.models import CalendarDay, School
from samsyn.organisation.policy import (
    ONE_AREA,
    ONE_DAY,
    ONE_PROFESSION,
    ONE_SCHOOL,
    ONE_YEAR,
    VISIBLE_BREAKS,
    VISIBLE_DAYS,
    VISIBLE_SCHOOLS,
    VISIBLE_TERMS,
    entered_days,
)
from tests.factories.asked import Asked, Seen
from tests.factories.assigned import PEOPLE, assign
from tests.factories.world import World, add_client, make_world

KNOW_ALL = {*PEOPLE, "system"}
KNOW_B = KNOW_ALL | {"system of B"}
SEEN = {"of all": KNOW_B, "A": KNOW_ALL, "B": KNOW_B}


class Matrix:
    """A term, a break and a changed day of every unit, of school A and of school B, by name."""

    def __init__(self, world: World) -> None:
        self.world = world
        assign(world)
        one_school = add_client(world, "system of B", ["schools:read"], [world.schools["B"]])
        self.clients = {"system": add_client(world, "system", ["schools:read"]), "system of B": one_school}
        self.schools = {"A": world.schools["A"], "B": world.schools["B"]}
        self.year, self.first = world.sql(
            "SELECT id, starts_on FROM school_years WHERE tenant_id = %s ORDER BY code", world.tenant
        )[0]
        self.gone = self._long_gone(self.first.year - 5)
        at: dict[str, UUID | None] = {"of all": None, **self.schools}
        self.days = {
            name: self._add("calendar_days", school, day=self.first, is_school_day=False, name="Studiedag")
            for name, school in at.items()
        }
        period = {"starts_on": self.first, "ends_on": self.first}
        self.breaks = {
            name: self._add("breaks", school, kind="AUTUMN_BREAK", name="Lov", **period)
            for name, school in at.items()
        }
        self.terms = {
            name: self._add("terms", school, code="HT", **period) for name, school in self.schools.items()
        }

    def _long_gone(self, first: int) -> str:
        code, since = f"{first}/{first + 1}", date(first, 8, 18)
        self.world.insert("school_years", code=code, starts_on=since, ends_on=since + timedelta(days=290))
        return code

    def _add(self, table: str, school: UUID | None, **row: Any) -> UUID:
        return self.world.insert(table, school_year_id=self.year, school_id=school, **row)


@pytest.fixture(scope="session")
def matrix(admin_dsn: str) -> Matrix:
    return Matrix(make_world(admin_dsn))


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, matrix.clients)


@pytest.fixture
async def program(matrix: Matrix, runtime: Runtime) -> AsyncIterator[Work]:
    """Background work of the program itself."""
    engine = application_engine(runtime.settings.worker_url, 1)
    async with Work(engine, Credential.system(matrix.world.tenant), runtime=runtime) as work:
        await work.open()
        yield work
    await engine.dispose()


async def test_schools(asked: Asked, matrix: Matrix) -> None:
    expected = {"A": KNOW_ALL, "B": KNOW_B}
    assert await asked.one_by_one(ONE_SCHOOL, matrix.schools) == expected
    everything = VISIBLE_SCHOOLS.with_only_columns(School.id)
    assert await asked.all_at_once(everything, matrix.schools) == expected


async def test_days_of_a_school_year(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(ONE_DAY, matrix.days) == SEEN
    for statement, names in ((VISIBLE_DAYS, matrix.days), (VISIBLE_BREAKS, matrix.breaks)):
        assert await of(asked, statement, names) == SEEN
    assert await of(asked, VISIBLE_TERMS, matrix.terms) == {"A": KNOW_ALL, "B": KNOW_B}


async def of(asked: Asked, statement: Any, names: dict[str, UUID]) -> Seen:
    column = statement.selected_columns.id
    return await asked.all_at_once(statement.with_only_columns(column), names)


async def test_the_program_knows_every_school(program: Work, matrix: Matrix) -> None:
    assert set(await program.scalars(VISIBLE_SCHOOLS.with_only_columns(School.id))) == set(
        matrix.schools.values()
    )
    seen = set(await program.scalars(VISIBLE_DAYS.with_only_columns(CalendarDay.id)))
    assert seen == set(matrix.days.values())


async def test_one_is_one(asked: Asked, matrix: Matrix) -> None:
    """Where there are several, the one that is asked for."""
    world = matrix.world
    async with asked.work("head") as work:
        await work.open()
        for table, statement in (
            ("areas", ONE_AREA),
            ("school_years", ONE_YEAR),
            ("professions", ONE_PROFESSION),
            ("schools", ONE_SCHOOL),
        ):
            for (key,) in world.sql(f"SELECT id FROM {table} WHERE tenant_id = %s LIMIT 3", world.tenant):
                assert [one.id for one in await work.scalars(statement, {"key": key})] == [key]


async def test_what_was_entered_of_a_unit_s_days(asked: Asked, matrix: Matrix) -> None:
    """Of every unit and of its own, by the year they belong to, and of no year long gone."""
    world, at = matrix.world, matrix.schools["A"]
    (code,) = world.sql("SELECT code FROM school_years WHERE id = %s", matrix.year)[0]
    statement = select(entered_days(School.id, School)).where(School.id == at)
    async with asked.work("head") as work:
        await work.open()
        years = json.loads(await work.scalar(statement, {"actor_tenant": world.tenant}))
    by_code = {year[0]: year[1:] for year in years}
    known = world.sql("SELECT code FROM school_years WHERE tenant_id = %s", world.tenant)
    assert set(by_code) == {row[0] for row in known} - {matrix.gone}
    terms, breaks, days = by_code[code]
    first = matrix.first.isoformat()
    assert sorted(term[-1] for term in terms) == [False, False, True]
    assert sorted(pause[-1] for pause in breaks if pause[1] == first) == [False, True]
    assert sorted(days) == [[first, False, False], [first, False, True]]
    assert [by_code[other][2] for other in by_code if other != code] == [None, None]
