"""Which pupils and groups the program's statements name in a concern or a case.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.policy.concerns import CHOOSABLE_STUDENTS, IN_GRADE, NAMED_STUDENTS, ONE_GROUP
from samsyn.core.credential import token_hash
from samsyn.core.work import Credential, Work
from tests.conftest import Town
from tests.factories.pupils import add_group, add_student, grant


@pytest.fixture
def pupils(town: Town) -> dict[str, UUID]:
    world, mark = town.world, {"protection_level": "CONFIDENTIAL_MARK"}
    made = {
        "open": add_student(world, grade="9"),
        "granted": add_student(world, **mark),
        "protected": add_student(world, **mark),
        "not asked for": add_student(world),
        "gone": add_student(world, grade="9", active=False),
        "other grade": add_student(world, grade="8"),
        "at B": add_student(world, school="B", grade="9"),
    }
    grant(world, made["granted"], "larare")
    return made


def as_teacher(town: Town) -> Work:
    credential = Credential.session(token_hash(town.world.tokens["larare"]))
    return Work(town.runtime.engine, credential, runtime=town.runtime)


async def named(town: Town, statement: Any, pupils: dict[str, UUID]) -> set[str]:
    """Of all that are asked for: those that the statement gives."""
    wanted = [key for name, key in pupils.items() if name != "not asked for"]
    name_of = {key: name for name, key in pupils.items()}
    async with as_teacher(town) as work:
        await work.open()
        return {name_of[one.id] for one in await work.scalars(statement, {"wanted": wanted})}


async def test_the_protected_are_named_to_those_with_a_grant(town: Town, pupils: dict[str, UUID]) -> None:
    seen = await named(town, NAMED_STUDENTS, pupils) - {"at B"}
    assert seen == {"open", "granted", "gone", "other grade"}


async def test_a_concern_is_about_a_pupil_who_goes_to_the_unit(town: Town, pupils: dict[str, UUID]) -> None:
    assert await named(town, CHOOSABLE_STUDENTS, pupils) == {"open", "granted", "other grade"}


async def test_a_grade_counts_those_who_go_there(town: Town, pupils: dict[str, UUID]) -> None:
    async with as_teacher(town) as work:
        await work.open()
        assert await work.scalar(IN_GRADE, {"school": town.world.school, "grade": "9"}) == 1
        assert pupils


async def test_one_group_is_that_group(town: Town) -> None:
    groups = [add_group(town.world, name) for name in ("5A", "5B")]
    async with as_teacher(town) as work:
        await work.open()
        assert [one.id for one in await work.scalars(ONE_GROUP, {"key": groups[1]})] == [groups[1]]
