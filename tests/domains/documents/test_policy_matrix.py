"""A draft, and the key to what a browser keeps, are their writer's and nobody else's.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from samsyn.core.runtime import Runtime
from samsyn.documents.models import Draft, DraftKey
from samsyn.documents.policy import OWN_DRAFT, OWN_KEY, is_person
from tests.factories.actors import person, program, system
from tests.factories.asked import Asked
from tests.factories.assigned import PEOPLE, assign
from tests.factories.world import World, add_client, insert_row, make_world

WRITERS = ("head", "teacher", "teacher_was", "teacher_b", "central", "admin")
FORM, OTHER_FORM = "new-concern", "new-case"
NOW = datetime.now(UTC)


class Matrix:
    """Drafts of two forms and a key of each writer."""

    def __init__(self, world: World) -> None:
        self.world = world
        assign(world)
        self.client = add_client(world, "system", ["people:read"])
        self.writers = {who: world.people[PEOPLE[who]] for who in WRITERS}
        self.drafts = {who: self._draft(key, FORM) for who, key in self.writers.items()}
        self.others = {who: self._draft(key, OTHER_FORM) for who, key in self.writers.items()}
        for key in self.writers.values():
            row = {"tenant_id": world.tenant, "person_id": key, "sealed": b"x"}
            insert_row(world.admin_dsn, "draft_keys", row | {"expires_at": NOW + timedelta(hours=1)})

    def _draft(self, person: UUID, form: str) -> UUID:
        row = {"person_id": person, "draft_key": form, "sealed": b"x", "saved_at": NOW}
        return self.world.insert("drafts", **row)


@pytest.fixture(scope="session")
def written(admin_dsn: str) -> Matrix:
    return Matrix(make_world(admin_dsn))


@pytest.fixture
def asked(written: Matrix, runtime: Runtime) -> Asked:
    return Asked(written.world, runtime, {"system": written.client})


async def test_a_draft_is_its_writer_s(asked: Asked, written: Matrix) -> None:
    statement = OWN_DRAFT.with_only_columns(Draft.id)
    of_form = await asked.all_at_once(statement, written.drafts, name=FORM)
    of_another = await asked.all_at_once(statement, written.drafts, name=OTHER_FORM)
    assert of_form == {who: {who} for who in WRITERS}
    assert of_another == {who: set() for who in WRITERS}
    assert await asked.all_at_once(statement, written.others, name=OTHER_FORM) == of_form


async def test_a_key_is_its_owner_s(asked: Asked, written: Matrix) -> None:
    seen = await asked.all_at_once(OWN_KEY.with_only_columns(DraftKey.person_id), written.writers)
    assert seen == {who: {who} for who in WRITERS}


def test_systems_write_no_drafts() -> None:
    assert is_person(person())
    assert not is_person(system())
    assert not is_person(program())
