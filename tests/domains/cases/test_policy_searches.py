"""What a search shows of which case, by the statements that read again what the lexemes have found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.statements.searches import CASE_OF_NUMBER, FOUND_CASES, HEAD_OF_NUMBER, SNIPPETS
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CASES, HEADS, HEADS_B, HEALTH, HEALTH_B, Matrix
from tests.factories.asked import Asked
from tests.factories.assigned import PEOPLE
from tests.factories.cases import add_case, add_note, let_in
from tests.factories.each import work_of


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})


def number_of(matrix: Matrix, case: UUID) -> str:
    return str(matrix.world.sql("SELECT number FROM cases WHERE id = %s", case)[0][0])


async def test_cases_that_were_found(asked: Asked, matrix: Matrix) -> None:
    cases = matrix.cases
    assert await asked.all_at_once(FOUND_CASES, cases, wanted=[*cases.values()]) == CASES
    some = [cases["both"], cases["circle"]]
    found = await asked.all_at_once(FOUND_CASES, cases, wanted=some)
    assert found == {name: CASES[name] if key in some else set() for name, key in cases.items()}


async def rows(matrix: Matrix, runtime: Runtime, who: str, statement: Any, **words: Any) -> list[Any]:
    async with work_of(matrix.world, runtime, PEOPLE[who]) as work:
        await work.open()
        return list(await work.execute(statement, words))


async def test_a_case_by_its_number_and_no_other(matrix: Matrix, runtime: Runtime) -> None:
    """Named with its own unit, and with the pupils that are in it still."""
    case = matrix.cases["unit"]
    number = number_of(matrix, case)
    pupils = matrix.world.sql(
        "SELECT student_id FROM case_students WHERE case_id = %s AND removed_at IS NULL", case
    )
    (row,) = await rows(matrix, runtime, "head", CASE_OF_NUMBER, sought=number)
    assert (row.id, row.number, row.school_name) == (case, number, "Björkskolan")
    assert sorted(row.student_ids) == sorted(key for (key,) in pupils)
    for who in ("health", "teacher", "head_b", "officer"):
        assert await rows(matrix, runtime, who, CASE_OF_NUMBER, sought=number) == []


async def test_the_head_of_a_case_by_its_number(asked: Asked, matrix: Matrix) -> None:
    listed = HEADS | HEALTH | {"system", "limited"}
    expected = {
        "unit": listed, "b": HEADS_B | HEALTH_B | {"system"}, "organiser": set(), "circle": set(),
    }  # fmt: skip
    for name, sees in expected.items():
        number = number_of(matrix, matrix.cases[name])
        found = await asked.all_at_once(HEAD_OF_NUMBER, matrix.cases, sought=number)
        assert found == {other: sees if other == name else set() for other in matrix.cases}


async def test_a_head_is_named_with_its_own_unit(matrix: Matrix, runtime: Runtime) -> None:
    number = number_of(matrix, matrix.cases["b"])
    found = await rows(matrix, runtime, "head_b", HEAD_OF_NUMBER, sought=number)
    assert [row.school_name for row in found] == ["Ängskolan"]


async def test_pieces_of_text_up_to_k2_that_were_asked_for(asked: Asked, matrix: Matrix) -> None:
    world, case = matrix.world, add_case(matrix.world, None)
    let_in(world, case, PEOPLE["teacher"], via_school_id=world.school)
    words = {
        "lax": add_note(world, case, "Läser i lugn och ro"),
        "strict": add_note(world, case, text=None, sealed=b"x", confidentiality="K3"),
        "not asked for": add_note(world, case, "Läser högt"),
    }
    wanted = [words["lax"], words["strict"]]
    found = await asked.all_at_once(SNIPPETS["case_notes"], words, wanted=wanted, sought="läser")
    assert found == {"lax": HEADS | {"teacher"}, "strict": set(), "not asked for": set()}
