"""Whom a decision concerns: heard before it by their age, told of it before the case ends; and what the law
has in some school forms alone, or lets nobody take back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.conftest import Town
from tests.domains.cases.signing import codes, shown, sign
from tests.factories.decisions import (
    add_decision,
    add_hearing,
    add_investigated,
    add_notification,
    add_signed,
    ready_case,
)


def born(town: Town, years: int) -> str:
    today = town.runtime.clock.today()
    return date(today.year - years, today.month, min(today.day, 28)).isoformat()


@pytest.mark.parametrize(
    ("age", "heard", "missing"),
    [
        (15, ["GUARDIAN"], 0),
        (15, ["STUDENT"], 1),
        (16, ["GUARDIAN"], 1),
        (16, ["STUDENT"], 1),
        (17, ["STUDENT", "GUARDIAN"], 0),
        (17, ["OTHER"], 2),
        (18, ["GUARDIAN"], 1),
        (18, ["STUDENT"], 0),
    ],
)
async def test_who_has_had_their_say_follows_the_age(
    town: Town, age: int, heard: list[str], missing: int
) -> None:
    """Förvaltningslagen 25 §, skollagen 29:12."""
    case = ready_case(town.world)
    town.world.sql("DELETE FROM case_hearings WHERE case_id = %s", case)
    for party in heard:
        add_hearing(town.world, case, party=party)
    decision = add_decision(town.world, case, born_on=born(town, age))
    answer = await sign(town, case, decision)
    if missing:
        assert codes(answer) == [("/bornOn", "HEARING")] * missing
    else:
        assert answer.status_code == 201, answer.text


async def test_time_to_answer_is_not_having_been_heard_and_an_exception_is(town: Town) -> None:
    case = ready_case(town.world)
    waiting = {"state": "INFORMED", "answered_on": None, "view": None}
    town.world.sql("DELETE FROM case_hearings WHERE case_id = %s", case)
    add_hearing(town.world, case, **waiting)
    decision = add_decision(town.world, case)
    assert codes(await sign(town, case, decision)) == [("/bornOn", "HEARING")]
    never = {"exception": "CLEARLY_UNNECESSARY", "reason": "Vårdnadshavaren har själv begärt just detta."}
    add_hearing(town.world, case, **(waiting | never | {"state": "NOT_HEARD"}))
    assert (await sign(town, case, decision)).status_code == 201


@pytest.mark.parametrize("form", ["SPECIAL_GROUP", "INDIVIDUAL", "ADAPTED_COURSE"])
async def test_what_only_some_school_forms_have(town: Town, form: str) -> None:
    """Skollagen 3:11 and 3:12 say in which school forms."""
    world, case = town.world, ready_case(town.world)
    decision = add_decision(world, case, support_forms=["IN_GROUP", form])
    forms = "UPDATE schools SET school_forms = %s WHERE id = %s"
    world.sql(forms, ["UPPER_SECONDARY"], world.school)
    assert codes(await sign(town, case, decision)) == [("/supportForms", "FORM_OF_SCHOOL")]
    offered = {kind["code"] for kind in (await shown(town, f"/cases/{case}/decisions"))["kinds"]}
    assert {"SPECIAL_GROUP", "ADAPTED_COURSE"} & offered == set()
    assert "ACTION_PROGRAMME" in offered
    sent = {"kind": "ADAPTED_COURSE"}
    refused = await town.as_("rektor").post(f"/cases/{case}/decisions", json=sent)
    assert refused.json()["errors"][0]["code"] == "DECISION_KIND"
    world.sql(forms, ["UPPER_SECONDARY", "ADAPTED_COMPULSORY"], world.school)
    assert (await sign(town, case, decision)).status_code == 201


async def close(town: Town, case: UUID, **more: str) -> tuple[int, str]:
    sent = {"reason": "WITHDRAWN", "feedback": "Samtal med hemmet"} | more
    version = (await shown(town, f"/cases/{case}"))["version"]
    answer = await town.as_("rektor").post(
        f"/cases/{case}/closure", json=sent, headers={"if-match": f'"{version}"'}
    )
    return answer.status_code, answer.json().get("code", "")


async def test_a_case_is_not_closed_before_everybody_is_told_of_its_decision(town: Town) -> None:
    """Förvaltningslagen 33 §."""
    case = ready_case(town.world, phase="MEASURES")
    decision = add_signed(town.world, case, born_on=born(town, 17))
    for party in ("GUARDIAN", "STUDENT"):
        assert await close(town, case) == (422, "PARTIES_TOLD")
        add_notification(town.world, case, decision, party=party)
    assert (await close(town, case))[0] == 201


async def test_what_no_longer_stands_and_what_cannot_be_appealed_keeps_no_case_open(town: Town) -> None:
    case = ready_case(town.world, phase="MEASURES")
    add_signed(town.world, case, state="REVOKED")
    add_signed(town.world, case, appeal_possible=False)
    assert (await close(town, case))[0] == 201


async def test_in_k4_telling_is_a_choice(town: Town) -> None:
    """C22."""
    case = ready_case(town.world, phase="MEASURES")
    add_signed(town.world, case)
    kurator = town.as_("kurator")
    found = (await kurator.get(f"/cases/{case}")).json()
    raised = await kurator.patch(f"/cases/{case}", found["version"], json={"confidentiality": "K4"})
    sent = {"reason": "WITHDRAWN", "noFeedbackReason": "Återkoppling kan skada barnet"}
    answer = await kurator.post(
        f"/cases/{case}/closure", json=sent, headers={"if-match": f'"{raised.json()["version"]}"'}
    )
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize("reason", ["WITHDRAWN", "OPENED_BY_MISTAKE"])
async def test_what_is_reported_in_the_chain_is_not_taken_back(town: Town, reason: str) -> None:
    """Skollagen 6:10: the organiser investigates, whoever changes their mind."""
    case = ready_case(town.world, None, case_type="DEGRADING", reach="BOTH", phase="INVESTIGATION")
    told = await town.as_("rektor").post(f"/cases/{case}/reports", json={"kind": "ORGANISER_6_10"})
    assert told.status_code == 201, told.text
    found = await shown(town, f"/cases/{case}")
    assert {"WITHDRAWN", "OPENED_BY_MISTAKE"} & set(found["closureReasons"]) == set()
    assert "OTHER_CASE" in found["closureReasons"]
    assert await close(town, case, reason=reason) == (422, "C16")
    add_investigated(town.world, case, "OTHER", kind="DEGRADING", conclusion_reason="Det har inte hänt")
    assert (await close(town, case, reason=reason))[0] == 201
