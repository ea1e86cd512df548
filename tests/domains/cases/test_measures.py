"""Measures from proposal to locked: who proposes, decides, follows and evaluates; what was tried before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.conftest import Town
from tests.domains.cases.calls import about, code, in_days, move
from tests.factories.cases import add_case, add_fidelity, add_measure, let_in, propose
from tests.factories.pupils import add_student

YES = {"decision": "APPROVED", "motivation": "Bygger på det som redan fungerar."}


def first_error(answer: httpx.Response) -> tuple[int, str, str]:
    error = answer.json()["errors"][0]
    return answer.status_code, error["pointer"], error["code"]


async def add(town: Town, case: UUID, who: str = "kurator", **more: Any) -> httpx.Response:
    body = {"description": "Sitter nära tavlan", "followUpOn": in_days(town, 14)}
    return await town.as_(who).post(f"/cases/{case}/measures", json=body | more)


async def decide(
    town: Town, case: UUID, measure: UUID | str, who: str = "rektor", **more: Any
) -> httpx.Response:
    body = YES | {"followUpOn": in_days(town, 14)} | more
    return await town.as_(who).post(f"/cases/{case}/measures/{measure}/decision", json=body)


async def listed(town: Town, case: UUID, who: str = "kurator") -> list[dict[str, Any]]:
    answer = await town.as_(who).get(f"/cases/{case}/measures")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


# Proposals and their decision -------------------------------------------------------------------------------


async def test_a_profession_proposes_and_a_head_decides(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare")
    made = await add(town, case, "larare", endOn=in_days(town, 40), scope="GROUP")
    assert made.status_code == 201, made.text
    shown = made.json()
    assert (shown["state"], shown["decision"], shown["scope"]) == ("PROPOSED", None, "GROUP")
    assert shown["proposal"]["profession"] == "TEACHER"
    assert shown["proposal"]["by"] == shown["decidedBy"] == shown["responsible"] == shown["evaluator"]
    decided = await decide(town, case, shown["id"], decision="PARTLY", motivation="Bara i matematik.")
    assert decided.status_code == 201, decided.text
    shown = decided.json()
    assert (shown["state"], shown["decision"]["motivation"]) == ("PARTLY", "Bara i matematik.")
    assert shown["decision"]["by"]["id"] == str(town.world.people["rektor"])
    assert shown["decidedBy"] == shown["decision"]["by"] != shown["proposal"]["by"]
    assert (await listed(town, case, "larare")) == [shown]
    where = decided.headers["location"].removeprefix("/samsyn/v1")
    assert (await town.as_("larare").get(where)).json() == shown


@pytest.mark.parametrize(
    ("role", "proposes", "decides"),
    [("INFORMED", 403, 403), ("CONTRIBUTOR", 201, 403), ("INVESTIGATOR", 201, 403), ("OWNER", 201, 201)],
)
async def test_who_proposes_does_not_decide_unless_they_also_may(
    town: Town, role: str, proposes: int, decides: int
) -> None:
    case = add_case(town.world, None)
    let_in(town.world, case, "larare", role_in_case=role)
    made = await add(town, case, "larare", proposed=True)
    assert made.status_code == proposes
    proposal = made.json()["id"] if proposes == 201 else propose(town.world, case, "larare")
    assert (await decide(town, case, proposal, "larare")).status_code == decides
    open_to = (await town.as_("larare").get(f"/cases/{case}")).json()["allowedActions"]
    assert ("case.decide-measure" in open_to) == (decides == 201)
    assert ("case.propose-measure" in open_to) == (proposes == 201)


async def test_nobody_calls_decided_what_they_may_not_decide(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INVESTIGATOR")
    assert (await add(town, case, "larare", proposed=False)).status_code == 403
    assert await listed(town, case) == []


async def test_who_decides_may_also_propose(town: Town) -> None:
    case = add_case(town.world)
    assert (await add(town, case, proposed=True)).json()["state"] == "PROPOSED"
    at_once = (await add(town, case)).json()
    assert (at_once["state"], at_once["proposal"], at_once["decision"]["motivation"]) == (
        "APPROVED",
        None,
        None,
    )


@pytest.mark.parametrize(("who", "status"), [("kurator-2", 404), ("psykolog", 404), ("rektor-2", 404)])
async def test_outside_the_circle_there_is_nothing_to_decide(town: Town, who: str, status: int) -> None:
    case = add_case(town.world)
    proposal = propose(town.world, case, "mentor")
    assert (await decide(town, case, proposal, who)).status_code == status
    assert [one["state"] for one in await listed(town, case)] == ["PROPOSED"]


async def test_a_proposal_is_decided_once_and_with_a_reason(town: Town) -> None:
    case = add_case(town.world)
    proposal = propose(town.world, case, "mentor")
    assert first_error(await decide(town, case, proposal, motivation=" ")) == (
        422,
        "/motivation",
        "MEASURE_MOTIVATION",
    )
    assert (await decide(town, case, proposal, decision="ENDED")).status_code == 422
    assert (await decide(town, case, proposal, decision="REJECTED")).json()["state"] == "REJECTED"
    assert code(await decide(town, case, proposal)) == (409, "MEASURE_DECIDED")
    assert code(await decide(town, case, add_measure(town.world, case))) == (409, "MEASURE_DECIDED")


async def test_a_decided_measure_begins_no_earlier_than_its_decision(town: Town) -> None:
    case, today = add_case(town.world), in_days(town, 0)
    late = propose(town.world, case, "mentor")
    plain = await town.as_("rektor").post(f"/cases/{case}/measures/{late}/decision", json=YES)
    assert first_error(plain) == (422, "/followUpOn", "FOLLOW_UP_DAY")
    assert (await decide(town, case, late)).json()["startOn"] == today


async def test_a_proposal_is_not_evaluated_nor_prolonged(town: Town) -> None:
    case = add_case(town.world)
    path = f"/cases/{case}/measures/{propose(town.world, case, 'mentor')}/evaluation"
    for effect in ("YES", "TOO_EARLY"):
        body = {"effect": effect, "whatHappened": "Vi började", "nextFollowUpOn": in_days(town, 20)}
        assert code(await town.as_("kurator").post(path, json=body)) == (422, "C09")


async def test_days_come_in_order(town: Town) -> None:
    case = add_case(town.world)
    assert first_error(await add(town, case, endOn=in_days(town, -1))) == (422, "/endOn", "END_DAY")
    assert first_error(await add(town, case, startOn=in_days(town, 20))) == (
        422,
        "/followUpOn",
        "FOLLOW_UP_DAY",
    )
    nobody = await add(town, case, evaluatorId=str(UUID(int=5)))
    assert first_error(nobody) == (422, "/evaluatorId", "PERSON_UNKNOWN")


async def test_a_strict_proposal_is_sealed_with_its_motivation(town: Town) -> None:
    case = add_case(town.world, confidentiality="K3")
    made = (await add(town, case, proposed=True)).json()
    assert (await decide(town, case, made["id"], "kurator")).json()["decision"]["motivation"] == YES[
        "motivation"
    ]
    rows = town.world.sql(
        "SELECT description, motivation, sealed IS NOT NULL FROM case_measures WHERE case_id = %s", case
    )
    assert rows == [(None, None, True)]


async def test_the_database_knows_that_a_proposal_has_no_decision(town: Town) -> None:
    case = add_case(town.world)
    measure = propose(town.world, case, "mentor")
    for change in ("state = 'APPROVED'", "proposed_by = NULL"):
        with pytest.raises(Exception, match="ck_case_measures_decided"):
            town.world.sql(f"UPDATE case_measures SET {change} WHERE id = %s", measure)


# Done as planned --------------------------------------------------------------------------------------------


async def follow(town: Town, case: UUID, measure: UUID, who: str = "kurator", **body: Any) -> httpx.Response:
    return await town.as_(who).post(f"/cases/{case}/measures/{measure}/fidelity-entries", json=body)


async def test_days_are_noted_by_those_who_were_there(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare")
    measure = add_measure(town.world, case)
    first = await follow(town, case, measure, "larare", kept="NO", note="Vikarie på förmiddagen åäö")
    assert first.status_code == 201, first.text
    assert (await follow(town, case, measure, kept="YES", day=in_days(town, -1))).status_code == 201
    (shown,) = await listed(town, case)
    assert [(day["kept"], day["note"]) for day in shown["fidelityEntries"]] == [
        ("NO", "Vikarie på förmiddagen åäö"),
        ("YES", None),
    ]
    assert code(await follow(town, case, measure, "larare", kept="YES")) == (409, "FIDELITY_NOTED")


@pytest.mark.parametrize(("days", "expected"), [(1, "FIDELITY_DAY"), (-3000, "FIDELITY_DAY")])
async def test_only_days_that_have_been_are_noted(town: Town, days: int, expected: str) -> None:
    case = add_case(town.world)
    answer = await follow(town, case, add_measure(town.world, case), kept="YES", day=in_days(town, days))
    assert code(answer) == (422, expected)


async def test_only_what_is_under_way_is_followed(town: Town) -> None:
    case = add_case(town.world)
    assert code(await follow(town, case, propose(town.world, case, "mentor"), kept="YES")) == (
        422,
        "FIDELITY_STATE",
    )
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    measure = add_measure(town.world, case)
    assert (await follow(town, case, measure, "larare", kept="YES")).status_code == 403
    assert (await follow(town, case, measure, "psykolog", kept="YES")).status_code == 404
    foreign = add_measure(town.world, add_case(town.world))
    assert (await follow(town, case, foreign, kept="YES")).status_code == 404


async def test_days_are_raised_and_sealed_with_their_case(town: Town) -> None:
    case = add_case(town.world)
    measure = add_measure(town.world, case)
    add_fidelity(town.world, case, measure, note="Tavlan var trasig")
    raised = await town.as_("kurator").patch(f"/cases/{case}", 1, json={"confidentiality": "K3"})
    assert raised.status_code == 200, raised.text
    rows = town.world.sql(
        "SELECT note, sealed IS NOT NULL, confidentiality FROM measure_fidelity WHERE case_id = %s", case
    )
    assert rows == [(None, True, "K3")]
    assert (await listed(town, case))[0]["fidelityEntries"][0]["note"] == "Tavlan var trasig"


# Gates ------------------------------------------------------------------------------------------------------


async def evaluation(town: Town, case: UUID) -> list[str]:
    shown = (await town.as_("kurator").get(f"/cases/{case}")).json()
    (onward,) = [one for one in shown["transitions"] if one["phase"] == "EVALUATION"]
    return [gate["code"] for gate in onward["obstacles"]]


async def test_nothing_is_evaluated_past_a_measure_that_waits_for_its_answer(town: Town) -> None:
    """C09 before the evaluation: what has come to its day has an answer."""
    case = add_case(town.world, phase="FOLLOW_UP")
    today = town.runtime.clock.today()
    assert await evaluation(town, case) == []
    measure = add_measure(town.world, case, follow_up_on=today - timedelta(days=1))
    assert await evaluation(town, case) == ["C09"]
    shut = await move(town, {"id": case, "version": 1}, "phase", phase="EVALUATION", reason="Vi vill vidare")
    assert code(shut) == (422, "C09")
    town.world.sql("UPDATE case_measures SET end_on = %s WHERE id = %s", today, measure)
    assert await evaluation(town, case) == []
    propose(town.world, case, "mentor")
    assert (await move(town, {"id": case, "version": 1}, "phase", phase="EVALUATION")).status_code == 201


async def before(town: Town, case: dict[str, Any], who: str = "kurator") -> list[str]:
    shown = (await town.as_(who).get(f"/cases/{case['id']}")).json()
    (onward,) = [one for one in shown["transitions"] if one["phase"] == "INVESTIGATION"]
    assert onward["obstacles"] == []
    return [gate["code"] for gate in onward["warnings"]]


async def test_past_a_gate_that_warns_there_is_a_reason_and_it_stays(town: Town) -> None:
    """C18: nothing was tried around the pupil."""
    made = await about(town, add_student(town.world))
    assert await before(town, made) == ["C18"]
    refused = await move(town, made, "phase", phase="INVESTIGATION")
    assert first_error(refused) == (422, "/reason", "C18")
    assert (await move(town, made, "phase", phase="INVESTIGATION", reason="  ")).status_code == 422
    went = await move(
        town, made, "phase", phase="INVESTIGATION", reason="Eleven är ny i klassen sedan i går."
    )
    assert (went.status_code, went.json()["phase"]) == (201, "INVESTIGATION"), went.text
    events = (await town.as_("rektor").get(f"/cases/{made['id']}/events")).json()["items"]
    (passed,) = [event for event in events if event["type"] == "GATE_PASSED"]
    assert (passed["data"], passed["text"]) == ({"gate": "C18"}, "Eleven är ny i klassen sedan i går.")


async def test_a_reason_opens_no_gate_that_blocks(town: Town) -> None:
    made = await about(town, add_student(town.world), phase="INVESTIGATION")
    answer = await move(town, made, "phase", phase="DECISION", reason="Vi har bråttom")
    assert code(answer) == (422, "C01")


@pytest.mark.parametrize(
    ("scope", "state", "expected"),
    [
        ("GROUP", "APPROVED", []),
        ("UNIT", "PARTLY", []),
        ("INDIVIDUAL", "APPROVED", ["C18"]),
        ("GROUP", "REJECTED", ["C18"]),
    ],
)
async def test_what_is_done_around_the_pupil_in_the_case_counts(
    town: Town, scope: str, state: str, expected: list[str]
) -> None:
    made = await about(town, add_student(town.world))
    add_measure(town.world, UUID(made["id"]), scope=scope, state=state)
    assert await before(town, made) == expected


# What has been tried before ---------------------------------------------------------------------------------


def group_case(town: Town, **more: Any) -> UUID:
    row: dict[str, Any] = {
        "subject": "GROUP",
        "case_type": "GROUP_SITUATION",
        "themes": ["STUDY_CALM", "RELATIONS"],
    }
    return add_case(town.world, **(row | more))


async def tried(town: Town, case: dict[str, Any], who: str = "kurator") -> list[str]:
    answer = await town.as_(who).get(f"/cases/{case['id']}/tried-measures")
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def test_group_measures_on_the_same_theme_are_shown_and_count(town: Town) -> None:
    """C18."""
    made = await about(town, add_student(town.world), themes=["RELATIONS"])
    group = group_case(town)
    measure = add_measure(town.world, group, scope="GROUP", state="ENDED", effect="PARTLY",
                          what_happened="Lugnare start", ended_on=in_days(town, 0))  # fmt: skip
    assert await before(town, made) == []
    (item,) = (await town.as_("kurator").get(f"/cases/{made['id']}/tried-measures")).json()["items"]
    assert (item["id"], item["case"]["id"], item["themes"]) == (str(measure), str(group), ["RELATIONS"])
    assert (item["effect"], item["whatHappened"]) == ("PARTLY", "Lugnare start")
    assert (await move(town, made, "phase", phase="INVESTIGATION")).status_code == 201


@pytest.mark.parametrize(
    "other",
    [
        {"themes": ["ATTENDANCE"]},
        {"themes": []},
        {"subject": "STUDENT", "case_type": "SPECIAL_SUPPORT"},
        {"school": "B"},
        {"owner": "psykolog"},
        {"owner": "psykolog", "confidentiality": "K4"},
    ],
)
async def test_other_themes_pupils_units_and_closed_doors_show_nothing(
    town: Town, other: dict[str, Any]
) -> None:
    """The circle decides: student health outside it sees nothing of the other case."""
    made = await about(town, add_student(town.world), themes=["RELATIONS"])
    group = group_case(town, **other)
    sealed = {"description": None, "sealed": b"x"} if "confidentiality" in other else {}
    add_measure(town.world, group, scope="GROUP", **sealed)
    assert await tried(town, made) == []
    assert await before(town, made) == ["C18"]


async def test_a_head_sees_what_the_units_other_cases_tried_up_to_k2(town: Town) -> None:
    made = await about(town, add_student(town.world), themes=["RELATIONS"])
    open_one, strict = (
        group_case(town, owner="psykolog"),
        group_case(town, owner="psykolog", confidentiality="K3"),
    )
    seen = add_measure(town.world, open_one, scope="GROUP")
    add_measure(town.world, strict, scope="GROUP", description=None, sealed=b"x")
    add_measure(town.world, open_one, scope="GROUP", confidentiality="K3", description=None, sealed=b"x")
    assert await tried(town, made, "rektor") == [str(seen)]


async def test_themes_are_chosen_and_changed_by_code(town: Town) -> None:
    made = await about(town, add_student(town.world), themes=["RELATIONS", "ATTENDANCE", "RELATIONS"])
    assert made["themes"] == ["RELATIONS", "ATTENDANCE"]
    path, browser = f"/cases/{made['id']}", town.as_("kurator")
    changed = await browser.patch(path, made["version"], json={"themes": ["SAFETY"]})
    assert changed.json()["themes"] == ["SAFETY"]
    for wrong in (["LAZINESS"], None, ["SAFETY", "RELATIONS", "ATTENDANCE", "WELLBEING", "LANGUAGE"]):
        answer = await browser.patch(path, changed.json()["version"], json={"themes": wrong})
        assert answer.status_code == 422, wrong
    assert town.world.sql("SELECT themes FROM case_heads WHERE id = %s", made["id"]) == [(["SAFETY"],)]
    with pytest.raises(Exception, match="ck_cases_themes"):
        town.world.sql("UPDATE cases SET themes = '{LAZINESS}' WHERE id = %s", made["id"])
