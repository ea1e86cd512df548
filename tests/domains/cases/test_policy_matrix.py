"""Who sees which row by the statements of the program: the sets that hold for the database alone hold here.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Select

from samsyn.cases.models import (
    Case,
    CaseEvent,
    CaseHead,
    CaseNote,
    ChildVoice,
    Concern,
    Measure,
)
from samsyn.cases.policy import (
    ONE_CASE,
    ONE_CONCERN,
    ONE_RECEIPT,
    PUPILS_OF_CASE,
    PUPILS_OF_CONCERN,
    visible_case_heads,
    visible_cases,
    visible_concerns,
    visible_parts,
)
from samsyn.core.credential import token_hash
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work
from tests.domains.cases.matrix import CASES, CONCERNS, HEADS, HEADS_B, HEALTH, HEALTH_B, Matrix
from tests.factories.assigned import PEOPLE

Seen = dict[str, set[str]]


class Asked:
    """Each person's answers, in one transaction each."""

    def __init__(self, matrix: Matrix, runtime: Runtime) -> None:
        self.matrix, self.runtime = matrix, runtime

    def work(self, who: str) -> Work:
        world = self.matrix.world
        if who == "system":
            credential = Credential.client(world.tenant, self.matrix.system, frozenset({"cases:read"}))
        else:
            credential = Credential.session(token_hash(world.tokens[PEOPLE[who]]))
        return Work(self.runtime.engine, credential, runtime=self.runtime)

    async def all_at_once(self, statement: Select[Any], names: dict[str, UUID]) -> Seen:
        """``statement`` gives ids."""
        seen: Seen = {name: set() for name in names}
        by_id = {key: name for name, key in names.items()}
        for who in [*PEOPLE, "system"]:
            async with self.work(who) as work:
                await work.open()
                for key in await work.scalars(statement):
                    if key in by_id:
                        seen[by_id[key]].add(who)
        return seen

    async def one_by_one(self, statement: Any, names: dict[str, UUID]) -> Seen:
        """``statement`` takes ``key``."""
        seen: Seen = {name: set() for name in names}
        for who in [*PEOPLE, "system"]:
            async with self.work(who) as work:
                await work.open()
                for name, key in names.items():
                    if list(await work.scalars(statement, {"key": key})):
                        seen[name].add(who)
        return seen


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix, runtime)


async def test_cases(asked: Asked) -> None:
    assert await asked.all_at_once(visible_cases(Case.id), asked.matrix.cases) == CASES


async def test_one_case(asked: Asked) -> None:
    assert await asked.one_by_one(ONE_CASE, asked.matrix.cases) == CASES


PARTS: Sequence[Any] = (
    PUPILS_OF_CASE,
    *(visible_parts(model) for model in (CaseNote, ChildVoice, Measure, CaseEvent)),
)


@pytest.mark.parametrize("number", range(len(PARTS)))
async def test_what_is_in_a_case(number: int, asked: Asked) -> None:
    assert await asked.one_by_one(PARTS[number], asked.matrix.cases) == CASES


async def test_heads_of_cases(asked: Asked) -> None:
    """The list of heads is narrower than the database: nothing past the unit, not even for the circle."""
    listed = HEADS | HEALTH | {"system"}
    by_unit = {"unit": listed, "both": listed, "unit K3": listed, "b": HEADS_B | HEALTH_B | {"system"}}
    seen = await asked.all_at_once(visible_case_heads(CaseHead.id), asked.matrix.cases)
    assert seen == {name: by_unit.get(name, set()) for name in asked.matrix.cases}


async def test_concerns_and_their_pupils(asked: Asked) -> None:
    names = asked.matrix.concerns
    assert await asked.all_at_once(visible_concerns(Concern.id), names) == CONCERNS
    assert await asked.one_by_one(ONE_CONCERN, names) == CONCERNS
    assert await asked.one_by_one(PUPILS_OF_CONCERN, names) == CONCERNS


async def test_receipts(asked: Asked) -> None:
    """For who reported it, as long as they work at the unit, and for systems up to K3."""
    own = {"own": {"teacher"}, "own, by teacher_today": {"teacher_today"}}
    expected = {name: own.get(name, set()) | {"system"} for name in asked.matrix.concerns} | {"K4": set()}
    assert await asked.one_by_one(ONE_RECEIPT, asked.matrix.concerns) == expected
