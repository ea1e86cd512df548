"""Notes that a branch keeps for itself, and pupils that are stricter than their case, by the statements."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import CaseNote
from samsyn.cases.policy.one_case import ONE_CASE, PUPIL_IDS_OF_CASE, visible_part, visible_parts
from samsyn.core.runtime import Runtime
from samsyn.core.schooldays import stockholm_day
from tests.factories.cases import add_case, add_note, let_in, open_with_reason, part_of
from tests.factories.each import by_row, seen, shown, work_of
from tests.factories.pupils import add_student
from tests.factories.staff import add_post
from tests.factories.world import World, make_world

CIRCLE = {"kurator", "skolskoterska-2", "psykolog", "larare", "mentor"}


@pytest.fixture(scope="session")
def world(admin_dsn: str) -> World:
    """larare was a school nurse until yesterday; specialpedagog is one too."""
    return make_world(admin_dsn)


@pytest.fixture(scope="session")
def kept(world: World) -> tuple[UUID, dict[str, UUID]]:
    """A case of class K3 and notes in it, by the branch that keeps them."""
    case = add_case(world, confidentiality="K3")
    for who in CIRCLE - {"kurator"}:
        let_in(world, case, who)
    open_with_reason(world, case, "specialpedagog")
    add_post(world, "specialpedagog", "EHT_MEDICAL")
    yesterday = stockholm_day(datetime.now(UTC)) - timedelta(days=1)
    add_post(world, "larare", "EHT_MEDICAL", valid_to=yesterday)

    def note(branch: str, by: str) -> UUID:
        words: dict[str, Any] = {"text": None, "sealed": b"x", "branch": branch, "kept_in": branch}
        return add_note(world, case, **words, written_by=world.people[by])

    return case, {
        "EMI": note("EMI", "skolskoterska"),
        "EMI, by mentor": note("EMI", "mentor"),
        "EPI": note("EPI", "psykolog-2"),
        "SCHOOL": note("SCHOOL", "kurator"),
    }


async def test_its_author_and_those_of_the_branch_in_the_circle(
    world: World, runtime: Runtime, kept: tuple[UUID, dict[str, UUID]]
) -> None:
    case, notes = kept
    people = CIRCLE | {"specialpedagog", "skolskoterska", "psykolog-2", "rektor"}
    found = await shown(world, runtime, people, visible_parts(CaseNote), key=case)
    assert by_row(found, notes) == {
        "EMI": {"skolskoterska-2"},
        "EMI, by mentor": {"skolskoterska-2", "mentor"},
        "EPI": {"psykolog"},
        "SCHOOL": CIRCLE | {"specialpedagog"},
    }


def test_and_by_the_database(world: World, kept: tuple[UUID, dict[str, UUID]]) -> None:
    _, notes = kept
    people = CIRCLE | {"specialpedagog", "skolskoterska", "psykolog-2", "rektor"}
    found = seen(world, "case_notes", people)
    assert {name: found.get(key, set()) for name, key in notes.items()} == {
        "EMI": {"skolskoterska-2"},
        "EMI, by mentor": {"skolskoterska-2", "mentor"},
        "EPI": {"psykolog"},
        "SCHOOL": CIRCLE | {"specialpedagog"},
    }


async def test_pupils_come_with_their_case_each_by_its_own_class(world: World, runtime: Runtime) -> None:
    case, other = add_case(world), add_case(world)
    lax, strict, gone = (add_student(world) for _ in range(3))
    place = part_of(world, case)
    world.insert("case_students", student_id=lax, **place)
    world.insert("case_students", student_id=strict, **(place | {"confidentiality": "K3"}))
    world.insert("case_students", student_id=gone, removed_at=datetime.now(UTC), **place)
    world.insert("case_students", student_id=add_student(world), **part_of(world, other))
    expected = {"kurator": {lax, strict}, "rektor": {lax}}
    for who, pupils in expected.items():
        async with work_of(world, runtime, who) as work:
            await work.open()
            found = await work.one_or_none(ONE_CASE, key=case)
            by_themselves = list(await work.scalars(PUPIL_IDS_OF_CASE, {"key": case}))
        assert (set(found.pupil_ids), set(by_themselves)) == (pupils, pupils)
        assert len(found.pupil_ids) == len(by_themselves) == len(pupils)


async def test_one_part_is_that_one_of_that_case(
    world: World, runtime: Runtime, kept: tuple[UUID, dict[str, UUID]]
) -> None:
    """Made anew, not as it is kept: the tests that take a condition away change it while the program runs."""
    case, notes = kept
    one = visible_part.__wrapped__(CaseNote)
    for key, part, sees in (
        (case, notes["SCHOOL"], [notes["SCHOOL"]]),
        (case, notes["EMI"], []),
        (add_case(world), notes["SCHOOL"], []),
    ):
        assert await shown(world, runtime, ["kurator"], one, key=key, part=part) == {"kurator": sees}
