"""C08: how far ahead the next follow-up may be set, wherever it is set."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from samsyn.core.clock import SetClock
from samsyn.main.app import create_app
from tests.conftest import Town
from tests.domains.cases.calls import about, body, code, move
from tests.factories.concerns import add_concern
from tests.factories.pupils import add_student

MONDAY = datetime(2026, 9, 14, 9, tzinfo=UTC)
LAST = date(2026, 11, 9)
"""Eight weeks ahead, a Monday after the autumn break."""
BEFORE_SUMMER = datetime(2027, 6, 9, 9, tzinfo=UTC)


def at(town: Town, moment: datetime) -> Town:
    runtime = replace(town.runtime, clock=SetClock(moment))
    return replace(town, app=create_app(runtime=runtime), runtime=runtime)


@pytest.fixture
def autumn(town: Town) -> Town:
    return at(town, MONDAY)


def day(days: int) -> str:
    return (LAST + timedelta(days=days)).isoformat()


async def set_to(town: Town, case: dict[str, Any], days: int) -> httpx.Response:
    found = (await town.as_("kurator").get(f"/cases/{case['id']}")).json()
    return await town.as_("kurator").patch(
        f"/cases/{case['id']}", found["version"], json={"nextFollowUpOn": day(days)}
    )


def refused(answer: httpx.Response) -> bool:
    error = answer.json()["errors"][0]
    assert (code(answer), error["pointer"]) == ((422, "C08"), "/nextFollowUpOn"), answer.text
    return "senast 9 november 2026" in error["detail"]


async def test_a_case_is_opened_with_a_day_that_its_type_allows(autumn: Town) -> None:
    pupil = str(add_student(autumn.world))
    sent = {"caseTypeCode": "SPECIAL_SUPPORT", "studentIds": [pupil]}
    late = await autumn.as_("kurator").post("/cases", json=body(autumn, **sent, nextFollowUpOn=day(1)))
    assert refused(late)
    made = await autumn.as_("kurator").post("/cases", json=body(autumn, **sent, nextFollowUpOn=day(0)))
    assert (made.status_code, made.json()["latestFollowUpOn"]) == (201, day(0)), made.text
    early = await autumn.as_("kurator").post("/cases", json=body(autumn, nextFollowUpOn="2026-09-11"))
    assert code(early) == (422, "C08")


async def test_so_is_one_that_a_concern_leads_to(autumn: Town) -> None:
    concern = add_concern(autumn.world, "larare")
    path, sent = f"/concerns/{concern}/assessment", {"outcome": "CASE_OPENED"}
    sent |= {"caseTypeCode": "LEARNING_ENVIRONMENT", "nextFollowUpOn": day(1)}
    assert refused(await autumn.as_("kurator").post(path, json=sent, headers={"if-match": '"1"'}))


async def test_it_is_moved_and_set_anew_within_the_same_time(autumn: Town) -> None:
    case = await about(autumn, add_student(autumn.world), nextFollowUpOn=day(0))
    assert refused(await set_to(autumn, case, 1))
    assert (await set_to(autumn, case, -1)).status_code == 200
    found = (await autumn.as_("kurator").get(f"/cases/{case['id']}")).json()
    shut = (await move(autumn, found, "closure", reason="WITHDRAWN", feedback="Samtal")).json()
    assert (shut["nextFollowUpOn"], shut["latestFollowUpOn"]) == (None, day(0))
    again = {"reason": "Det har börjat igen"}
    assert refused(await move(autumn, shut, "reopening", **again, nextFollowUpOn=day(1)))
    assert (await move(autumn, shut, "reopening", **again, nextFollowUpOn=day(0))).status_code == 201


async def test_a_case_keeps_the_organisers_number_of_its_opening(autumn: Town) -> None:
    before = await about(autumn, add_student(autumn.world), nextFollowUpOn=day(0))
    autumn = at(autumn, MONDAY + timedelta(minutes=5))
    own = {"clock": "SPECIAL_SUPPORT_LONGEST", "amount": 4, "reason": "Beslut i ledningsgruppen"}
    made = await autumn.as_("admin").post("/rule-packs/SE-2023/adjustments", json=own)
    assert made.status_code == 201, made.text
    autumn = at(autumn, MONDAY + timedelta(minutes=10))
    assert (await set_to(autumn, before, 0)).status_code == 200
    sent = {"caseTypeCode": "SPECIAL_SUPPORT", "studentIds": [str(add_student(autumn.world))]}
    late = await autumn.as_("kurator").post("/cases", json=body(autumn, **sent, nextFollowUpOn=day(-27)))
    assert code(late) == (422, "C08")
    kept = await autumn.as_("kurator").post("/cases", json=body(autumn, **sent, nextFollowUpOn=day(-28)))
    assert (kept.status_code, kept.json()["latestFollowUpOn"]) == (201, day(-28)), kept.text


async def test_no_summer_is_too_long_for_a_report_that_the_law_asks_for(town: Town) -> None:
    """C10: the first school day after the report lies further ahead than the organiser lets it be set."""
    town = at(town, BEFORE_SUMMER)
    own = {"clock": "DEGRADING_LONGEST", "amount": 0, "reason": "Följs upp samma dag"}
    assert (await town.as_("admin").post("/rule-packs/SE-2023/adjustments", json=own)).status_code == 201
    seen = {"whatWasSeen": "Knuffad", "degradingTreatment": True, "pointedOut": "STUDENT", "urgency": "NOW"}
    sent = seen | {"schoolId": str(town.world.school), "studentIds": [str(add_student(town.world))]}
    made = await town.as_("rektor").post("/concerns", json=sent)
    assert made.status_code == 201, made.text
    rows = town.world.sql(
        "SELECT next_follow_up_on FROM cases WHERE tenant_id = %s AND case_type = 'DEGRADING'",
        town.world.tenant,
    )
    assert len(rows) == 1
    assert rows[0][0] > BEFORE_SUMMER.date()
