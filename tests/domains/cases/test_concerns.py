"""Reporting and assessing concerns: who sees them, and what a child that has felt degraded sets going."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.conftest import Town
from tests.factories.pupils import add_group, add_student, grant, put_in
from tests.factories.world import add_client

SEEN = "Sitter ensam på rasterna. Åäö – <script>alert(1)</script>"


def concern(town: Town, **more: Any) -> dict[str, Any]:
    """A body with the least that is needed."""
    body = {
        "schoolId": str(town.world.school),
        "freeTextWho": "Korridoren vid 5B",
        "whatWasSeen": SEEN,
        "urgency": "ROUTINE",
    }
    return body | more


async def report(town: Town, persona: str = "larare", **more: Any) -> dict[str, Any]:
    answer = await town.as_(persona).post("/concerns", json=concern(town, **more))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def ids(answer: httpx.Response) -> set[str]:
    assert answer.status_code == 200, answer.text
    return {row["id"] for row in answer.json()["items"]}


async def test_a_teacher_reports_and_gets_a_receipt(town: Town) -> None:
    answer = await town.as_("larare").post("/concerns", json=concern(town))
    receipt = answer.json()
    assert answer.status_code == 201, answer.text
    assert receipt["number"] == f"BJ-S{town.runtime.clock.today():%y}-001"
    assert (receipt["state"], receipt["reach"], receipt["assessBy"] is not None) == ("NEW", "TRIAGE", True)
    assert answer.headers["location"] == f"/samsyn/v1/concerns/{receipt['id']}/receipt"
    again = await town.as_("larare").get(f"/concerns/{receipt['id']}/receipt")
    assert again.json() == receipt
    assert "whatWasSeen" not in receipt


async def test_text_comes_back_as_it_was_written(town: Town) -> None:
    made = await report(town, childSaid="Ingen vill vara med mig", triedBefore="Bytt plats")
    read = (await town.as_("kurator").get(f"/concerns/{made['id']}")).json()
    assert (read["whatWasSeen"], read["childSaid"]) == (SEEN, "Ingen vill vara med mig")
    assert read["allowedActions"] == ["concern.assess", "concern.read"]


@pytest.mark.parametrize(
    "who", ["rektor", "bitradande", "specialpedagog", "kurator", "skolskoterska", "psykolog"]
)
async def test_those_who_assess_see_it_in_their_queue(town: Town, who: str) -> None:
    made = await report(town)
    answer = await town.as_(who).get("/concerns?state=NEW")
    assert [row["id"] for row in answer.json()["items"]] == [made["id"]]
    assert answer.json()["items"][0]["ageSchoolDays"] == 0


@pytest.mark.parametrize(
    "who", ["mentor", "forstelarare", "elevassistent", "rektor-2", "kurator-2", "utredare", "chef", "admin"]
)
async def test_nobody_else_sees_it(town: Town, who: str) -> None:
    made = await report(town)
    assert await ids(await town.as_(who).get("/concerns")) == set()
    for path in (f"/concerns/{made['id']}", f"/concerns/{made['id']}/receipt"):
        assert (await town.as_(who).get(path)).status_code == 404


async def test_the_reporter_follows_their_own(town: Town) -> None:
    made = await report(town)
    assert await ids(await town.as_("larare").get("/concerns?mine=true")) == {made["id"]}
    assert (await town.as_("larare").get(f"/concerns/{made['id']}")).json()["allowedActions"] == [
        "concern.read"
    ]
    assert (
        await town.as_("larare").post(f"/concerns/{made['id']}/assessment", json={"outcome": "ANSWERED"})
    ).status_code == 403


async def test_an_ended_assignment_ends_the_sight_of_it(town: Town) -> None:
    made = await report(town)
    for persona in ("larare", "kurator"):
        town.world.sql(
            "UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", town.world.people[persona]
        )
        assert (await town.as_(persona).get(f"/concerns/{made['id']}")).status_code == 404
        assert await ids(await town.as_(persona).get("/concerns")) == set()


async def test_somebody_must_be_named_in_some_way(town: Town) -> None:
    answer = await town.as_("larare").post("/concerns", json=concern(town, freeTextWho=None))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "CONCERN_WHO"


async def test_another_unit_does_not_exist(town: Town) -> None:
    body = concern(town, schoolId=str(town.world.schools["B"]))
    assert (await town.as_("larare").post("/concerns", json=body)).status_code == 404


@pytest.mark.parametrize("text", ["", "   ", "a\x00b", "x" * 20_001])
async def test_what_cannot_be_stored_is_refused(town: Town, text: str) -> None:
    answer = await town.as_("larare").post("/concerns", json=concern(town, whatWasSeen=text))
    assert answer.status_code == 422
    assert "x" * 100 not in answer.text


async def test_a_double_click_reports_once(town: Town) -> None:
    headers = {"idempotency-key": "dubbelklick"}
    first = await town.as_("larare").post("/concerns", json=concern(town), headers=headers)
    second = await town.as_("larare").post("/concerns", json=concern(town), headers=headers)
    assert (second.status_code, second.json()) == (201, first.json())
    assert town.world.sql("SELECT count(*) FROM concerns WHERE tenant_id = %s", town.world.tenant) == [(1,)]


async def test_a_pupil_of_the_unit_can_be_chosen_and_nobody_elses(town: Town) -> None:
    world = town.world
    here, there = add_student(world), add_student(world, school="B")
    made = await report(town, studentIds=[str(here)])
    read = (await town.as_("kurator").get(f"/concerns/{made['id']}")).json()
    assert read["students"] == [{"id": str(here), "name": "Alva Ek", "grade": "5", "protected": False}]
    refused = await town.as_("larare").post("/concerns", json=concern(town, studentIds=[str(there)]))
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "STUDENT_UNKNOWN")


async def test_reading_is_written_down_with_the_pupil(town: Town) -> None:
    pupil = add_student(town.world)
    made = await report(town, studentIds=[str(pupil)])
    await town.as_("kurator").get(f"/concerns/{made['id']}")
    await town.as_("kurator").get("/concerns")
    rows = town.world.sql(
        "SELECT action, student_ids FROM audit_access WHERE tenant_id = %s AND actor_id = %s ORDER BY at, id",
        town.world.tenant,
        town.world.people["kurator"],
    )
    assert rows == [("concern.read", [pupil]), ("concern.list", [pupil])]


async def test_a_protected_pupil_makes_it_k4_for_the_heads_alone(town: Town) -> None:
    pupil = add_student(town.world, protection_level="CONFIDENTIAL_MARK")
    hidden = await town.as_("larare").post("/concerns", json=concern(town, studentIds=[str(pupil)]))
    assert hidden.status_code == 422
    grant(town.world, pupil, "larare")
    made = await report(town, studentIds=[str(pupil)])
    stored = town.world.sql(
        "SELECT confidentiality, what_was_seen, sealed FROM concerns WHERE id = %s", made["id"]
    )
    assert (stored[0][0], stored[0][1]) == ("K4", None)
    assert b"Sitter ensam" not in stored[0][2]
    assert (await town.as_("kurator").get(f"/concerns/{made['id']}")).status_code == 404
    read = (await town.as_("rektor").get(f"/concerns/{made['id']}")).json()
    assert read["whatWasSeen"] == SEEN
    assert read["students"] == [{"id": str(pupil), "name": None, "grade": None, "protected": True}]


async def test_a_group_of_another_unit_does_not_exist(town: Town) -> None:
    group = add_group(town.world, school="B")
    put_in(town.world, group, add_student(town.world, school="B"))
    answer = await town.as_("larare").post("/concerns", json=concern(town, groupId=str(group)))
    assert answer.json()["errors"][0]["code"] == "GROUP_UNKNOWN"


async def test_the_tick_needs_an_answer_to_who(town: Town) -> None:
    for body in ({"degradingTreatment": True}, {"pointedOut": "STUDENT"}):
        answer = await town.as_("larare").post("/concerns", json=concern(town, **body))
        assert answer.json()["errors"][0]["code"] == "CONCERN_POINTED_OUT"


async def test_a_child_that_felt_degraded_is_a_case_at_once(town: Town) -> None:
    """C10: to rektor and deputy, without triage, at the server's time."""
    made = await report(town, degradingTreatment=True, pointedOut="STUDENT")
    assert (made["state"], made["outcome"], made["reach"]) == ("ASSESSED", "CASE_OPENED", "HEADS")
    case, number, phase, owner, opened = town.world.sql(
        "SELECT id, number, phase, owner_id, opened_at FROM cases"
        " WHERE tenant_id = %s AND case_type = 'DEGRADING'",
        town.world.tenant,
    )[0]
    assert (number, phase) == (f"BJ-{town.runtime.clock.today():%y}-001", "INVESTIGATION")
    assert owner == town.world.people["rektor"]
    told = town.world.sql("SELECT type, at FROM case_events WHERE case_id = %s ORDER BY at", case)
    assert [row[0] for row in told] == ["OPENED", "PRINCIPAL_NOTIFIED", "CONCERN_JOINED"]
    assert abs((told[1][1] - opened).total_seconds()) < 5
    for who in ("rektor", "bitradande"):
        assert (await town.as_(who).get(f"/concerns/{made['id']}")).json()["whatWasSeen"] == SEEN
    for who in ("kurator", "mentor", "utredare"):
        assert (await town.as_(who).get(f"/concerns/{made['id']}")).status_code == 404


@pytest.mark.parametrize("pointed_out", ["STAFF", "PRINCIPAL"])
async def test_staff_pointed_out_goes_past_the_unit(town: Town, pointed_out: str) -> None:
    """C11: never visible to the one pointed out."""
    made = await report(town, degradingTreatment=True, pointedOut=pointed_out)
    assert made["reach"] == "ORGANISER"
    for who in ("rektor", "bitradande", "kurator", "mentor"):
        assert (await town.as_(who).get(f"/concerns/{made['id']}")).status_code == 404
        assert await ids(await town.as_(who).get("/concerns")) == set()
    assert await ids(await town.as_("utredare").get("/concerns")) == {made["id"]}
    rows = town.world.sql(
        "SELECT c.reach, c.owner_id, e.type FROM cases c JOIN case_events e ON e.case_id = c.id"
        " WHERE c.tenant_id = %s AND e.type LIKE '%%NOTIFIED'",
        town.world.tenant,
    )
    assert rows == [("ORGANISER", town.world.people["utredare"], "ORGANISER_NOTIFIED")]


async def test_without_anybody_to_take_it_the_report_still_stands(town: Town) -> None:
    town.world.sql(
        "UPDATE assignments SET valid_to = valid_from WHERE tenant_id = %s AND function IN"
        " ('PRINCIPAL', 'DEPUTY_PRINCIPAL')",
        town.world.tenant,
    )
    made = await report(town, degradingTreatment=True, pointedOut="UNKNOWN")
    assert made["outcome"] == "CASE_OPENED"
    assert town.world.sql("SELECT owner_id FROM cases WHERE tenant_id = %s", town.world.tenant) == [(None,)]


async def assess(town: Town, made: dict[str, Any], who: str = "kurator", **body: Any) -> httpx.Response:
    return await town.as_(who).post(f"/concerns/{made['id']}/assessment", json=body)


def in_days(town: Town, days: int) -> str:
    from datetime import timedelta

    return (town.runtime.clock.today() + timedelta(days=days)).isoformat()


async def test_an_answer_needs_words_and_is_given_once(town: Town) -> None:
    made = await report(town)
    empty = await assess(town, made, outcome="ANSWERED")
    assert (empty.status_code, empty.json()["code"]) == (422, "CONCERN_ANSWER")
    body = {"outcome": "ANSWERED", "answer": "ADVICE_GIVEN", "feedback": "Prata med arbetslaget på tisdag."}
    first = await assess(town, made, **body)
    assert (first.status_code, first.json()["state"]) == (201, "ASSESSED"), first.text
    second = await assess(town, made, who="rektor", **body)
    assert (second.status_code, second.json()["code"]) == (409, "CONCERN_ASSESSED")
    told = (await town.as_("larare").get(f"/concerns/{made['id']}")).json()
    assert told["feedback"] == "Prata med arbetslaget på tisdag."
    receipt = (await town.as_("larare").get(f"/concerns/{made['id']}/receipt")).json()
    assert (receipt["outcome"], receipt["assessBy"]) == ("ANSWERED", None)


@pytest.mark.parametrize("outcome", ["ANSWERED", "JOINED", "CASE_OPENED"])
async def test_a_ticked_concern_cannot_be_answered_away(town: Town, outcome: str) -> None:
    made = await report(town, degradingTreatment=True, pointedOut="STUDENT")
    answer = await assess(
        town, made, who="rektor", outcome=outcome, answer="ADVICE_GIVEN", feedback="Det var nog inget."
    )
    assert answer.status_code == 409
    stored = town.world.sql("SELECT outcome, feedback FROM concerns WHERE id = %s", made["id"])
    assert stored == [("CASE_OPENED", None)]


async def test_the_database_refuses_an_answered_report_of_degrading_treatment(town: Town) -> None:
    made = await report(town, degradingTreatment=True, pointedOut="STUDENT")
    with pytest.raises(Exception, match="ck_concerns_c10"):
        town.world.sql("UPDATE concerns SET outcome = 'ANSWERED' WHERE id = %s", made["id"])


async def test_an_assessment_opens_a_case_about_the_pupil(town: Town) -> None:
    pupil = add_student(town.world)
    made = await report(town, studentIds=[str(pupil)])
    answer = await assess(
        town, made, outcome="CASE_OPENED", caseTypeCode="SPECIAL_SUPPORT", nextFollowUpOn=in_days(town, 14)
    )
    assert answer.status_code == 201, answer.text
    number = answer.json()["cases"][0]["number"]
    rows = town.world.sql(
        "SELECT c.number, c.confidentiality, c.rule_pack, c.owner_id, s.student_id FROM cases c"
        " JOIN case_students s ON s.case_id = c.id WHERE c.tenant_id = %s",
        town.world.tenant,
    )
    assert rows == [(number, "K2", "SE-2023", town.world.people["kurator"], pupil)]


async def test_a_case_without_a_day_for_follow_up_is_not_opened(town: Town) -> None:
    made = await report(town)
    answer = await assess(town, made, outcome="CASE_OPENED", caseTypeCode="SPECIAL_SUPPORT")
    assert (answer.status_code, answer.json()["code"]) == (422, "C08")
    assert town.world.sql("SELECT count(*) FROM cases WHERE tenant_id = %s", town.world.tenant) == [(0,)]
    assert town.world.sql("SELECT state FROM concerns WHERE id = %s", made["id"]) == [("NEW",)]


async def test_a_type_the_unit_does_not_have(town: Town) -> None:
    made = await report(town)
    answer = await assess(
        town, made, outcome="CASE_OPENED", caseTypeCode="PRESCHOOL_SUPPORT", nextFollowUpOn=in_days(town, 7)
    )
    assert answer.json()["errors"][0]["code"] == "CASE_TYPE_UNKNOWN"


async def test_a_concern_joins_a_case_that_one_can_write_in(town: Town) -> None:
    first, second = await report(town), await report(town)
    opened = await assess(
        town, first, outcome="CASE_OPENED", caseTypeCode="SPECIAL_SUPPORT", nextFollowUpOn=in_days(town, 7)
    )
    case = opened.json()["cases"][0]
    stranger = await assess(town, second, who="specialpedagog", outcome="JOINED", caseId=case["id"])
    assert (stranger.status_code, stranger.json()["errors"][0]["code"]) == (422, "CASE_UNKNOWN")
    joined = await assess(town, second, who="rektor", outcome="JOINED", caseId=case["id"])
    assert (joined.status_code, joined.json()["cases"]) == (201, [case])


async def test_systems_report_and_read_nothing_but_the_receipt(town: Town) -> None:
    add_client(town.world, "skoladmin", ["concerns:write"], [town.world.school])
    client = town.as_client("skoladmin")
    made = await client.post("/concerns", json=concern(town))
    assert made.status_code == 201, made.text
    assert (await client.get(f"/concerns/{made.json()['id']}/receipt")).status_code == 200
    assert (await client.get(f"/concerns/{made.json()['id']}")).status_code == 403
    assert (await client.get("/concerns")).status_code == 403
    other = concern(town, schoolId=str(town.world.schools["B"]))
    assert (await client.post("/concerns", json=other)).status_code == 404


async def test_the_list_goes_on_where_it_ended(town: Town) -> None:
    made = [(await report(town))["id"] for _ in range(5)]
    first = (await town.as_("kurator").get("/concerns?limit=2")).json()
    rest = (await town.as_("kurator").get(f"/concerns?limit=9&cursor={first['_meta']['nextCursor']}")).json()
    assert [row["id"] for row in first["items"] + rest["items"]] == made
    newest = (await town.as_("larare").get("/concerns?mine=true&sort=-receivedAt&limit=2")).json()
    assert [row["id"] for row in newest["items"]] == made[:2:-1]
    cursor = newest["_meta"]["nextCursor"]
    older = (await town.as_("larare").get(f"/concerns?sort=-receivedAt&cursor={cursor}")).json()
    assert [row["id"] for row in older["items"]] == made[2::-1]
    second = (await town.as_("kurator").get("/concerns?limit=2&page=2")).json()
    assert [row["id"] for row in second["items"]] == made[2:4]
