"""The real program with the tests' own tables and routes beside its own."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine

from samsyn.core.credential import token_hash
from samsyn.core.ids import uuid7
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.core.work import Credential, Work
from samsyn.main import app as assembly
from samsyn.main import create_app
from samsyn.main.wiring import ROUTERS
from tests.conftest import Town
from tests.factories.world import make_world
from tests.locks.models import put_up
from tests.locks.routes import router


@pytest.fixture(scope="session")
def locks_app(settings: Settings, runtime: Runtime) -> FastAPI:
    engine = create_engine(settings.owner_url)
    with engine.begin() as connection:
        put_up(connection)
    engine.dispose()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "ROUTERS", (*ROUTERS, router))
        return create_app(runtime=runtime)


@dataclass
class Post(Town):
    """A municipality with one letter at each school; ``letter`` lies at school A."""

    letter: UUID
    letter_b: UUID
    student: UUID

    def work(self, persona: str = "rektor") -> Work:
        """As this persona, not yet opened."""
        return Work(self.runtime.engine, self.credential(persona), runtime=self.runtime)

    def credential(self, persona: str) -> Credential:
        return Credential.session(token_hash(self.world.tokens[persona]))

    def trail(self, columns: str = "action, object_type, outcome") -> list[tuple[object, ...]]:
        """The access log of this municipality, oldest first."""
        statement = f"SELECT {columns} FROM audit_access WHERE tenant_id = %s ORDER BY at, id"
        return [tuple(row) for row in self.world.sql(statement, self.world.tenant)]

    def count(self, table: str) -> int:
        rows = self.world.sql(f"SELECT count(*) FROM {table} WHERE tenant_id = %s", self.world.tenant)
        return int(rows[0][0])


def make_post(app: FastAPI, runtime: Runtime, admin_dsn: str) -> Post:
    world, student = make_world(admin_dsn), uuid7()
    letters = [
        world.insert("lock_letters", school_id=school, student_id=student, title="Brev")
        for school in world.schools.values()
    ]
    return Post(world, app, runtime, letters[0], letters[1], student)


@pytest.fixture
def post(locks_app: FastAPI, runtime: Runtime, admin_dsn: str) -> Post:
    return make_post(locks_app, runtime, admin_dsn)


@pytest.fixture(scope="module")
def shared_post(locks_app: FastAPI, runtime: Runtime, admin_dsn: str) -> Post:
    """For a whole file of tests that change nothing."""
    return make_post(locks_app, runtime, admin_dsn)
