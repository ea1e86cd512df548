"""Who sees which decision, programme and hearing, by the database alone and by the program's statements."""

from __future__ import annotations

from uuid import UUID

import pytest

from samsyn.cases.models import ActionProgramme, Appeal, Decision, Hearing, Notification
from samsyn.cases.policy import BY_ROLE, CaseAction, visible_parts
from samsyn.cases.policy.parts import allowed_on_part, one_part
from samsyn.core.actor import Actor, Function
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CASES, Matrix
from tests.domains.cases.test_policy import AT_ORGANISER, HEAD, TEACHER
from tests.factories.actors import HERE, THERE, person
from tests.factories.asked import Asked
from tests.factories.cases import part_of
from tests.factories.decisions import add_appeal, add_decision, add_hearing, add_notification

TEXTS = {"born_on", "ruling", "reasons", "needs", "measures", "student_part", "guardians"}


def sealed(matrix: Matrix, case: UUID) -> bool:
    return part_of(matrix.world, case)["confidentiality"] in ("K3", "K4")


def drafted(matrix: Matrix, case: UUID) -> UUID:
    if not sealed(matrix, case):
        return add_decision(matrix.world, case)
    decision = add_decision(matrix.world, case, **dict.fromkeys(TEXTS))
    for table in ("case_decisions", "action_programmes"):
        matrix.world.sql(f"UPDATE {table} SET sealed = 'x' WHERE id = %s", decision)
    return decision


def heard(matrix: Matrix, case: UUID) -> UUID:
    inside = {"name": None, "view": None, "sealed": b"x"} if sealed(matrix, case) else {}
    return add_hearing(matrix.world, case, **inside)


@pytest.fixture(scope="session")
def decisions(matrix: Matrix) -> dict[str, UUID]:
    return {name: drafted(matrix, case) for name, case in matrix.cases.items()}


@pytest.fixture(scope="session")
def hearings(matrix: Matrix) -> dict[str, UUID]:
    return {name: heard(matrix, case) for name, case in matrix.cases.items()}


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})


def test_by_the_database(matrix: Matrix, decisions: dict[str, UUID], hearings: dict[str, UUID]) -> None:
    assert matrix.seen("case_decisions", decisions) == CASES
    assert matrix.seen("action_programmes", decisions) == CASES
    assert matrix.seen("case_hearings", hearings) == CASES


async def test_one_by_one(asked: Asked, decisions: dict[str, UUID], hearings: dict[str, UUID]) -> None:
    assert await asked.one_by_one(one_part(Decision), decisions) == CASES
    assert await asked.one_by_one(one_part(Hearing), hearings) == CASES


async def test_who_was_told_and_who_appealed(
    matrix: Matrix, asked: Asked, decisions: dict[str, UUID]
) -> None:
    told, appealed = {}, {}
    for name, case in matrix.cases.items():
        inside = {"sealed": b"x"} if sealed(matrix, case) else {}
        shut = {"name": None} if inside else {}
        told[name] = add_notification(matrix.world, case, decisions[name], **inside, **shut)
        shut = {"appellant": None} if inside else {}
        appealed[name] = add_appeal(matrix.world, case, decisions[name], **inside, **shut)
    assert matrix.seen("decision_notifications", told) == CASES
    assert matrix.seen("decision_appeals", appealed) == CASES
    for model in (Notification, Appeal):
        assert await asked.one_by_one(visible_parts(model), matrix.cases) == CASES


@pytest.mark.parametrize("model", [Decision, ActionProgramme, Hearing])
async def test_those_of_a_case(
    asked: Asked, matrix: Matrix, decisions: dict[str, UUID], hearings: dict[str, UUID], model: type
) -> None:
    assert await asked.one_by_one(visible_parts(model), matrix.cases) == CASES


def row(reach: str = "UNIT", confidentiality: str = "K2", role: str | None = None) -> Decision:
    made = Decision(school_id=HERE, reach=reach, confidentiality=confidentiality)
    made.my_role = role
    return made


@pytest.mark.parametrize("role", [None, *BY_ROLE])
def test_the_role_prepares_and_never_signs(role: str | None) -> None:
    allowed = allowed_on_part(TEACHER, row(role=role))
    assert (CaseAction.WRITE_DECISION in allowed) is (role in ("OWNER", "INVESTIGATOR"))
    assert CaseAction.SIGN_DECISION not in allowed


@pytest.mark.parametrize(
    ("actor", "reach", "confidentiality", "may"),
    [
        (HEAD, "UNIT", "K2", True),
        (HEAD, "UNIT", "K3", False),
        (HEAD, "BOTH", "K2", True),
        (HEAD, "ORGANISER", "K2", False),
        (person(Function.DEPUTY_PRINCIPAL), "UNIT", "K2", True),
        (person(Function.PRINCIPAL, THERE), "UNIT", "K2", False),
        (AT_ORGANISER, "BOTH", "K2", True),
        (AT_ORGANISER, "ORGANISER", "K3", False),
        (AT_ORGANISER, "UNIT", "K2", False),
        (person(Function.EHT_SPECIAL), "UNIT", "K2", False),
        (person(Function.CENTRAL_MANAGER), "BOTH", "K2", False),
    ],
)
def test_the_function_signs(actor: Actor, reach: str, confidentiality: str, may: bool) -> None:
    assert (CaseAction.SIGN_DECISION in allowed_on_part(actor, row(reach, confidentiality))) is may


@pytest.mark.parametrize("confidentiality", ["K3", "K4"])
def test_past_the_lists_the_function_signs_from_within_the_circle(confidentiality: str) -> None:
    """Another way in (break-glass, a grant) is to read."""
    within = allowed_on_part(HEAD, row(confidentiality=confidentiality, role="INFORMED"))
    assert {CaseAction.SIGN_DECISION, CaseAction.WRITE_DECISION} <= within
    assert CaseAction.SIGN_DECISION not in allowed_on_part(HEAD, row(confidentiality=confidentiality))
    officer = allowed_on_part(AT_ORGANISER, row("ORGANISER", confidentiality, "OWNER"))
    assert CaseAction.SIGN_DECISION in officer
