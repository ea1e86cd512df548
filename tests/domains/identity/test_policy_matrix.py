"""Who sees which colleague, assignment and system by the statements of the program: sets by hand.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.core.actor import Function
from samsyn.core.runtime import Runtime
from samsyn.identity.models import ApiClient, Assignment, Person
from samsyn.identity.policy import (
    API_CLIENTS,
    ONE_API_CLIENT,
    ONE_ASSIGNMENT,
    ONE_PERSON,
    VISIBLE_ASSIGNMENTS,
    VISIBLE_PEOPLE,
)
from tests.factories.asked import Asked, Seen
from tests.factories.assigned import PEOPLE, assign
from tests.factories.world import World, add_client, make_world

AT_A = {
    "head", "head_today", "health", "health_today", "teacher", "teacher_today",
    "late", "soon", "before", "elsewhere",
}  # fmt: skip
AT_B = {f"{kind}_{where}" for kind in ("head", "health", "teacher") for where in ("b", "area")}
ALWAYS = {"central", "admin"}
"""The administrator, and the central manager who works for every unit."""
OFFICERS = {"officer", "officer_today"}
"""Bring staff of any unit into what the organiser investigates."""
OF_THE_ORGANISER = {"officer", "officer_today", "central", "admin"}
ONE_OF_EACH = (
    "teacher", "teacher_today", "teacher_was", "teacher_will", "teacher_b", "teacher_area",
    "officer", "officer_was", "officer_unit", "officer_area", "admin",
)  # fmt: skip


class Matrix:
    """``system`` reads every unit, ``system_b`` school B alone; ``nobody`` is of another municipality."""

    def __init__(self, world: World, other: World) -> None:
        self.world = world
        assign(world)
        self.clients = {
            "system": add_client(world, "system", ["people:read"]),
            "system_b": add_client(world, "system_b", ["people:read"], [world.schools["B"]]),
        }
        central = "UPDATE assignments SET function = %s WHERE person_id = %s"
        world.sql(central, str(Function.CENTRAL_MANAGER), world.people[PEOPLE["central"]])
        self.people = {who: world.people[persona] for who, persona in PEOPLE.items()}
        self.people |= {"nobody": other.people["larare"], "unassigned": self._unassigned()}
        tenants = world.tenant, other.tenant
        held = dict(world.sql("SELECT person_id, id FROM assignments WHERE tenant_id IN (%s, %s)", *tenants))
        self.assignments = {who: held[key] for who, key in self.people.items() if key in held}
        self.foreign_client = add_client(other, "system", ["people:read"])

    def _unassigned(self) -> UUID:
        named = {"given_name": "Maj", "family_name": "Utan", "sort_key": "utan maj"}
        return self.world.insert("people", status="ACTIVE", **named)


@pytest.fixture(scope="session")
def staffed(admin_dsn: str) -> Matrix:
    return Matrix(make_world(admin_dsn), make_world(admin_dsn, "Tallviks kommun"))


@pytest.fixture
def asked(staffed: Matrix, runtime: Runtime) -> Asked:
    return Asked(staffed.world, runtime, staffed.clients)


def seen_by(who: str) -> set[str]:
    """Colleagues: at the unit, of an area with the unit, or of the organiser; over or to come: not theirs."""
    if who == "nobody":
        return set()
    seen = ALWAYS | {who}
    if who == "unassigned":
        return ALWAYS
    if who.endswith(("_was", "_will")):
        return seen
    if who in OF_THE_ORGANISER:
        return seen | OFFICERS | AT_A | AT_B | {"system", "system_b"}
    return seen | OFFICERS | (AT_B | {"system_b"} if who in AT_B else AT_A) | {"system"}


async def test_people(asked: Asked, staffed: Matrix) -> None:
    statement = VISIBLE_PEOPLE.with_only_columns(Person.id)
    seen = await asked.all_at_once(statement, staffed.people)
    assert seen == {who: seen_by(who) for who in staffed.people}


def one_of_each(of: dict[str, UUID]) -> dict[str, UUID]:
    return {who: key for who, key in of.items() if who in (*ONE_OF_EACH, "nobody", "unassigned")}


async def test_one_person(asked: Asked, staffed: Matrix) -> None:
    names = one_of_each(staffed.people)
    assert await asked.one_by_one(ONE_PERSON, names) == {who: seen_by(who) for who in names}


async def test_assignments(asked: Asked, staffed: Matrix) -> None:
    statement = VISIBLE_ASSIGNMENTS.with_only_columns(Assignment.id)
    seen = await asked.all_at_once(statement, staffed.assignments)
    assert seen == {who: seen_by(who) for who in staffed.assignments}
    assert "nobody" in seen


async def test_one_assignment(asked: Asked, staffed: Matrix) -> None:
    names = one_of_each(staffed.assignments)
    assert await asked.one_by_one(ONE_ASSIGNMENT, names) == {who: seen_by(who) for who in names}


async def test_an_assignment_has_its_holder_s_name(asked: Asked, staffed: Matrix) -> None:
    async with asked.work("admin") as work:
        await work.open()
        rows: list[Any] = list(await work.execute(VISIBLE_ASSIGNMENTS))
        people = {one.id: one for one in await work.scalars(VISIBLE_PEOPLE)}
    holders = [people[row.Assignment.person_id] for row in rows]
    assert len(rows) == len({row.Assignment.id for row in rows}) > len(PEOPLE)
    assert [(row.given_name, row.family_name) for row in rows] == [
        (holder.given_name, holder.family_name) for holder in holders
    ]


async def test_systems_are_the_administrator_s(asked: Asked, staffed: Matrix) -> None:
    names = staffed.clients | {"nobody": staffed.foreign_client}
    expected: Seen = {"system": {"admin"}, "system_b": {"admin"}, "nobody": set()}
    statement = API_CLIENTS.with_only_columns(ApiClient.id)
    assert await asked.all_at_once(statement, names) == expected
    assert await asked.one_by_one(ONE_API_CLIENT, names) == expected
