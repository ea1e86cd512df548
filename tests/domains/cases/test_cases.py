"""A case from its opening to its end and back: who opens it, what is in the way, what is never lost."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Town
from tests.domains.cases.calls import about, body, code, in_days, move, opened
from tests.factories.cases import add_voice, investigated, let_in
from tests.factories.decisions import add_hearing
from tests.factories.pupils import add_group, add_student, grant


async def test_opening_gives_number_owner_and_the_pack_of_today(town: Town) -> None:
    made = await opened(town)
    assert made["number"] == f"BJ-{town.runtime.clock.today():%y}-001"
    assert made["owner"]["id"] == str(town.world.people["kurator"])
    assert (made["myRole"], made["rulePack"]["code"], made["confidentiality"]) == ("OWNER", "SE-2023", "K1")
    assert (await opened(town))["number"].endswith("-002")
    again = await town.as_("kurator").get(f"/cases/{made['id']}")
    assert again.json() == made
    assert again.headers["etag"] == '"1"'


async def test_twenty_at_once_get_twenty_numbers_without_a_gap(town: Town) -> None:
    answers = await asyncio.gather(*(town.as_("kurator").post("/cases", json=body(town)) for _ in range(20)))
    made = [answer.json()["number"] for answer in answers if answer.status_code == 201]
    refused = [answer.status_code for answer in answers if answer.status_code != 201]
    assert set(refused) <= {503}, refused
    assert sorted(made) == [f"BJ-{town.runtime.clock.today():%y}-{n:03d}" for n in range(1, len(made) + 1)]
    assert len(made) >= 5


async def test_a_refused_opening_gives_its_number_back(town: Town) -> None:
    await opened(town)
    refused = await town.as_("kurator").post("/cases", json=body(town, ownerId=str(UUID(int=1))))
    assert refused.status_code == 422
    assert (await opened(town))["number"].endswith("-002")


@pytest.mark.parametrize(
    "who", ["larare", "mentor", "elevassistent", "utredare", "chef", "admin", "rektor-2"]
)
async def test_who_may_not_open(town: Town, who: str) -> None:
    assert (await town.as_(who).post("/cases", json=body(town))).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"caseTypeCode": "SPECIAL_SUPPORT"}, "CASE_SUBJECT"),
        ({"caseTypeCode": "GROUP_SITUATION"}, "CASE_SUBJECT"),
        ({"caseTypeCode": "PRESCHOOL_SUPPORT"}, "CASE_TYPE_UNKNOWN"),
        ({"caseTypeCode": "SUPPORT_TEACHING"}, "CASE_TYPE_UNKNOWN"),
        ({"caseTypeCode": "NOTHING"}, "CASE_TYPE_UNKNOWN"),
        ({"phase": "MEASURES"}, "CASE_SUBJECT"),
        ({"nextFollowUpOn": None}, "C08"),
        ({"nextFollowUpOn": "2020-01-01"}, "C08"),
    ],
)
async def test_what_does_not_fit_together(town: Town, wrong: dict[str, Any], expected: str) -> None:
    answer = await town.as_("kurator").post("/cases", json=body(town, **wrong))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == expected


async def test_a_double_click_opens_one_case(town: Town) -> None:
    headers = {"idempotency-key": "en-gang"}
    first = await town.as_("kurator").post("/cases", json=body(town), headers=headers)
    second = await town.as_("kurator").post("/cases", json=body(town), headers=headers)
    assert (first.status_code, second.status_code) == (201, 201), second.text
    assert first.json() == second.json()


async def test_a_group_case_shows_its_group(town: Town) -> None:
    group = add_group(town.world, "5B")
    made = await opened(town, caseTypeCode="GROUP_SITUATION", groupId=str(group))
    assert (made["group"]["name"], made["scope"], made["phase"]) == ("5B", "GROUP", "PRELIMINARY")


async def test_a_protected_pupil_makes_the_case_k4(town: Town) -> None:
    pupil = add_student(town.world, protection_level="CONFIDENTIAL_MARK")
    grant(town.world, pupil, "kurator")
    made = await about(town, pupil)
    assert made["confidentiality"] == "K4"
    assert (await town.as_("rektor").get(f"/cases/{made['id']}")).status_code == 404
    assert made["number"] not in (await town.as_("psykolog").get("/case-heads")).text
    let_in(town.world, UUID(made["id"]), "larare", role_in_case="INFORMED")
    seen = (await town.as_("larare").get(f"/cases/{made['id']}")).json()
    assert seen["students"] == [{"id": str(pupil), "name": None, "grade": None, "protected": True}]
    lowered = await town.as_("kurator").patch(
        f"/cases/{made['id']}", 1, json={"confidentiality": "K2", "classReason": "Ska bli lättare att läsa"}
    )
    assert lowered.json()["errors"][0]["code"] == "C15"


async def test_the_circle_reads_the_pupil_and_nobody_else(town: Town) -> None:
    pupil = add_student(town.world)
    made = await about(town, pupil)
    assert made["students"][0]["name"] == "Alva Ek"
    case = UUID(made["id"])
    for who in ("larare", "psykolog", "kurator-2", "utredare"):
        assert (await town.as_(who).get(f"/cases/{case}")).status_code == 404
    let_in(town.world, case, "kurator-2", role_in_case="INFORMED")
    guest = (await town.as_("kurator-2").get(f"/cases/{case}")).json()
    assert guest["students"][0]["name"] == "Alva Ek"
    assert guest["allowedActions"] == ["case.classify", "case.read", "case.report"]


async def test_phases_and_their_gates(town: Town) -> None:
    """C01: no decision without the child's own view."""
    made = await about(town, add_student(town.world), phase="INVESTIGATION")
    investigated(town.world, UUID(made["id"]))
    add_hearing(town.world, UUID(made["id"]))
    made = (await town.as_("kurator").get(f"/cases/{made['id']}")).json()
    (transition,) = made["transitions"]
    assert transition["phase"] == "DECISION"
    assert [gate["code"] for gate in transition["obstacles"]] == ["C01"]
    assert transition["obstacles"][0]["legalBasis"] == "Skollag (2010:800) 1 kap. 10 §"
    refused = await move(town, made, "phase", phase="DECISION")
    assert code(refused) == (422, "C01")
    assert "1 kap. 10 §" in refused.json()["detail"]
    add_voice(town.world, UUID(made["id"]))
    moved = await move(town, made, "phase", phase="DECISION")
    assert (moved.status_code, moved.json()["phase"]) == (201, "DECISION"), moved.text
    assert moved.json()["transitions"] == []
    further = await move(town, moved.json(), "phase", phase="MEASURES")
    assert code(further) == (409, "CASE_DECISION")


async def test_an_adults_view_is_not_the_childs(town: Town) -> None:
    made = await about(town, add_student(town.world), phase="INVESTIGATION")
    add_voice(town.world, UUID(made["id"]), perspective="ADULT_ON_CHILD")
    assert code(await move(town, made, "phase", phase="DECISION")) == (422, "C01")


async def test_a_phase_needs_a_day_for_follow_up(town: Town) -> None:
    made = await opened(town)
    town.world.sql("UPDATE cases SET next_follow_up_on = NULL WHERE id = %s", made["id"])
    assert code(await move(town, made, "phase", phase="INVESTIGATION")) == (422, "C08")


async def test_no_phase_is_jumped_and_none_raced(town: Town) -> None:
    made = await opened(town)
    assert code(await move(town, made, "phase", phase="EVALUATION")) == (409, "CASE_PHASE")
    assert code(await move(town, made, "phase", phase="CLOSED")) == (409, "CASE_PHASE")
    first = await move(town, made, "phase", phase="INVESTIGATION")
    assert first.status_code == 201
    assert code(await move(town, made, "phase", phase="MEASURES")) == (412, "A12")
    without = await town.as_("kurator").post(f"/cases/{made['id']}/phase", json={"phase": "MEASURES"})
    assert code(without) == (428, "A28")


async def test_clocks_run_from_what_happened(town: Town) -> None:
    made = await about(town, add_student(town.world))
    assert [clock["code"] for clock in made["clocks"]] == ["SPECIAL_SUPPORT_START"]
    assert 4 <= made["clocks"][0]["schoolDaysLeft"] <= 5
    moved = (await move(town, made, "phase", phase="INVESTIGATION", reason="Prövat i klassen")).json()
    assert [clock["code"] for clock in moved["clocks"]] == ["SPECIAL_SUPPORT_COMPLETE"]


async def test_closing_needs_a_fitting_reason_and_feedback(town: Town) -> None:
    made = await about(town, add_student(town.world))
    assert code(await move(town, made, "closure", reason="GOAL_MET", feedback="Samtal")) == (422, "C16")
    assert code(await move(town, made, "closure", reason="WITHDRAWN")) == (422, "C16")
    closed = await move(town, made, "closure", reason="WITHDRAWN", noFeedbackReason="Familjen har flyttat")
    assert closed.status_code == 201, closed.text
    shown = closed.json()
    assert (shown["phase"], shown["nextFollowUpOn"], shown["clocks"]) == ("CLOSED", None, [])
    assert shown["allowedActions"] == [
        "case.export",
        "case.read",
        "case.readings",
        "case.reopen",
        "case.report",
    ]
    assert code(await move(town, shown, "closure", reason="WITHDRAWN", feedback="x")) == (409, "CASE_CLOSED")


async def test_a_closed_case_takes_nothing(town: Town) -> None:
    made = await opened(town)
    closed = (await move(town, made, "closure", reason="OPENED_BY_MISTAKE")).json()
    browser, path = town.as_("kurator"), f"/cases/{made['id']}"
    note = await browser.post(f"{path}/notes", json={"text": "för sent"})
    member = await browser.post(
        f"{path}/members",
        json={"personId": str(town.world.people["larare"]), "role": "INFORMED", "reason": "Undervisar"},
    )
    measure = await browser.post(
        f"{path}/measures", json={"description": "för sent", "followUpOn": in_days(town, 9)}
    )
    changed = await browser.patch(path, closed["version"], json={"level": "PREVENTIVE"})
    for answer in (note, member, measure, changed):
        assert code(answer) == (409, "CASE_CLOSED")


async def test_reopening_needs_a_reason_and_a_day(town: Town) -> None:
    made = await opened(town)
    assert code(
        await move(town, made, "reopening", reason="Nya uppgifter", nextFollowUpOn=in_days(town, 9))
    ) == (
        409,
        "CASE_OPEN",
    )
    closed = (await move(town, made, "closure", reason="WITHDRAWN")).json()
    assert (
        await move(town, closed, "reopening", reason="x", nextFollowUpOn=in_days(town, 9))
    ).status_code == 422
    assert code(
        await move(town, closed, "reopening", reason="Nya uppgifter", nextFollowUpOn="2020-01-01")
    ) == (
        422,
        "C08",
    )
    again = await move(town, closed, "reopening", reason="Nya uppgifter", nextFollowUpOn=in_days(town, 9))
    assert (again.status_code, again.json()["phase"]) == (201, "PRELIMINARY"), again.text
    events = (await town.as_("kurator").get(f"/cases/{made['id']}/events")).json()["items"]
    assert [event["type"] for event in events] == ["REOPENED", "CLOSED", "OPENED"]
    assert (events[0]["text"], events[1]["data"]["reason"]) == ("Nya uppgifter", "WITHDRAWN")


async def test_changes_are_lines_in_the_timeline(town: Town) -> None:
    made = await opened(town)
    path, browser = f"/cases/{made['id']}", town.as_("kurator")
    changed = await browser.patch(
        path, 1, json={"waitingFor": "Svar från BUP", "nextFollowUpOn": in_days(town, 5)}
    )
    assert changed.status_code == 200, changed.text
    assert changed.json()["waitingFor"] == "Svar från BUP"
    assert changed.json()["waitingSince"] == town.runtime.clock.today().isoformat()
    assert code(await browser.patch(path, 1, json={"level": "PREVENTIVE"})) == (412, "A12")
    emptied = await browser.patch(path, changed.json()["version"], json={"waitingFor": None})
    assert (emptied.json()["waitingFor"], emptied.json()["waitingSince"]) == (None, None)
    events = (await browser.get(f"{path}/events")).json()["items"]
    assert [event["type"] for event in events][:3] == ["WAITING_CHANGED", "WAITING_CHANGED", "FOLLOW_UP_SET"]
    assert (await browser.patch(path, 3, json={"ownerId": None})).status_code == 422


async def test_a_new_owner_takes_over_and_the_old_one_contributes(town: Town) -> None:
    made = await opened(town)
    path = f"/cases/{made['id']}"
    changed = await town.as_("kurator").patch(path, 1, json={"ownerId": str(town.world.people["psykolog"])})
    assert changed.json()["owner"]["id"] == str(town.world.people["psykolog"])
    assert (await town.as_("psykolog").get(path)).json()["myRole"] == "OWNER"
    old = (await town.as_("kurator").get(path)).json()
    assert (old["myRole"], "case.close" in old["allowedActions"]) == ("CONTRIBUTOR", False)


async def test_raising_to_k3_seals_what_is_written_and_shuts_the_heads_out(town: Town) -> None:
    made = await about(town, add_student(town.world))
    path, browser = f"/cases/{made['id']}", town.as_("kurator")
    await browser.post(f"{path}/notes", json={"text": "Hemligt åäö"})
    assert (await town.as_("bitradande").get(f"{path}/notes")).json()["items"][0]["text"] == "Hemligt åäö"
    raised = await browser.patch(path, 1, json={"confidentiality": "K3", "waitingFor": "Svar"})
    assert raised.status_code == 200, raised.text
    stored = town.world.sql(
        "SELECT confidentiality, text, sealed FROM case_notes WHERE case_id = %s", made["id"]
    )
    assert stored[0][:2] == ("K3", None)
    assert b"Hemligt" not in stored[0][2]
    for table in ("case_events", "case_access", "case_students", "case_heads"):
        key = "id" if table == "case_heads" else "case_id"
        classes = town.world.sql(f"SELECT DISTINCT confidentiality FROM {table} WHERE {key} = %s", made["id"])
        assert classes == [("K3",)], table
    assert (await browser.get(f"{path}/notes")).json()["items"][0]["text"] == "Hemligt åäö"
    assert raised.json()["waitingFor"] == "Svar"
    assert (await town.as_("bitradande").get(path)).status_code == 404
    invited = (await town.as_("rektor").get(path)).json()
    assert invited["myRole"] == "INFORMED"


async def test_lowering_needs_a_reason_and_leaves_strict_notes_strict(town: Town) -> None:
    made = await about(town, add_student(town.world))
    path, browser = f"/cases/{made['id']}", town.as_("kurator")
    await browser.post(f"{path}/notes", json={"text": "Strängare", "confidentiality": "K3"})
    raised = (await browser.patch(path, 1, json={"confidentiality": "K3"})).json()
    without = await browser.patch(path, raised["version"], json={"confidentiality": "K2"})
    assert code(without) == (422, "CLASS_LOWER")
    lowered = await browser.patch(
        path, raised["version"], json={"confidentiality": "K2", "classReason": "Inget känsligt kvar"}
    )
    assert lowered.status_code == 200, lowered.text
    assert (await town.as_("bitradande").get(path)).status_code == 200
    assert (await town.as_("bitradande").get(f"{path}/notes")).json()["items"] == []


async def test_a_head_outside_the_circle_neither_raises_nor_lowers(town: Town) -> None:
    made = await about(town, add_student(town.world))
    answer = await town.as_("rektor").patch(f"/cases/{made['id']}", 1, json={"confidentiality": "K3"})
    assert code(answer) == (422, "CLASS_RAISE")


async def test_the_wrong_pupil_is_taken_out_and_the_right_one_in(town: Town) -> None:
    wrong, right = add_student(town.world, "Fel"), add_student(town.world, "Rätt")
    made = await about(town, wrong)
    path = f"/cases/{made['id']}"
    changed = await town.as_("kurator").patch(path, 1, json={"studentIds": [str(right)]})
    assert [pupil["name"] for pupil in changed.json()["students"]] == ["Rätt Ek"]
    foreign = add_student(town.world, school="B")
    refused = await town.as_("kurator").patch(path, 2, json={"studentIds": [str(foreign)]})
    assert refused.json()["errors"][0]["code"] == "STUDENT_UNKNOWN"
