"""Who sees which investigation, by the database alone and by the program's statements; who writes in it."""

from __future__ import annotations

from uuid import UUID

import pytest

from samsyn.cases.models import Investigation
from samsyn.cases.policy import BY_ROLE, CaseAction
from samsyn.cases.policy.parts import allowed_on_part, one_part, parts_with_role
from samsyn.core.actor import Actor, Function
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CASES, Matrix
from tests.domains.cases.test_policy import AT_ORGANISER, HEAD, TEACHER
from tests.factories.actors import HERE, THERE, person
from tests.factories.asked import Asked
from tests.factories.assigned import PEOPLE
from tests.factories.cases import add_case, add_investigation, let_in, part_of

WORDS = (
    "questions", "findings_individual", "findings_group", "findings_organisation", "cause_analysis",
    "not_consulted_reason", "conclusion_reason",
)  # fmt: skip


def sealed_in(matrix: Matrix, case: UUID) -> dict[str, bytes | None]:
    inside = part_of(matrix.world, case)["confidentiality"] in ("K3", "K4")
    return {**dict.fromkeys(WORDS), "sealed": b"x"} if inside else {}


@pytest.fixture(scope="session")
def investigations(matrix: Matrix) -> dict[str, UUID]:
    """One in each case of the matrix."""
    return {
        name: add_investigation(matrix.world, case, **sealed_in(matrix, case))
        for name, case in matrix.cases.items()
    }


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})


def test_by_the_database(matrix: Matrix, investigations: dict[str, UUID]) -> None:
    assert matrix.seen("investigations", investigations) == CASES


async def test_one_by_one(asked: Asked, investigations: dict[str, UUID]) -> None:
    assert await asked.one_by_one(one_part(Investigation), investigations) == CASES


async def test_those_of_a_case(asked: Asked, matrix: Matrix, investigations: dict[str, UUID]) -> None:
    assert await asked.one_by_one(parts_with_role(Investigation), matrix.cases) == CASES


async def test_a_stricter_one_is_the_circles(asked: Asked, matrix: Matrix) -> None:
    case = add_case(matrix.world, None)
    let_in(matrix.world, case, PEOPLE["teacher"], via_school_id=matrix.world.school)
    strict = dict.fromkeys(WORDS) | {"sealed": b"x", "confidentiality": "K3"}
    one = {"strict": add_investigation(matrix.world, case, **strict)}
    assert await asked.one_by_one(one_part(Investigation), one) == {"strict": {"teacher"}}
    assert matrix.seen("investigations", one) == {"strict": {"teacher"}}


async def test_the_role_is_that_of_its_own_case(asked: Asked, matrix: Matrix) -> None:
    world, case, other = matrix.world, add_case(matrix.world, None), add_case(matrix.world, None)
    let_in(world, case, PEOPLE["late"], role_in_case="INVESTIGATOR")
    let_in(world, other, PEOPLE["late"], role_in_case="OWNER")
    let_in(world, case, PEOPLE["health"], kind="GRANT", role_in_case=None)
    one = add_investigation(world, case)
    roles = {}
    for who in ("late", "head", "health"):
        async with asked.work(who) as work:
            await work.open()
            found = await work.one_or_none(one_part(Investigation), key=one)
            roles[who] = found.my_role
    assert roles == {"late": "INVESTIGATOR", "head": None, "health": None}


def row(reach: str = "UNIT", confidentiality: str = "K2", role: str | None = None) -> Investigation:
    made = Investigation(school_id=HERE, reach=reach, confidentiality=confidentiality)
    made.my_role = role
    return made


@pytest.mark.parametrize("role", [None, *BY_ROLE])
def test_by_role_as_on_the_case(role: str | None) -> None:
    may = CaseAction.INVESTIGATE in allowed_on_part(TEACHER, row(role=role))
    assert may is (role in ("OWNER", "INVESTIGATOR"))


@pytest.mark.parametrize(
    ("actor", "reach", "confidentiality", "may"),
    [
        (HEAD, "UNIT", "K2", True),
        (HEAD, "UNIT", "K3", False),
        (HEAD, "ORGANISER", "K2", False),
        (person(Function.PRINCIPAL, THERE), "UNIT", "K2", False),
        (AT_ORGANISER, "BOTH", "K2", True),
        (AT_ORGANISER, "UNIT", "K2", False),
        (AT_ORGANISER, "ORGANISER", "K3", False),
        (person(Function.EHT_SPECIAL), "UNIT", "K2", False),
    ],
)
def test_by_function(actor: Actor, reach: str, confidentiality: str, may: bool) -> None:
    allowed = allowed_on_part(actor, row(reach, confidentiality))
    assert (CaseAction.INVESTIGATE in allowed) is may
