"""C15 where the protection is newer than the case: whoever answers for it is asked to raise it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Town
from tests.factories.cases import add_case, let_in
from tests.factories.pupils import add_student

MARKS = ["CONFIDENTIAL_MARK", "PROTECTED_REGISTRATION", "ASSUMED_IDENTITY"]


async def cards(town: Town, who: str = "kurator") -> list[Any]:
    found = (await town.as_(who).get("/me/focus")).json()["cards"]
    return [card for card in found if card["code"] == "CASE_TO_K4"]


def marked(town: Town, level: str, **more: Any) -> tuple[UUID, UUID]:
    pupil = add_student(town.world, "Hemlig", "Hemligsson")
    case = add_case(town.world, students=(pupil,), **more)
    town.world.sql("UPDATE students SET protection_level = %s WHERE id = %s", level, pupil)
    return case, pupil


@pytest.mark.parametrize("level", MARKS)
async def test_the_owner_is_asked_until_it_is_raised(town: Town, level: str) -> None:
    case, _ = marked(town, level)
    let_in(town.world, case, "larare", role_in_case="INVESTIGATOR")
    (card,) = await cards(town)
    assert (card["path"], "Hemlig" in str(card)) == (f"/arenden/{case}", False)
    for who in ("rektor", "larare", "psykolog", "rektor-2", "admin"):
        assert await cards(town, who) == [], who
    found = (await town.as_("kurator").get(f"/cases/{case}")).json()
    assert [pupil["protected"] for pupil in found["students"]] == [True]
    raised = await town.as_("kurator").post(
        f"/cases/{case}/classification", json={"confidentiality": "K4"}, headers={"if-match": '"1"'}
    )
    assert raised.status_code == 201, raised.text
    assert await cards(town) == []
    assert (await town.as_("rektor").get(f"/cases/{case}")).status_code == 404


async def test_where_nobody_knows_whether_it_is_protected_too(town: Town) -> None:
    case, pupil = marked(town, "NONE")
    assert await cards(town) == []
    town.world.sql("UPDATE students SET protection_known = false WHERE id = %s", pupil)
    assert [card["path"] for card in await cards(town)] == [f"/arenden/{case}"]


async def test_not_of_a_pupil_who_was_taken_out_nor_of_a_closed_case(town: Town) -> None:
    case, _ = marked(town, MARKS[0])
    town.world.sql("UPDATE case_students SET removed_at = now() WHERE case_id = %s", case)
    marked(town, MARKS[0], phase="CLOSED", closure_reason="WITHDRAWN", closed_at="2026-01-07T08:00Z")
    assert await cards(town) == []
