"""An orosanmälan from another case that is not answered (N17), and reports that would reach nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from samsyn.core.schooldays import stockholm_day
from tests.conftest import Town
from tests.factories.cases import add_case, let_in
from tests.factories.reports import add_report


async def cards(town: Town, who: str, code: str) -> list[Any]:
    found = (await town.as_(who).get("/me/focus")).json()["cards"]
    return [card for card in found if card["code"] == code]


def unanswered(town: Town, days: int = 1, sent_by: str = "kurator", **more: Any) -> UUID:
    case = add_case(town.world)
    today = stockholm_day(town.runtime.clock.now())
    sent = {"confidentiality": "K4", "sent_by": town.world.people[sent_by]}
    add_report(
        town.world, case, "SOCIAL_SERVICES", feedback_due_on=today - timedelta(days=days), **(sent | more)
    )
    return case


async def test_the_owner_the_reporter_and_the_principal_of_the_circle_are_told(town: Town) -> None:
    case = unanswered(town, sent_by="larare")
    assert await cards(town, "rektor", "FEEDBACK_AWAITED") == []
    for who, role in (("rektor", "INFORMED"), ("larare", "CONTRIBUTOR"), ("psykolog", "INVESTIGATOR")):
        let_in(town.world, case, who, role_in_case=role)
    for who in ("kurator", "rektor", "larare"):
        (card,) = await cards(town, who, "FEEDBACK_AWAITED")
        assert card["path"] == f"/arenden/{case}?flik=anmalningar"
    for who in ("psykolog", "bitradande", "rektor-2", "utredare", "admin"):
        assert await cards(town, who, "FEEDBACK_AWAITED") == [], who


async def test_not_before_its_day_and_not_when_it_is_answered(town: Town) -> None:
    unanswered(town, 0)
    unanswered(town, feedback="OPENED", feedback_on=stockholm_day(town.runtime.clock.now()))
    assert await cards(town, "kurator", "FEEDBACK_AWAITED") == []


async def test_a_case_of_its_own_has_a_clock_instead(town: Town) -> None:
    case = unanswered(town)
    town.world.sql("UPDATE cases SET case_type = 'CHILD_WELFARE_REPORT' WHERE id = %s", case)
    assert await cards(town, "kurator", "FEEDBACK_AWAITED") == []


@pytest.mark.parametrize("who", ["admin", "skolchef"])
async def test_without_a_case_officer_those_who_can_appoint_one_are_told(town: Town, who: str) -> None:
    assert await cards(town, who, "NO_CASE_OFFICER") == []
    officer = town.world.people["utredare"]
    town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", officer)
    assert len(await cards(town, who, "NO_CASE_OFFICER")) == 1
    assert await cards(town, "rektor", "NO_CASE_OFFICER") == []
