"""What must have come to its end before a case is closed: measures, and what a complainant is to be told."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import httpx

from tests.conftest import Town
from tests.domains.cases.calls import code, in_days, opened
from tests.factories.cases import add_case, add_measure, add_voice, let_in, propose
from tests.factories.decisions import add_investigated
from tests.factories.pupils import add_student

TOLD = {"reason": "WITHDRAWN", "feedback": "Samtal med elev och vårdnadshavare"}
ENDED = {"effect": "PARTLY", "whatHappened": "Hälften av passen"}
UNREACHED = "Brevet var utan namn och adress."
LATER: dict[str, Any] = {
    "start_on": date(2026, 3, 2),
    "follow_up_on": date(2026, 4, 2),
    "description": "Läser i mindre grupp, åäö",
}


async def close(town: Town, case: UUID | str, who: str = "kurator", **sent: Any) -> httpx.Response:
    version = town.world.sql("SELECT version FROM cases WHERE id = %s", case)[0][0]
    headers = {"if-match": f'"{version}"'}
    return await town.as_(who).post(f"/cases/{case}/closure", json=TOLD | sent, headers=headers)


async def left(
    town: Town, case: UUID | str, who: str = "kurator", language: str = "sv"
) -> list[dict[str, Any]]:
    headers = {"accept-language": language}
    answer = await town.as_(who).get(f"/cases/{case}/closure-obstacles", headers=headers)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def evaluate(town: Town, case: UUID, measure: UUID) -> None:
    done = await town.as_("kurator").post(f"/cases/{case}/measures/{measure}/evaluation", json=ENDED)
    assert done.status_code == 201, done.text


# Measures (C09) ---------------------------------------------------------------------------------------------


async def test_each_measure_under_way_is_named(town: Town) -> None:
    case = add_case(town.world, students=(add_student(town.world),))
    first, second = add_measure(town.world, case), add_measure(town.world, case, state="PARTLY", **LATER)
    refused = await close(town, case)
    assert code(refused) == (422, "C09")
    said = [(error["code"], error["detail"]) for error in refused.json()["errors"]]
    assert said == [
        ("C09", "Åtgärden som började 7 januari 2026 pågår. Utvärdera den innan ärendet avslutas."),
        ("C09", "Åtgärden som började 2 mars 2026 pågår. Utvärdera den innan ärendet avslutas."),
    ]
    assert "Läser i mindre grupp" not in refused.text
    rows = await left(town, case)
    assert [row["measure"]["id"] for row in rows] == [str(first), str(second)]
    assert rows[1]["measure"]["description"] == "Läser i mindre grupp, åäö"
    assert rows[1]["measure"]["responsible"]["id"] == str(town.world.people["larare"])
    assert "2 March 2026" in (await left(town, case, language="en"))[1]["text"]
    await evaluate(town, case, first)
    assert len((await close(town, case)).json()["errors"]) == 1
    await evaluate(town, case, second)
    assert await left(town, case) == []
    assert (await close(town, case)).status_code == 201


async def test_what_was_only_proposed_or_has_ended_is_in_nobodys_way(town: Town) -> None:
    case = add_case(town.world, students=(add_student(town.world),))
    propose(town.world, case, "specialpedagog")
    done = {"effect": "NO", "what_happened": "Ingen skillnad", "ended_on": date(2026, 2, 7)}
    by = town.world.people["kurator"]
    add_measure(town.world, case, state="ENDED", evaluated_by=by, **done)
    assert await left(town, case) == []
    assert (await close(town, case)).status_code == 201
    assert await left(town, case) == []


async def test_gates_and_measures_are_told_of_together(town: Town) -> None:
    """C03 with C09; neither a wrong reason nor a reason for silence opens them."""
    case = add_case(town.world, students=(add_student(town.world),))
    add_investigated(town.world, case, "NOT_NEEDED")
    add_voice(town.world, case)
    add_measure(town.world, case)
    for sent in ({}, {"reason": "GOAL_MET"}, {"feedback": None, "noFeedbackReason": UNREACHED}):
        refused = await close(town, case, **sent)
        assert [error["code"] for error in refused.json()["errors"]] == ["C03", "C09"], refused.text
    rows = await left(town, case)
    assert [(row["code"], row["step"], row["measure"] is None) for row in rows] == [
        ("C03", None, True),
        ("C09", None, False),
    ]
    assert rows[0]["legalBasis"].endswith("3 kap. 9 §")


async def test_what_is_left_is_for_whoever_may_close(town: Town) -> None:
    case = add_case(town.world)
    for who, role in (("psykolog", "INVESTIGATOR"), ("larare", "CONTRIBUTOR"), ("mentor", "INFORMED")):
        let_in(town.world, case, who, role_in_case=role)
        answer = await town.as_(who).get(f"/cases/{case}/closure-obstacles")
        assert code(answer) == (403, "A03"), who
    for who in ("rektor-2", "utredare", "admin"):
        answer = await town.as_(who).get(f"/cases/{case}/closure-obstacles")
        assert code(answer) == (404, "A04"), who
    assert await left(town, case, "bitradande") == []
    logged = town.world.sql(
        "SELECT count(*) FROM audit_access WHERE action = 'case.closure-obstacles' AND %s = ANY (object_ids)",
        case,
    )
    assert logged == [(1,)]


# Complaints (skollagen 4:8) ---------------------------------------------------------------------------------


async def complaint(town: Town) -> str:
    made = await opened(town, caseTypeCode="COMPLAINT", nextFollowUpOn=in_days(town, 7))
    return str(made["id"])


async def step(town: Town, case: str, name: str) -> None:
    done = await town.as_("kurator").post(f"/cases/{case}/milestones", json={"step": name, "note": "Brev"})
    assert done.status_code == 201, done.text


async def test_a_complaint_is_closed_when_it_is_confirmed_and_answered(town: Town) -> None:
    case = await complaint(town)
    refused = await close(town, case)
    assert code(refused) == (422, "COMPLAINT_CONFIRMED")
    assert [error["code"] for error in refused.json()["errors"]] == [
        "COMPLAINT_CONFIRMED",
        "COMPLAINT_ANSWERED",
    ]
    assert "4 kap. 8 §" in refused.json()["detail"]
    assert [row["step"] for row in await left(town, case)] == ["CONFIRMED", "ANSWERED"]
    await step(town, case, "CONFIRMED")
    assert code(await close(town, case)) == (422, "COMPLAINT_ANSWERED")
    await step(town, case, "ANSWERED")
    assert await left(town, case) == []
    assert (await close(town, case)).status_code == 201


async def test_who_cannot_be_reached_is_not_waited_for(town: Town) -> None:
    """Why stands with the case; a few words are no reason, and a measure under way is no matter of it."""
    case = await complaint(town)
    assert code(await close(town, case, noFeedbackReason="Anonymt.")) == (422, "COMPLAINT_CONFIRMED")
    measure = add_measure(town.world, UUID(case))
    assert code(await close(town, case, noFeedbackReason=UNREACHED)) == (422, "C09")
    await evaluate(town, UUID(case), measure)
    closed = await close(town, case, noFeedbackReason=UNREACHED)
    assert (closed.status_code, closed.json()["noFeedbackReason"]) == (201, UNREACHED), closed.text


async def test_a_consultation_that_was_not_answered_is_closed(town: Town) -> None:
    """The law's steps belong to complaints alone."""
    made = await opened(town, caseTypeCode="CONSULTATION")
    assert await left(town, made["id"]) == []
    assert (await close(town, made["id"])).status_code == 201
