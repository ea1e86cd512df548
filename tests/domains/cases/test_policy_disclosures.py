"""Who sees which consent and line of the ledger, by the database alone and by the program's statements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import Consent, Disclosure
from samsyn.cases.policy import BY_ROLE, CaseAction, visible_parts
from samsyn.cases.policy.disclosures import ONE_CONSENT, ONE_DISCLOSURE
from samsyn.cases.policy.parts import allowed_on_part
from samsyn.core.actor import Actor, Function
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CASES, Matrix
from tests.domains.cases.test_policy import AT_ORGANISER, HEAD, TEACHER
from tests.factories.actors import HERE, THERE, person
from tests.factories.asked import Asked
from tests.factories.cases import part_of
from tests.factories.disclosures import add_consent, add_disclosure

OF_CONSENT, OF_LINE = ("recipient", "scope", "givers"), ("recipient", "what", "reason")


def inside(matrix: Matrix, case: UUID, texts: tuple[str, ...]) -> dict[str, Any]:
    sealed = part_of(matrix.world, case)["confidentiality"] in ("K3", "K4")
    return {**dict.fromkeys(texts), "sealed": b"x"} if sealed else {}


@pytest.fixture(scope="session")
def consents(matrix: Matrix) -> dict[str, UUID]:
    return {n: add_consent(matrix.world, c, **inside(matrix, c, OF_CONSENT)) for n, c in matrix.cases.items()}


@pytest.fixture(scope="session")
def lines(matrix: Matrix) -> dict[str, UUID]:
    return {n: add_disclosure(matrix.world, c, **inside(matrix, c, OF_LINE)) for n, c in matrix.cases.items()}


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})


def test_by_the_database(matrix: Matrix, consents: dict[str, UUID], lines: dict[str, UUID]) -> None:
    assert matrix.seen("case_consents", consents) == CASES
    assert matrix.seen("case_disclosures", lines) == CASES


async def test_one_by_one(asked: Asked, consents: dict[str, UUID], lines: dict[str, UUID]) -> None:
    assert await asked.one_by_one(ONE_CONSENT, consents) == CASES
    assert await asked.one_by_one(ONE_DISCLOSURE, lines) == CASES


@pytest.mark.parametrize("model", [Consent, Disclosure])
async def test_those_of_a_case(
    asked: Asked, matrix: Matrix, consents: dict[str, UUID], lines: dict[str, UUID], model: type
) -> None:
    assert await asked.one_by_one(visible_parts(model), matrix.cases) == CASES


def row(reach: str = "UNIT", confidentiality: str = "K2", role: str | None = None) -> Consent:
    made = Consent(school_id=HERE, reach=reach, confidentiality=confidentiality)
    made.my_role = role
    return made


@pytest.mark.parametrize("role", [None, *BY_ROLE])
def test_the_role_discloses(role: str | None) -> None:
    assert (CaseAction.DISCLOSE in allowed_on_part(TEACHER, row(role=role))) is (
        role in ("OWNER", "INVESTIGATOR")
    )


@pytest.mark.parametrize(
    ("actor", "reach", "confidentiality", "may"),
    [
        (HEAD, "UNIT", "K2", True),
        (HEAD, "UNIT", "K3", False),
        (HEAD, "ORGANISER", "K2", False),
        (person(Function.PRINCIPAL, THERE), "UNIT", "K2", False),
        (AT_ORGANISER, "BOTH", "K2", True),
        (AT_ORGANISER, "UNIT", "K2", False),
        (person(Function.EHT_SPECIAL), "UNIT", "K2", False),
        (person(Function.EXTERNAL_PARTNER), "BOTH", "K2", False),
    ],
)
def test_the_function_discloses(actor: Actor, reach: str, confidentiality: str, may: bool) -> None:
    assert (CaseAction.DISCLOSE in allowed_on_part(actor, row(reach, confidentiality))) is may
