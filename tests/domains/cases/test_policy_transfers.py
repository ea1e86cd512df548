"""Who sees what was handed over, by the database alone and by the program's statements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import CaseTransfer
from samsyn.cases.policy import BY_ROLE, CaseAction, visible_parts
from samsyn.cases.policy.parts import allowed_on_part
from samsyn.cases.policy.transfers import ONE_INCOMING, ONE_TRANSFER
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CASES, HEADS_B, Matrix
from tests.domains.cases.test_policy import TEACHER
from tests.factories.actors import HERE
from tests.factories.asked import Asked
from tests.factories.cases import part_of
from tests.factories.transfers import add_transfer

TEXTS = ("pupil", "origin", "content", "told")
SHUT: dict[str, Any] = {"to_school_id": None, "to_person_id": None, "destination": "NONE"}


def inside(matrix: Matrix, case: UUID) -> dict[str, Any]:
    sealed = part_of(matrix.world, case)["confidentiality"] in ("K3", "K4")
    return {**dict.fromkeys(TEXTS), "sealed": b"x"} if sealed else {}


@pytest.fixture(scope="session")
def kept(matrix: Matrix) -> dict[str, UUID]:
    """Where nothing goes along: nobody at another unit has anything to do with it."""
    return {n: add_transfer(matrix.world, c, **inside(matrix, c), **SHUT) for n, c in matrix.cases.items()}


@pytest.fixture(scope="session")
def sent(matrix: Matrix) -> dict[str, UUID]:
    """From cases of class K2 and K3 at A to the principal of B, who is named; and one in K4."""
    names = ("unit", "unit K3", "circle")
    return {n: add_transfer(matrix.world, matrix.cases[n], **inside(matrix, matrix.cases[n])) for n in names}


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})


def test_by_the_database(matrix: Matrix, kept: dict[str, UUID]) -> None:
    assert matrix.seen("case_transfers", kept) == CASES


async def test_one_by_one(asked: Asked, matrix: Matrix, kept: dict[str, UUID]) -> None:
    assert await asked.one_by_one(ONE_TRANSFER, kept) == CASES
    assert await asked.one_by_one(visible_parts(CaseTransfer), matrix.cases) == CASES


async def test_the_heads_of_the_new_unit(matrix: Matrix, asked: Asked, sent: dict[str, UUID]) -> None:
    """Up to K2 all of them; in K3 whom it was sent to alone; K4 nobody."""
    waits = {"unit": HEADS_B, "unit K3": {"head_b"}, "circle": set()}
    assert await asked.one_by_one(ONE_INCOMING, sent) == waits
    by_database = matrix.seen("case_transfers", sent)
    assert {name: who - CASES[name] for name, who in by_database.items()} == waits


def row(confidentiality: str = "K2", role: str | None = None) -> CaseTransfer:
    made = CaseTransfer(school_id=HERE, reach="UNIT", confidentiality=confidentiality)
    made.my_role = role
    return made


@pytest.mark.parametrize("role", [None, *BY_ROLE])
def test_whoever_is_responsible_hands_over(role: str | None) -> None:
    assert (CaseAction.TRANSFER in allowed_on_part(TEACHER, row(role=role))) is (role == "OWNER")
