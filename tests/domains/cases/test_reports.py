"""Reports to authorities: C10 cannot be back-dated, C12 is stopped by nothing at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from samsyn.cases.rules import CasePhase
from tests.conftest import Town
from tests.domains.cases.calls import code, opened
from tests.factories.cases import add_case, let_in, part_of
from tests.factories.pupils import add_student
from tests.factories.reports import add_report

PAST = "2026-01-07T08:00:00Z"


async def send(town: Town, case: UUID | str, who: str = "kurator", **body: Any) -> httpx.Response:
    return await town.as_(who).post(f"/cases/{case}/reports", json={"kind": "SOCIAL_SERVICES", **body})


def ahead(**more: float) -> str:
    return (datetime.now(UTC) + timedelta(**more)).isoformat()


def degrading(town: Town, **more: Any) -> UUID:
    row = {"case_type": "DEGRADING", "reach": "BOTH", "pointed_out": "STUDENT"} | more
    return add_case(town.world, students=(add_student(town.world),), **row)


def events(town: Town, case: UUID | str) -> list[str]:
    rows = town.world.sql("SELECT type FROM case_events WHERE case_id = %s ORDER BY at, id", case)
    return [row[0] for row in rows]


async def clocks(town: Town, case: UUID | str, who: str = "kurator") -> set[str]:
    answer = await town.as_(who).get(f"/cases/{case}")
    assert answer.status_code == 200, answer.text
    return {clock["code"] for clock in answer.json()["clocks"]}


# C12: what never waits --------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", [*CasePhase])
@pytest.mark.parametrize("secrecy", ["K1", "K2", "K3", "K4"])
async def test_a_child_in_danger_waits_for_no_phase_and_no_class(
    town: Town, phase: CasePhase, secrecy: str
) -> None:
    closed = {"closed_at": datetime.now(UTC), "closure_reason": "WITHDRAWN", "next_follow_up_on": None}
    row: dict[str, Any] = closed if phase is CasePhase.CLOSED else {}
    case = add_case(town.world, phase=phase, confidentiality=secrecy, **row)
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    for who in ("kurator", "larare"):
        made = await send(town, case, who)
        assert made.status_code == 201, made.text
        assert made.json()["confidentiality"] == "K4"


@pytest.mark.parametrize(
    "kind", ["GROUP_SITUATION", "DEGRADING", "COMPLAINT", "TRANSITION", "CRISIS", "ABSENCE"]
)
async def test_nor_for_a_type_an_owner_a_pupil_or_a_day(town: Town, kind: str) -> None:
    case = add_case(town.world, None, case_type=kind, next_follow_up_on=None)
    let_in(town.world, case, "elevassistent", role_in_case="INFORMED")
    assert (await send(town, case, "elevassistent")).status_code == 201


async def test_a_clock_that_goes_fast_stops_no_report(town: Town) -> None:
    case = add_case(town.world)
    made = await send(town, case, sentAt=ahead(minutes=7))
    assert made.status_code == 201
    assert made.json()["sentAt"] == made.json()["recordedAt"]


async def test_a_head_by_function_is_in_the_circle_afterwards_and_reads_it(town: Town) -> None:
    case = add_case(town.world)
    assert (await send(town, case, "bitradande")).status_code == 201
    listed = (await town.as_("bitradande").get(f"/cases/{case}/reports")).json()
    assert [one["kind"] for one in listed["items"]] == ["SOCIAL_SERVICES"]
    listed = (await town.as_("rektor").get(f"/cases/{case}/reports")).json()
    assert len(listed["items"]) == 1, "the principal receives the fact of it"


async def test_in_class_k4_nobody_is_let_in(town: Town) -> None:
    case = add_case(town.world, confidentiality="K4")
    assert (await send(town, case)).status_code == 201
    assert (await town.as_("rektor").get(f"/cases/{case}")).status_code == 404


async def test_past_the_unit_the_principal_is_not_told(town: Town) -> None:
    case = degrading(town, reach="ORGANISER", pointed_out="PRINCIPAL")
    assert (await send(town, case)).status_code == 201
    assert (await town.as_("rektor").get(f"/cases/{case}")).status_code == 404


async def test_that_there_is_one_is_for_the_circle_alone(town: Town) -> None:
    """A head who reads the case by function sees neither the report nor its line in the timeline."""
    case = degrading(town)
    add_report(town.world, case, "SOCIAL_SERVICES", confidentiality="K4")
    town.world.insert(
        "case_events", **(part_of(town.world, case) | {"confidentiality": "K4"}), type="REPORT_SENT",
        at=datetime.now(UTC), data="{}",
    )  # fmt: skip
    for who in ("rektor", "bitradande", "utredare"):
        listed = await town.as_(who).get(f"/cases/{case}/reports")
        assert listed.json()["items"] == []
        timeline = (await town.as_(who).get(f"/cases/{case}/events")).json()["items"]
        assert "REPORT_SENT" not in {event["type"] for event in timeline}
    assert len((await town.as_("kurator").get(f"/cases/{case}/reports")).json()["items"]) == 1


async def test_who_does_not_open_the_case_reports_elsewhere(town: Town) -> None:
    case = add_case(town.world)
    for who in ("larare", "psykolog", "rektor-2", "kurator-2", "chef", "admin", "utredare"):
        assert (await send(town, case, who)).status_code == 404, who


# Anybody who works at the unit ------------------------------------------------------------------------------


async def welfare(town: Town, who: str = "larare", **body: Any) -> httpx.Response:
    return await town.as_(who).post(
        "/child-welfare-reports", json={"schoolId": str(town.world.school), **body}
    )


async def test_anybody_records_one_with_the_unit_alone(town: Town) -> None:
    made = await welfare(town)
    assert made.status_code == 201, made.text
    receipt = made.json()
    case = (await town.as_("larare").get(f"/cases/{receipt['caseId']}")).json()
    assert (case["caseType"]["code"], case["confidentiality"]) == ("CHILD_WELFARE_REPORT", "K4")
    assert case["owner"]["id"] == str(town.world.people["rektor"])
    assert [clock["code"] for clock in case["clocks"]] == ["CHILD_WELFARE_REPORT_FEEDBACK"]
    assert events(town, receipt["caseId"]) == ["OPENED", "REPORT_SENT"]
    for who in ("bitradande", "kurator", "utredare", "rektor-2"):
        assert (await town.as_(who).get(f"/cases/{receipt['caseId']}")).status_code == 404


async def test_student_health_keeps_its_own_and_the_principal_knows_of_it(town: Town) -> None:
    receipt = (
        await welfare(town, "kurator", about="Syskonen Ek", receipt="4711", receiver="Socialjouren")
    ).json()
    case = (await town.as_("rektor").get(f"/cases/{receipt['caseId']}")).json()
    assert (case["owner"]["id"], case["myRole"]) == (str(town.world.people["kurator"]), "CONTRIBUTOR")
    (report,) = (await town.as_("rektor").get(f"/cases/{receipt['caseId']}/reports")).json()["items"]
    assert (report["about"], report["receipt"], report["receiver"]) == ("Syskonen Ek", "4711", "Socialjouren")
    (row,) = town.world.sql(
        "SELECT about, receipt, sealed FROM authority_reports WHERE id = %s", receipt["id"]
    )
    assert row[:2] == (None, None)
    assert "Ek" not in bytes(row[2]).decode(errors="replace")


async def test_pupils_that_cannot_be_chosen_are_left_out_and_stop_nothing(town: Town) -> None:
    own, there = add_student(town.world), add_student(town.world, school="B")
    protected = add_student(town.world, protection_level="CONFIDENTIAL_MARK")
    ids = [str(own), str(there), str(protected), str(uuid4())]
    made = await welfare(town, studentIds=ids)
    assert made.status_code == 201, made.text
    case = (await town.as_("larare").get(f"/cases/{made.json()['caseId']}")).json()
    assert [student["id"] for student in case["students"]] == [str(own)]


async def test_with_a_password_only_and_without_a_pupil(town: Town) -> None:
    world = town.world
    world.tokens["svag"] = world.weak_token("larare")
    made = await welfare(town, "svag", studentIds=[str(add_student(world))], about="Eleven i 5B")
    assert made.status_code == 201, made.text
    assert set(made.json()) == {
        "_links", "id", "caseId", "number", "school", "recordedAt", "sentAt", "feedbackDueOn",
    }  # fmt: skip


async def test_without_a_principal_the_reporter_keeps_it(town: Town) -> None:
    town.world.sql(
        "UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", town.world.people["rektor"]
    )
    receipt = (await welfare(town, "elevassistent")).json()
    case = (await town.as_("elevassistent").get(f"/cases/{receipt['caseId']}")).json()
    assert case["owner"]["id"] == str(town.world.people["elevassistent"])


async def test_at_a_unit_whose_school_forms_nobody_entered(town: Town) -> None:
    town.world.sql("UPDATE schools SET school_forms = '{}' WHERE id = %s", town.world.school)
    assert (await welfare(town)).status_code == 201


async def test_only_where_one_works(town: Town) -> None:
    there = str(town.world.schools["B"])
    assert (await welfare(town, schoolId=there)).status_code == 404
    for who in ("utredare", "chef", "admin", "partner"):
        assert (await welfare(town, who)).status_code == 404


# C10: the chain ---------------------------------------------------------------------------------------------


async def test_the_principal_reports_to_the_organiser_at_the_servers_time(town: Town) -> None:
    case = degrading(town)
    before = datetime.now(UTC)
    made = await send(town, case, "rektor", kind="ORGANISER_6_10", channel="LETTER")
    assert made.status_code == 201, made.text
    report = made.json()
    assert (report["channel"], report["sentAt"]) == ("SAMSYN", report["recordedAt"])
    assert before - timedelta(seconds=1) <= datetime.fromisoformat(report["sentAt"]) <= datetime.now(UTC)
    assert events(town, case) == ["ORGANISER_NOTIFIED"]
    assert code(await send(town, case, "rektor", kind="ORGANISER_6_10")) == (409, "C10_TOLD")
    assert events(town, case) == ["ORGANISER_NOTIFIED"]


@pytest.mark.parametrize("kind", ["ORGANISER_6_10", "ORGANISER_ABSENCE"])
@pytest.mark.parametrize("said", [PAST, "now", "soon"])
async def test_no_other_time_can_be_given(town: Town, kind: str, said: str) -> None:
    case_type = "ABSENCE" if kind == "ORGANISER_ABSENCE" else "DEGRADING"
    case = degrading(town, case_type=case_type)
    at = {"now": ahead(), "soon": ahead(hours=1)}.get(said, said)
    for who in ("rektor", "bitradande"):
        assert code(await send(town, case, who, kind=kind, sentAt=at)) == (422, "C10")
    assert events(town, case) == []


async def test_nor_afterwards_by_a_correction(town: Town) -> None:
    case = degrading(town)
    report = (await send(town, case, "rektor", kind="ORGANISER_6_10")).json()
    path = f"/cases/{case}/reports/{report['id']}/correction"
    refused = await town.as_("rektor").post(path, json={"reason": "Skedde i går", "sentAt": PAST})
    assert code(refused) == (422, "C10")
    said = await town.as_("rektor").post(path, json={"reason": "Anmäldes muntligt i går"})
    assert (said.status_code, said.json()["sentAt"]) == (201, report["sentAt"])
    assert events(town, case) == ["ORGANISER_NOTIFIED", "REPORT_CORRECTED"]


async def test_nor_in_the_database(town: Town) -> None:
    case = degrading(town)
    with pytest.raises(Exception, match="ck_authority_reports_c10"):
        add_report(town.world, case, "ORGANISER_6_10", sent_at=datetime(2026, 1, 7, tzinfo=UTC))
    with pytest.raises(Exception, match="ck_authority_reports_sent"):
        add_report(town.world, case, sent_at=datetime.now(UTC) + timedelta(days=1))


@pytest.mark.parametrize("who", ["kurator", "larare", "utredare", "psykolog"])
async def test_only_a_head_reports_to_the_organiser(town: Town, who: str) -> None:
    case = degrading(town)
    if who in ("larare", "psykolog"):
        let_in(town.world, case, who, role_in_case="INVESTIGATOR")
    assert (await send(town, case, who, kind="ORGANISER_6_10")).status_code == 403
    assert events(town, case) == []


async def test_decisions_wait_until_the_organiser_knows(town: Town) -> None:
    """C10 as a gate: the report to the principal alone is half of the chain."""
    case = degrading(town, phase="INVESTIGATION")
    town.world.insert(
        "case_events", **part_of(town.world, case), type="PRINCIPAL_NOTIFIED", at=datetime.now(UTC), data="{}"
    )
    in_the_way = await obstacles(town, case)
    assert "C10" in in_the_way
    assert (await send(town, case, "rektor", kind="ORGANISER_6_10")).status_code == 201
    assert "C10" not in await obstacles(town, case)


async def obstacles(town: Town, case: UUID) -> set[str]:
    found = (await town.as_("rektor").get(f"/cases/{case}")).json()
    return {gate["code"] for to in found["transitions"] for gate in to["obstacles"]}


async def test_the_case_officer_opens_a_case_that_was_sealed_from_them(town: Town) -> None:
    case = degrading(town, confidentiality="K4")
    let_in(town.world, case, "rektor")
    assert (await town.as_("utredare").get(f"/cases/{case}")).status_code == 404
    assert (await send(town, case, "rektor", kind="ORGANISER_6_10")).status_code == 201
    assert (await town.as_("utredare").get(f"/cases/{case}")).status_code == 200


async def test_opened_by_hand_it_has_reached_the_principal(town: Town) -> None:
    pupil = add_student(town.world)
    case = await opened(town, caseTypeCode="HARASSMENT", studentIds=[str(pupil)], pointedOut="STUDENT")
    assert events(town, case["id"]) == ["OPENED", "PRINCIPAL_NOTIFIED"]
    assert "HARASSMENT_ORGANISER" in {clock["code"] for clock in case["clocks"]}


@pytest.mark.parametrize("pointed_out", ["STAFF", "PRINCIPAL"])
async def test_opened_by_hand_past_the_unit_the_case_officer_owns_it(town: Town, pointed_out: str) -> None:
    pupil = add_student(town.world)
    case = await opened(
        town, caseTypeCode="DEGRADING", studentIds=[str(pupil)], pointedOut=pointed_out,
        ownerId=str(town.world.people["rektor"]),
    )  # fmt: skip
    assert case["owner"]["id"] == str(town.world.people["utredare"])
    for who in ("rektor", "bitradande", "kurator"):
        assert (await town.as_(who).get(f"/cases/{case['id']}")).status_code == 404
    assert events(town, case["id"]) == ["OPENED", "ORGANISER_NOTIFIED"]


# The others -------------------------------------------------------------------------------------------------


async def test_the_absence_reaches_the_organiser_the_same_day(town: Town) -> None:
    pupil = add_student(town.world)
    case = await opened(town, caseTypeCode="ABSENCE", studentIds=[str(pupil)])
    assert "ABSENCE_ORGANISER" in await clocks(town, case["id"])
    assert (await send(town, case["id"], kind="ORGANISER_ABSENCE")).status_code == 201
    assert "ABSENCE_ORGANISER" not in await clocks(town, case["id"])
    assert (await send(town, case["id"], kind="HOME_MUNICIPALITY_ABSENCE")).status_code == 201


@pytest.mark.parametrize("kind", ["ORGANISER_6_10", "ORGANISER_ABSENCE", "HOME_MUNICIPALITY_ABSENCE"])
async def test_a_kind_that_is_not_the_types_own(town: Town, kind: str) -> None:
    case = add_case(town.world)
    assert code(await send(town, case, "rektor", kind=kind)) == (422, "REPORT_KIND")


async def test_what_was_sent_outside_was_not_sent_tomorrow(town: Town) -> None:
    case = add_case(town.world, case_type="INCIDENT")
    later = await send(town, case, kind="WORK_ENVIRONMENT", sentAt=ahead(minutes=1))
    assert code(later) == (422, "REPORT_TIME")
    earlier = await send(town, case, kind="WORK_ENVIRONMENT", sentAt=PAST)
    assert (earlier.status_code, earlier.json()["sentAt"]) == (201, "2026-01-07T08:00:00.000Z")
    assert earlier.json()["recordedAt"] > "2026-01-07T08:00:00.000Z"


async def test_a_closed_case_takes_no_other_report(town: Town) -> None:
    case = add_case(town.world, phase="CLOSED", closed_at=datetime.now(UTC), closure_reason="WITHDRAWN")
    for kind in ("POLICE", "WORK_ENVIRONMENT"):
        assert code(await send(town, case, kind=kind)) == (409, "CASE_CLOSED")
    listed = (await town.as_("kurator").get(f"/cases/{case}/reports")).json()
    assert listed["kinds"] == ["SOCIAL_SERVICES"]


async def test_who_is_informed_reports_a_child_in_danger_and_nothing_else(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    assert (await send(town, case, "larare", kind="POLICE")).status_code == 403
    assert (await town.as_("larare").get(f"/cases/{case}/reports")).json()["kinds"] == ["SOCIAL_SERVICES"]
