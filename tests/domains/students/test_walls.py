"""What the database itself says about pupils, whatever the program would ask."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import select

from samsyn.core.database import application_engine
from samsyn.core.scope import TENANT, scoped
from samsyn.core.work import Credential, Work
from samsyn.students import GroupMember, Student, StudentGrant
from tests.conftest import Town
from tests.factories.pupils import add_group, add_student, grant, put_in
from tests.factories.world import open_session

EVERY: Any = scoped(select(Student.id).where(Student.tenant_id == TENANT), Student)
"""As little as a scope can say: the tenant, and nothing of the person."""


async def seen(town: Town, persona: str, statement: Any = EVERY) -> set[UUID]:
    token = hashlib.sha256(town.world.tokens[persona].encode()).digest()
    async with Work(town.runtime.engine, Credential.session(token), runtime=town.runtime) as work:
        await work.open()
        found = set(await work.scalars(statement))
        work.log("test.read", "Student", list(found))
        await work.finish()
        return found


async def test_only_pupils_of_the_units_where_one_works(town: Town) -> None:
    own, other = add_student(town.world), add_student(town.world, "Bo", school="B")
    assert await seen(town, "larare") == {own}
    assert await seen(town, "larare-2") == {other}
    assert await seen(town, "admin") == set()
    assert await seen(town, "chef") == set()


async def test_an_ended_assignment_sees_nobody(town: Town) -> None:
    add_student(town.world)
    town.world.sql(
        "UPDATE assignments SET valid_to = %s WHERE person_id = %s",
        date(2021, 1, 1),
        town.world.people["rektor"],
    )
    assert await seen(town, "rektor") == set()


@pytest.mark.parametrize(
    "mark",
    [
        {"protection_level": "CONFIDENTIAL_MARK"},
        {"protection_level": "PROTECTED_REGISTRATION"},
        {"protection_level": "ASSUMED_IDENTITY"},
        {"protection_known": False},
    ],
)
async def test_the_protected_are_there_for_the_named_only(town: Town, mark: dict[str, Any]) -> None:
    """C15."""
    hidden, group = add_student(town.world, "Kanarie", **mark), add_group(town.world)
    put_in(town.world, group, hidden)
    grant(town.world, hidden, "kurator")
    grant(town.world, hidden, "psykolog", until=date(2021, 1, 1))
    members: Any = scoped(select(GroupMember.student_id).where(GroupMember.tenant_id == TENANT), GroupMember)
    grants: Any = scoped(
        select(StudentGrant.student_id).where(StudentGrant.tenant_id == TENANT), StudentGrant
    )
    for statement in (EVERY, members, grants):
        assert await seen(town, "kurator", statement) == {hidden}
    for statement in (EVERY, members):
        for persona in ("rektor", "mentor", "psykolog", "kurator-2", "admin"):
            assert await seen(town, persona, statement) == set(), persona
    assert await seen(town, "rektor", grants) == set()


async def test_a_grant_does_not_open_another_unit(town: Town) -> None:
    hidden = add_student(town.world, school="B", protection_level="CONFIDENTIAL_MARK")
    grant(town.world, hidden, "kurator")
    assert await seen(town, "kurator") == set()


async def test_nobody_sees_pupils_with_a_password_only(town: Town) -> None:
    world = town.world
    add_student(world)
    account = world.sql("SELECT id FROM accounts WHERE person_id = %s", world.people["rektor"])[0][0]
    with psycopg.connect(world.admin_dsn, autocommit=True) as connection:
        world.tokens["rektor"] = open_session(connection, world, account, world.people["rektor"], 1)
    assert await seen(town, "rektor") == set()


async def test_the_program_itself_sees_all_of_its_tenant_and_no_other(town: Town, other_town: Town) -> None:
    """The register's pull must find protected pupils again, in its own municipality."""
    hidden = add_student(town.world, protection_level="CONFIDENTIAL_MARK")
    add_student(other_town.world)
    engine = application_engine(town.runtime.settings.worker_url, 1)
    async with Work(engine, Credential.system(town.world.tenant), runtime=town.runtime) as work:
        await work.open()
        found = set(await work.scalars(EVERY))
        work.log("test.read", "Student", list(found))
        await work.finish()
    await engine.dispose()
    assert found == {hidden}


async def test_a_person_s_job_sees_no_more_than_the_person(town: Town) -> None:
    add_student(town.world, protection_level="CONFIDENTIAL_MARK")
    engine = application_engine(town.runtime.settings.worker_url, 1)
    credential = Credential.person(town.world.tenant, town.world.people["rektor"])
    async with Work(engine, credential, runtime=town.runtime) as work:
        await work.open()
        found = set(await work.scalars(EVERY))
        work.log("test.read", "Student", list(found))
        await work.finish()
    await engine.dispose()
    assert found == set()
