"""Who sees which row by the statements of the program: the sets that hold for the database alone hold here.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from samsyn.cases.models import (
    Case,
    CaseEvent,
    CaseHead,
    CaseNote,
    ChildVoice,
    Concern,
    Measure,
    MeasureFidelity,
    PartOfCase,
)
from samsyn.cases.policy.cases import (
    CIRCLE_OF_CASE,
    HEAD_OF_CASE,
    OPEN_WAYS,
    visible_case_heads,
    visible_cases,
)
from samsyn.cases.policy.concerns import (
    CASES_OF_CONCERN,
    CONCERNS_OF_CASE,
    HEAD_OF_CONCERN,
    ONE_CONCERN,
    ONE_RECEIPT,
    PUPILS_OF_CONCERN,
    visible_concerns,
)
from samsyn.cases.policy.one_case import ONE_CASE, PUPILS_OF_CASE, visible_parts
from samsyn.cases.statements import WHOLE_CASE
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CASES, CONCERNS, HEADS, HEADS_B, HEALTH, HEALTH_B, Matrix
from tests.factories.asked import Asked
from tests.factories.assigned import PEOPLE
from tests.factories.cases import add_case, let_in

Seen = dict[str, set[str]]


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})


async def test_cases(asked: Asked, matrix: Matrix) -> None:
    assert await asked.all_at_once(visible_cases(Case.id), matrix.cases) == CASES


async def test_one_case(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(ONE_CASE, matrix.cases) == CASES


async def test_one_case_to_be_read(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(WHOLE_CASE, matrix.cases) == CASES


async def test_the_role_is_one_s_own_of_this_case_and_of_today(asked: Asked, matrix: Matrix) -> None:
    """``late`` has a role here that holds; ``head`` comes by function; a way past the circle is no role."""
    world, case = matrix.world, add_case(matrix.world, None)
    other = add_case(world, None)
    past, someday = datetime(2020, 1, 2, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)
    let_in(world, other, PEOPLE["late"], role_in_case="OWNER")
    let_in(world, case, PEOPLE["soon"], role_in_case="OWNER", valid_to=someday, valid_from=past)
    let_in(world, other, PEOPLE["head"], role_in_case="OWNER")
    let_in(world, case, PEOPLE["head_today"], role_in_case="OWNER", valid_to=past + timedelta(days=1))
    for who in ("health", "late", "late"):
        let_in(world, case, PEOPLE[who], kind="GRANT", role_in_case=None)
    let_in(world, case, PEOPLE["late"], role_in_case="INVESTIGATOR")
    expected = {"late": "INVESTIGATOR", "soon": "OWNER", "head": None, "head_today": None, "health": None}
    for statement in (ONE_CASE, WHOLE_CASE):
        roles = {}
        for who in expected:
            async with asked.work(who) as work:
                await work.open()
                roles[who] = (await work.one_or_none(statement, key=case)).my_role
        assert roles == expected


async def test_pupils_of_a_case(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(PUPILS_OF_CASE, matrix.cases) == CASES


@pytest.mark.parametrize("model", [CaseNote, ChildVoice, Measure, MeasureFidelity, CaseEvent])
async def test_what_is_in_a_case(model: type[PartOfCase], asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(visible_parts(model), matrix.cases) == CASES


async def test_columns_of_what_is_in_a_case(asked: Asked, matrix: Matrix) -> None:
    key = matrix.cases["unit"]
    async with asked.work("head") as work:
        await work.open()
        assert list(await work.scalars(visible_parts(CaseNote, CaseNote.case_id), {"key": key})) == [key]


async def test_the_ways_in_are_those_of_the_case(asked: Asked, matrix: Matrix) -> None:
    async with asked.work("head") as work:
        await work.open()
        for key in (matrix.cases["circle"], matrix.cases["other circle"]):
            assert {way.case_id for way in await work.scalars(CIRCLE_OF_CASE, {"key": key})} == {key}
            assert {head.id for head in await work.scalars(HEAD_OF_CASE, {"key": key})} <= {key}


async def test_who_a_case_is_open_to_now(asked: Asked, matrix: Matrix) -> None:
    """The ways in that hold, each through an assignment that holds."""
    names = {key: name for name, key in matrix.world.people.items()}
    async with asked.work("head") as work:
        await work.open()
        for case in ("circle", "other circle"):
            ways = list(await work.scalars(OPEN_WAYS, {"key": matrix.cases[case]}))
            assert sorted(names[way.person_id] for way in ways) == sorted(PEOPLE[who] for who in CASES[case])


async def test_the_head_of_a_concern_and_what_it_led_to(asked: Asked, matrix: Matrix) -> None:
    key = matrix.concerns["led to the circle"]
    async with asked.work("teacher") as work:
        await work.open()
        for statement, case in ((CASES_OF_CONCERN, key), (CONCERNS_OF_CASE, matrix.cases["circle"])):
            found = [(link.concern_id, link.case_id) for link in await work.scalars(statement, {"key": case})]
            assert found == [(key, matrix.cases["circle"])]
    async with asked.work("system") as work:
        await work.open()
        assert [head.id for head in await work.scalars(HEAD_OF_CONCERN, {"key": key})] == [key]


async def test_heads_of_cases(asked: Asked, matrix: Matrix) -> None:
    """The list of heads is narrower than the database: nothing past the unit, not even for the circle."""
    listed = HEADS | HEALTH | {"system", "limited"}
    by_unit = {
        "unit": listed,
        "both": listed,
        "degrading": listed,
        "closed": listed,
        "unit K3": listed,
        "b": HEADS_B | HEALTH_B | {"system"},
    }
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
    systems = {"system", "limited"}
    expected = {name: own.get(name, set()) | systems for name in matrix.concerns}
    expected |= {"K4": set(), "triage b": {"system"}}
    assert await asked.one_by_one(ONE_RECEIPT, matrix.concerns) == expected
