"""Who sees which row by the statements of the program: the sets that hold for the database alone hold here.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

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
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CASES, CONCERNS, HEADS, HEADS_B, HEALTH, HEALTH_B, Matrix
from tests.factories.asked import Asked

Seen = dict[str, set[str]]


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.system})


async def test_cases(asked: Asked, matrix: Matrix) -> None:
    assert await asked.all_at_once(visible_cases(Case.id), matrix.cases) == CASES


async def test_one_case(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(ONE_CASE, matrix.cases) == CASES


PARTS: Sequence[Any] = (
    PUPILS_OF_CASE,
    *(visible_parts(model) for model in (CaseNote, ChildVoice, Measure, CaseEvent)),
)


@pytest.mark.parametrize("number", range(len(PARTS)))
async def test_what_is_in_a_case(number: int, asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(PARTS[number], matrix.cases) == CASES


async def test_heads_of_cases(asked: Asked, matrix: Matrix) -> None:
    """The list of heads is narrower than the database: nothing past the unit, not even for the circle."""
    listed = HEADS | HEALTH | {"system"}
    by_unit = {"unit": listed, "both": listed, "unit K3": listed, "b": HEADS_B | HEALTH_B | {"system"}}
    seen = await asked.all_at_once(visible_case_heads(CaseHead.id), matrix.cases)
    assert seen == {name: by_unit.get(name, set()) for name in matrix.cases}


async def test_concerns_and_their_pupils(asked: Asked, matrix: Matrix) -> None:
    names = matrix.concerns
    assert await asked.all_at_once(visible_concerns(Concern.id), names) == CONCERNS
    assert await asked.one_by_one(ONE_CONCERN, names) == CONCERNS
    assert await asked.one_by_one(PUPILS_OF_CONCERN, names) == CONCERNS


async def test_receipts(asked: Asked, matrix: Matrix) -> None:
    """For who reported it, as long as they work at the unit, and for systems up to K3."""
    own = {"own": {"teacher"}, "own, by teacher_today": {"teacher_today"}}
    expected = {name: own.get(name, set()) | {"system"} for name in matrix.concerns} | {"K4": set()}
    assert await asked.one_by_one(ONE_RECEIPT, matrix.concerns) == expected
