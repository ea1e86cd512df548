"""Cases, and what is written in whatever case, by the statements that lists and searches are made of.

Kept statements are made anew here: ``make mutants`` takes a condition away while the program runs.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import CaseHead, CaseNote, ChildVoice, Investigation, PartOfCase
from samsyn.cases.policy.cases import visible_case_heads, visible_cases, visible_rows
from samsyn.cases.policy.one_case import ONE_CASE, PUPILS_OF_CASE, visible_parts
from samsyn.cases.policy.parts import one_part, parts_with_role
from samsyn.core.runtime import Runtime
from tests.domains.cases.kinds import NAMED, OPENED, add_kind, open_to_all
from tests.domains.cases.matrix import CASES, Matrix
from tests.factories.alleged import add_alleged
from tests.factories.asked import Asked
from tests.factories.cases import (
    add_case,
    add_investigation,
    add_note,
    let_in,
    open_with_reason,
    part_of,
)
from tests.factories.days import DAY, NOW, TODAY
from tests.factories.each import by_row, shown, work_of
from tests.factories.pupils import add_student
from tests.factories.staff import add_post
from tests.factories.world import World, make_world

EVERYBODY = OPENED | NAMED | {"rektor"}


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})


@pytest.fixture(scope="session")
def world(admin_dsn: str) -> World:
    return make_world(admin_dsn)


@pytest.fixture(scope="session")
def opened(world: World) -> UUID:
    """A case of class K3 that everybody has opened with a reason; elevassistent, who is named in it, works
    with the medical branch, as kurator did."""
    add_post(world, "elevassistent", "EHT_MEDICAL")
    add_post(world, "kurator", "EHT_MEDICAL", valid_to=TODAY - DAY)
    return open_to_all(world)


@pytest.mark.parametrize("model", [CaseNote, ChildVoice])
async def test_rows_of_whatever_case(model: Any, asked: Asked, matrix: Matrix) -> None:
    assert await asked.all_at_once(visible_rows(model, model.case_id), matrix.cases) == CASES


async def test_a_reason_opens_the_case_and_what_is_in_k3(
    world: World, opened: UUID, runtime: Runtime
) -> None:
    made = {"K3": add_kind(world, ChildVoice, opened), "K4": add_kind(world, ChildVoice, opened, "K4")}
    found = await shown(world, runtime, EVERYBODY, visible_rows(ChildVoice))
    assert by_row(found, made) == {"K3": OPENED | NAMED, "K4": NAMED}
    strict = add_case(world, confidentiality="K4")
    open_with_reason(world, strict, "larare")
    let_in(world, strict, "mentor")
    sees = {"K3": OPENED | NAMED, "K4": {"kurator", "mentor"}}
    found = await shown(world, runtime, EVERYBODY, visible_cases())
    assert by_row(found, {"K3": opened, "K4": strict}) == sees
    for name, case in (("K3", opened), ("K4", strict)):
        one = await shown(world, runtime, EVERYBODY, ONE_CASE, key=case)
        assert {who for who, rows in one.items() if rows == [case]} == sees[name]


async def test_notes_that_a_branch_keeps(world: World, opened: UUID, runtime: Runtime) -> None:
    """Its author and those of the branch, named in the case: a reason is not enough."""

    def note(by: str, **more: Any) -> UUID:
        return add_note(world, opened, text=None, sealed=b"x", written_by=world.people[by], **more)

    kept, by_others = ({"branch": branch, "kept_in": branch} for branch in ("EMI", "EPI"))
    made = {
        "all": note("kurator"),
        "by mentor": note("mentor", **kept),
        "own": note("loggranskare", **kept),
        "of another branch": note("loggranskare", **by_others),
    }
    found = await shown(world, runtime, EVERYBODY, visible_rows(CaseNote))
    assert by_row(found, made) == {
        "all": OPENED | NAMED,
        "by mentor": {"elevassistent"},
        "own": {"elevassistent", "loggranskare"},
        "of another branch": {"loggranskare"},
    }


async def test_nothing_of_a_case_that_points_one_out(world: World, runtime: Runtime) -> None:
    """Neither as its head nor by a place in its circle."""
    case = add_case(world)
    let_in(world, case, "larare")
    voice, pupil = add_kind(world, ChildVoice, case), add_student(world)
    world.insert("case_students", student_id=pupil, **part_of(world, case))
    people = ("kurator", "rektor", "bitradande", "larare")
    heads = {"kurator", "rektor", "bitradande"}
    of_case = (ONE_CASE, visible_parts(ChildVoice), PUPILS_OF_CASE, visible_rows(ChildVoice))

    async def who_sees() -> list[set[str]]:
        """The case, what is in it in three ways, and its head."""
        found = [await shown(world, runtime, people, one, key=case) for one in of_case]
        rows = await shown(world, runtime, people, visible_case_heads(CaseHead.id))
        seen = [{who for who, keys in one.items() if keys} for one in found[:3]]
        return [*seen, by_row(found[3], {"": voice})[""], by_row(rows, {"": case})[""]]

    assert await who_sees() == [set(people)] * 4 + [heads]
    for who in ("rektor", "larare"):
        add_alleged(world, case, who)
    assert await who_sees() == [{"kurator", "bitradande"}] * 5


async def test_the_role_is_one_s_own_in_the_circle_of_that_case_now(world: World, runtime: Runtime) -> None:
    case, other = add_case(world), add_case(world)
    made = [add_investigation(world, one) for one in (case, other)]
    for _ in range(2):
        let_in(world, case, "mentor", kind="GRANT", role_in_case=None)
    let_in(world, case, "mentor", role_in_case="INVESTIGATOR")
    let_in(world, case, "larare", role_in_case="INVESTIGATOR")
    let_in(world, other, "larare", role_in_case="INFORMED")
    for _ in range(2):
        let_in(world, case, "larare", kind="GRANT", role_in_case=None)
    let_in(world, other, "mentor", role_in_case="INFORMED")
    let_in(world, case, "rektor", role_in_case="OWNER", valid_to=NOW - DAY)
    let_in(world, other, "rektor", role_in_case="CONTRIBUTOR")
    expected = {
        "kurator": ["OWNER", "OWNER"], "mentor": ["INVESTIGATOR", "INFORMED"],
        "larare": ["INVESTIGATOR", "INFORMED"],
        "rektor": [None, "CONTRIBUTOR"], "bitradande": [None, None],
    }  # fmt: skip
    ways: list[tuple[Any, list[UUID]]] = [(one_part, made), (parts_with_role, [case, other])]
    for statement, keys in ways:
        assert await roles(world, runtime, expected, statement.__wrapped__(Investigation), keys) == expected
    assert await roles(world, runtime, expected, ONE_CASE, [case, other]) == expected


async def roles(world: World, runtime: Runtime, people: Any, statement: Any, keys: list[UUID]) -> Any:
    found: dict[str, list[str | None]] = {}
    for who in people:
        async with work_of(world, runtime, who) as work:
            await work.open()
            rows: list[PartOfCase] = [await work.one_or_none(statement, key=key) for key in keys]
            found[who] = [getattr(row, "my_role", "") for row in rows]
    return found


@pytest.mark.parametrize("statement", [one_part, parts_with_role])
async def test_one_part_and_those_of_one_case(statement: Any, world: World, runtime: Runtime) -> None:
    case, other = add_case(world), add_case(world)
    one, beside = add_kind(world, ChildVoice, case), add_kind(world, ChildVoice, case)
    add_kind(world, ChildVoice, other)
    strict = add_kind(world, ChildVoice, case, "K3")
    key, rows = (one, {one}) if statement is one_part else (case, {one, beside})
    found = await shown(
        world, runtime, ("kurator", "rektor", "larare"), statement.__wrapped__(ChildVoice), key=key
    )
    mine = rows if statement is one_part else rows | {strict}
    assert {who: set(got) for who, got in found.items()} == {"kurator": mine, "rektor": rows, "larare": set()}
    assert all(len(got) == len(set(got)) for got in found.values())
