"""What comes after a report: feedback, corrections, and the steps that clocks wait for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code, opened
from tests.domains.cases.test_break_glass import case as numbered
from tests.domains.cases.test_break_glass import glass
from tests.domains.cases.test_reports import PAST, ahead, clocks, events, send, welfare
from tests.factories.cases import add_case, let_in
from tests.factories.pupils import add_student
from tests.factories.reports import add_report

# Feedback and corrections -----------------------------------------------------------------------------------


async def test_feedback_stops_its_clock_and_later_feedback_holds(town: Town) -> None:
    receipt = (await welfare(town, "kurator")).json()
    path = f"/cases/{receipt['caseId']}/reports/{receipt['id']}/feedback"
    assert await clocks(town, receipt["caseId"]) == {"CHILD_WELFARE_REPORT_FEEDBACK"}
    first = await town.as_("kurator").post(path, json={"summary": "UNKNOWN"})
    assert (first.status_code, first.json()["feedback"]) == (201, "UNKNOWN"), first.text
    assert await clocks(town, receipt["caseId"]) == set()
    second = await town.as_("rektor").post(path, json={"summary": "OPENED"})
    assert second.json()["feedback"] == "OPENED"
    assert events(town, receipt["caseId"]).count("FEEDBACK_RECEIVED") == 2


async def test_feedback_of_a_day_that_cannot_be(town: Town) -> None:
    receipt = (await welfare(town, "kurator")).json()
    path = f"/cases/{receipt['caseId']}/reports/{receipt['id']}/feedback"
    for days in (-1, 1):
        on = (town.runtime.clock.today() + timedelta(days=days)).isoformat()
        answer = await town.as_("kurator").post(path, json={"summary": "OPENED", "on": on})
        assert code(answer) == (422, "REPORT_FEEDBACK_DAY")


async def test_a_correction_says_before_and_after(town: Town) -> None:
    case = add_case(town.world, case_type="INCIDENT")
    report = (await send(town, case, kind="WORK_ENVIRONMENT", receipt="1")).json()
    path = f"/cases/{case}/reports/{report['id']}/correction"
    made = await town.as_("kurator").post(
        path, json={"reason": "Skickades i januari", "sentAt": PAST, "receipt": "2"}
    )
    assert (made.json()["sentAt"], made.json()["receipt"]) == ("2026-01-07T08:00:00.000Z", "2")
    assert made.json()["recordedAt"] == report["recordedAt"]
    later = await town.as_("kurator").post(path, json={"reason": "Fel igen", "sentAt": ahead(days=1)})
    assert code(later) == (422, "REPORT_TIME")
    (row,) = town.world.sql(
        "SELECT data FROM case_events WHERE case_id = %s AND type = 'REPORT_CORRECTED'", case
    )
    assert row[0]["after"].startswith("2026-01-07")


WRONG = {"reason": "Fel nummer angavs", "receipt": "4712"}


@pytest.mark.parametrize("secrecy", ["K2", "K3"])
async def test_a_report_is_corrected_by_who_made_it_and_who_answers_for_the_case(
    town: Town, secrecy: str
) -> None:
    """Whoever is informed reads it, and writes what the authority answered; the words of others stand."""
    case = add_case(town.world, confidentiality=secrecy)
    circle = {"psykolog": "INVESTIGATOR", "specialpedagog": "CONTRIBUTOR", "larare": "CONTRIBUTOR",
              "mentor": "INFORMED", "rektor": "INFORMED"}  # fmt: skip
    for who, role in circle.items():
        let_in(town.world, case, who, role_in_case=role)
    for kind in ("SOCIAL_SERVICES", "WORK_ENVIRONMENT"):
        made = await send(town, case, "larare", kind=kind)
        path = f"/cases/{case}/reports/{made.json()['id']}"
        for who in ("specialpedagog", "mentor"):
            assert code(await town.as_(who).post(f"{path}/correction", json=WRONG)) == (403, "A03"), who
            shown = (await town.as_(who).get(path)).json()
            assert (shown["receipt"], shown["allowedActions"]) == (None, ["case.report"]), who
            answered = await town.as_(who).post(f"{path}/feedback", json={"summary": "OPENED"})
            assert answered.status_code == 201, who
        for who in ("larare", "kurator", "psykolog", "rektor"):
            done = await town.as_(who).post(f"{path}/correction", json=WRONG)
            assert (done.status_code, done.json()["receipt"]) == (201, "4712"), (who, done.text)
            assert "case.correct-report" in done.json()["allowedActions"], who
    assert events(town, case).count("REPORT_CORRECTED") == 8


async def test_who_opened_the_case_with_a_reason_corrects_nothing(town: Town) -> None:
    made, number = numbered(town)
    lax = add_report(town.world, made, confidentiality="K3", sealed=b"x")
    assert (await glass(town, number)).status_code == 201
    path = f"/cases/{made}/reports/{lax}/correction"
    assert code(await town.as_("rektor").post(path, json=WRONG)) == (403, "A03")


async def test_a_report_of_another_case_is_not_there(town: Town) -> None:
    one, other = add_case(town.world), add_case(town.world)
    report = add_report(town.world, other)
    for method, rest, body in (
        ("GET", "", None),
        ("POST", "/feedback", {"summary": "OPENED"}),
        ("POST", "/correction", {"reason": "Fel"}),
    ):
        answer = await town.as_("kurator")(method, f"/cases/{one}/reports/{report}{rest}", json=body)
        assert answer.status_code == 404


async def test_raising_a_case_seals_its_reports(town: Town) -> None:
    case = add_case(town.world, case_type="INCIDENT")
    await send(town, case, kind="WORK_ENVIRONMENT", receipt="Kvitto 4711")
    version = (await town.as_("kurator").get(f"/cases/{case}")).json()["version"]
    raised = await town.as_("kurator").patch(f"/cases/{case}", version, json={"confidentiality": "K3"})
    assert raised.status_code == 200, raised.text
    (row,) = town.world.sql("SELECT confidentiality, receipt FROM authority_reports WHERE case_id = %s", case)
    assert tuple(row) == ("K3", None)
    (report,) = (await town.as_("kurator").get(f"/cases/{case}/reports")).json()["items"]
    assert report["receipt"] == "Kvitto 4711"


# Steps by hand ----------------------------------------------------------------------------------------------


async def step(town: Town, case: UUID | str, name: str, who: str = "kurator") -> httpx.Response:
    return await town.as_(who).post(f"/cases/{case}/milestones", json={"step": name, "note": "Brev"})


async def test_a_complaint_is_confirmed_and_answered_once_each(town: Town) -> None:
    case = (await opened(town, caseTypeCode="COMPLAINT"))["id"]
    assert await clocks(town, case) == {"COMPLAINT_CONFIRM", "COMPLAINT_ANSWER"}
    made = await step(town, case, "CONFIRMED")
    assert [clock["code"] for clock in made.json()["clocks"]] == ["COMPLAINT_ANSWER"]
    assert code(await step(town, case, "CONFIRMED")) == (409, "MILESTONE_DONE")
    assert (await step(town, case, "ANSWERED", "utredare")).json()["clocks"] == []


async def test_a_meeting_starts_the_next_review_each_time(town: Town) -> None:
    pupil = add_student(town.world)
    case = (await opened(town, caseTypeCode="INTERAGENCY", studentIds=[str(pupil)]))["id"]
    for _ in range(2):
        made = await step(town, case, "MEETING_HELD")
        assert [clock["code"] for clock in made.json()["clocks"]] == ["INTERAGENCY_REVIEW"]


async def test_a_step_that_the_type_does_not_have(town: Town) -> None:
    case = add_case(town.world)
    assert code(await step(town, case, "ANSWERED")) == (422, "MILESTONE_TYPE")
    refused = await town.as_("kurator").post(f"/cases/{case}/milestones", json={"step": "DECIDED"})
    assert refused.status_code == 422


async def test_a_step_in_a_closed_case_or_of_who_only_contributes(town: Town) -> None:
    row: dict[str, Any] = {
        "phase": "CLOSED",
        "closed_at": datetime.now(UTC),
        "closure_reason": "WITHDRAWN",
    }
    shut = add_case(town.world, case_type="COMPLAINT", **row)
    assert code(await step(town, shut, "CONFIRMED")) == (409, "CASE_CLOSED")
    case = add_case(town.world, case_type="COMPLAINT")
    let_in(town.world, case, "larare", role_in_case="CONTRIBUTOR")
    assert (await step(town, case, "CONFIRMED", "larare")).status_code == 403
