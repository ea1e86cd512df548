"""Who sees which row in the prebuilt lists: the same sets as for the statements of the policy, or fewer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.queries.pupils import pupils_in
from samsyn.cases.statements import (
    FIRST,
    HEADS_IN_PHASE,
    HEADS_IN_PHASE_OF_SYSTEM,
    LAST,
    LIST_CASES,
    LIST_CONCERNS,
    LIST_HEADS,
    LIST_HEADS_OF_SYSTEM,
    NUMBERS,
    OPEN_HEADS,
    UNASSESSED,
    UNASSESSED_OF,
    WITHOUT_FOLLOW_UP,
    cases_where,
)
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CASES, CONCERNS, HEADS, HEALTH, OFFICERS, STANDING, TRIAGED, Matrix
from tests.factories.asked import Asked, Seen
from tests.factories.assigned import PEOPLE

ALL = {"skip": 0, "take": 1000, "upto": 1000}
NEWEST = {**ALL, "place_at": LAST[0], "place_id": LAST[1]}
OLDEST = {**ALL, "place_at": FIRST[0], "place_id": FIRST[1]}
ORDERS = {"receivedAt": OLDEST, "-receivedAt": NEWEST}
ANY_CASE = {**NEWEST, "of_type": None, "only_mine": False}
CIRCLES = ("circle", "other circle", "unit K3", "organiser K3")
OFFICER_S = ("both", "organiser")


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})


def only(expected: Seen, *names: str) -> Seen:
    return {name: who if name in names else set() for name, who in expected.items()}


@pytest.mark.parametrize("state", [None, "OPEN", "CLOSED"])
async def test_cases(state: str | None, asked: Asked, matrix: Matrix) -> None:
    shown = [name for name in CASES if state is None or (name == "closed") == (state == "CLOSED")]
    seen = await asked.all_at_once(LIST_CASES[state, True], matrix.cases, **ANY_CASE)
    assert seen == only(CASES, *shown)
    plain = {name: who - OFFICERS if name in OFFICER_S else who for name, who in CASES.items()}
    assert await asked.all_at_once(LIST_CASES[state, False], matrix.cases, **ANY_CASE) == only(plain, *shown)


async def test_cases_of_one_s_own_and_of_one_type(asked: Asked, matrix: Matrix) -> None:
    own = ANY_CASE | {"only_mine": True}
    assert await asked.all_at_once(LIST_CASES[None, True], matrix.cases, **own) == only(CASES, *CIRCLES)
    typed = ANY_CASE | {"of_type": "DEGRADING"}
    seen = await asked.all_at_once(LIST_CASES[None, True], matrix.cases, **typed)
    assert seen == only(CASES, *OFFICER_S, "degrading", "organiser K3")


async def test_cases_by_what_they_are_filtered_by(asked: Asked, matrix: Matrix) -> None:
    """Made anew, not as they are kept: the tests that take a condition away change them while it runs."""
    phase = cases_where.__wrapped__(None, frozenset({"phase"}), officer=True)
    seen = await asked.all_at_once(phase, matrix.cases, **ANY_CASE, of_phase="CLOSED")
    assert seen == only(CASES, "closed")
    of_class = cases_where.__wrapped__("OPEN", frozenset({"confidentiality", "nobody"}), officer=True)
    seen = await asked.all_at_once(of_class, matrix.cases, **ANY_CASE, of_class="K3")
    assert seen == only(CASES, "unit K3", "organiser K3")


async def rows(asked: Asked, who: str, statement: Any, values: dict[str, Any]) -> list[Any]:
    async with asked.work(who) as work:
        await work.open()
        return list(await work.execute(statement, values))


@pytest.mark.parametrize("of_heads", [False, True])
async def test_a_list_goes_on_after_its_place(of_heads: bool, asked: Asked, matrix: Matrix) -> None:
    statement: Any = LIST_HEADS[None] if of_heads else LIST_CASES[None, True]
    whole = await rows(asked, "head", statement, ANY_CASE)
    assert [row.opened_at for row in whole] == sorted((row.opened_at for row in whole), reverse=True)
    assert len(whole) >= 3
    after = {"place_at": whole[1].opened_at, "place_id": whole[1].id}
    assert [row.id for row in await rows(asked, "head", statement, ANY_CASE | after)] == [
        row.id for row in whole[2:]
    ]
    second = {"skip": 1, "take": 2, "upto": 3}
    assert [row.id for row in await rows(asked, "head", statement, ANY_CASE | second)] == [
        row.id for row in whole[1:3]
    ]


async def test_pupils_schools_and_owners_are_those_of_the_row(asked: Asked, matrix: Matrix) -> None:
    listed = "SELECT student_id FROM case_students WHERE case_id = %s AND removed_at IS NULL"
    for row in await rows(asked, "head", LIST_CASES[None, True], ANY_CASE):
        pupils = matrix.world.sql(listed, row.id)
        assert pupils_in([row]) == sorted(str(key) for (key,) in pupils)
        named = matrix.world.sql("SELECT name FROM schools WHERE id = %s", row.school_id)
        assert [(row.school_name,)] == named
        owners = matrix.world.sql("SELECT given_name, family_name FROM people WHERE id = %s", row.owner_id)
        assert [(row.given_name, row.family_name)] == (owners or [(None, None)])
    for row in await rows(asked, "head_area", LIST_HEADS[None], NEWEST):
        named = matrix.world.sql("SELECT name FROM schools WHERE id = %s", row.school_id)
        assert [(row.school_name,)] == named


async def heads(asked: Asked, matrix: Matrix, statement: Any) -> Seen:
    names = {key: name for name, key in matrix.cases.items()}
    seen: Seen = {name: set() for name in CASES}
    for who in [*PEOPLE, *asked.clients]:
        found = await rows(asked, who, statement, NEWEST)
        assert len(found) == len({row.id for row in found}), who
        for row in found:
            if row.id in names:
                seen[names[row.id]].add(who)
    return seen


@pytest.mark.parametrize("state", [None, "OPEN", "CLOSED"])
async def test_heads(state: str | None, asked: Asked, matrix: Matrix) -> None:
    staff, b = HEADS | HEALTH, {"head_b", "head_area", "health_b", "health_area"}
    listed: Seen = {
        "unit": staff,
        "both": staff,
        "degrading": staff,
        "closed": staff,
        "unit K3": staff,
        "b": b,
    }
    shown = [name for name in CASES if state is None or (name == "closed") == (state == "CLOSED")]
    whole = {name: listed.get(name, set()) for name in CASES}
    assert await heads(asked, matrix, LIST_HEADS[state]) == only(whole, *shown)
    systems: Seen = {name: {"system"} | ({"limited"} if name != "b" else set()) for name in listed}
    seen = await heads(asked, matrix, LIST_HEADS_OF_SYSTEM[state])
    of_systems = {name: who & {"system", "limited"} for name, who in seen.items()}
    assert of_systems == only({name: systems.get(name, set()) for name in CASES}, *shown)


@pytest.mark.parametrize("phase", ["INVESTIGATION", "CLOSED"])
async def test_heads_in_one_phase(phase: str, asked: Asked, matrix: Matrix) -> None:
    closed = {matrix.cases["closed"]} if phase == "CLOSED" else set()
    values = NEWEST | {"of_phase": phase}
    for who, statement in (("head", HEADS_IN_PHASE[None]), ("system", HEADS_IN_PHASE_OF_SYSTEM[None])):
        found = {row.id for row in await rows(asked, who, statement, values)} & {*matrix.cases.values()}
        listed = {matrix.cases[name] for name in ("unit", "both", "degrading", "unit K3")}
        listed |= {matrix.cases["b"]} if who == "system" else set()
        assert found == (closed or listed), who


async def test_a_head_says_whether_the_case_may_be_opened(asked: Asked, matrix: Matrix) -> None:
    names = {key: name for name, key in matrix.cases.items()}
    for who in PEOPLE:
        for row in await rows(asked, who, LIST_HEADS[None], NEWEST):
            if row.id in names:
                assert row.may_open == (who in CASES[names[row.id]]), (who, names[row.id])


@pytest.mark.parametrize("order", ORDERS)
async def test_concerns(order: str, asked: Asked, matrix: Matrix) -> None:
    """Those that one assesses or reported; the way through a case leads to one concern, not to a list."""
    values = {**ORDERS[order], "of_state": None, "only_mine": False}
    expected = {name: TRIAGED.get(name, OFFICERS) for name in CONCERNS}
    assert await asked.all_at_once(LIST_CONCERNS[order], matrix.concerns, **values) == expected
    new = values | {"of_state": "NEW"}
    seen = await asked.all_at_once(LIST_CONCERNS[order], matrix.concerns, **new)
    assert seen == expected | {"assessed": set()}
    assessed = values | {"of_state": "ASSESSED"}
    assert await asked.all_at_once(LIST_CONCERNS[order], matrix.concerns, **assessed) == only(
        expected, "assessed"
    )
    mine = await asked.all_at_once(LIST_CONCERNS[order], matrix.concerns, **(values | {"only_mine": True}))
    own: Seen = {"own": {"teacher"}, "own, by teacher_today": {"teacher_today"}}
    assert mine == {name: own.get(name, set()) for name in CONCERNS}


@pytest.mark.parametrize("order", ORDERS)
async def test_concerns_come_in_their_order_and_go_on(order: str, asked: Asked, matrix: Matrix) -> None:
    values = {**ORDERS[order], "of_state": None, "only_mine": False}
    whole = await rows(asked, "officer", LIST_CONCERNS[order], values)
    came = [row.received_at for row in whole]
    assert came == sorted(came, reverse=order.startswith("-"))
    after = values | {"place_at": whole[2].received_at, "place_id": whole[2].id}
    assert [r.id for r in await rows(asked, "officer", LIST_CONCERNS[order], after)] == [
        r.id for r in whole[3:]
    ]
    for row in whole:
        pupils = matrix.world.sql("SELECT student_id FROM concern_students WHERE concern_id = %s", row.id)
        assert pupils_in([row]) == sorted(str(key) for (key,) in pupils)
        named = matrix.world.sql("SELECT name FROM schools WHERE id = %s", row.school_id)
        assert [(row.school_name,)] == named
        reporters = "SELECT given_name, family_name FROM people WHERE id = %s"
        reported_by = matrix.world.sql(reporters, row.reporter_id) or [(None, None)]
        assert [(row.given_name, row.family_name)] == reported_by
    assert len(whole) == len({row.id for row in whole})


async def test_what_waits_is_what_one_assesses(asked: Asked, matrix: Matrix) -> None:
    reporters = {"teacher", "teacher_today"}
    expected = {name: TRIAGED.get(name, OFFICERS) - reporters for name in CONCERNS}
    expected["assessed"] = set()
    assert await asked.all_at_once(UNASSESSED, matrix.concerns) == expected
    every = list(matrix.concerns.values())
    assert await asked.all_at_once(UNASSESSED_OF, matrix.concerns, wanted=every) == expected
    one = await asked.all_at_once(UNASSESSED_OF, matrix.concerns, wanted=every[:1])
    assert one == only(expected, next(iter(matrix.concerns)))


async def test_what_stands_still_is_told_to_who_answers_for_it(asked: Asked, matrix: Matrix) -> None:
    assert await asked.all_at_once(WITHOUT_FOLLOW_UP, matrix.standing) == STANDING


async def test_open_heads_of_the_unit_that_a_change_of_rules_meets(asked: Asked, matrix: Matrix) -> None:
    listed, names = {"unit", "both", "degrading", "unit K3", "b"}, {k: n for n, k in matrix.cases.items()}
    area = await rows(asked, "head_area", OPEN_HEADS, {})
    for who, seen in (("head", listed - {"b"}), ("head_area", {"b"}), ("teacher", set())):
        found = area if who == "head_area" else await rows(asked, who, OPEN_HEADS, {})
        assert {names[row.id] for row in found if row.id in names} == seen, who
        assert len(found) == len({row.id for row in found})
    for row in area:
        assert [(row.name,)] == matrix.world.sql("SELECT name FROM schools WHERE id = %s", row.school_id)


async def test_numbers(asked: Asked, matrix: Matrix) -> None:
    assert await asked.all_at_once(NUMBERS, matrix.cases, wanted=list(matrix.cases.values())) == CASES
    unit: list[UUID] = [matrix.cases["unit"]]
    assert await asked.all_at_once(NUMBERS, matrix.cases, wanted=unit) == only(CASES, "unit")
