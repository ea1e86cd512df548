"""Decisions: drafts, what is missing, who signs, and that a signed one stands."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code, in_days
from tests.domains.cases.signing import codes, shown, sign
from tests.factories.cases import add_case, add_measure, let_in
from tests.factories.decisions import add_decision, add_hearing, add_investigated, ready_case
from tests.factories.pupils import add_student

HOSTILE = "<script>alert(1)</script> #set page() $x$ \\ åäö \u202e"


async def test_a_draft_is_written_piece_by_piece_and_signed(town: Town) -> None:
    case = ready_case(town.world)
    kurator = town.as_("kurator")
    begun = await kurator.post(f"/cases/{case}/decisions", json={"kind": "ACTION_PROGRAMME"})
    assert begun.status_code == 201, begun.text
    where = begun.headers["location"].removeprefix("/samsyn/v1")
    assert begun.json()["student"]["name"] == "Alva Ek"
    assert {o["code"] for o in begun.json()["obstacles"]} >= {"C04", "DECISION_BORN", "DECISION_REASONS"}
    body: dict[str, Any] = {
        "bornOn": "2014-05-17",
        "ruling": HOSTILE,
        "reasons": "Utredningen visar att eleven behöver stöd i läsning.",
        "supportForms": ["IN_GROUP", "TECHNICAL"],
        "programme": {
            "needs": "Läsning",
            "measures": [{"text": "Två pass i veckan hos speciallärare"}],
            "followUpOn": in_days(town, 30),
            "evaluateOn": in_days(town, 90),
            "followUpById": str(town.world.people["specialpedagog"]),
            "evaluateById": str(town.world.people["rektor"]),
            "studentPart": "Med på mötet",
            "guardians": [
                {"name": "Vårdnadshavare 1", "invitedOn": "2026-01-07", "participated": "DECLINED"}
            ],
        },
    }
    written = await kurator.patch(where, 1, json=body)
    assert written.status_code == 200, written.text
    assert written.json()["obstacles"] == []
    version = written.json()["version"]
    assert version > 1
    signed = await sign(town, case, begun.json()["id"], version=version)
    assert signed.status_code == 201, signed.text
    out = signed.json()
    assert (out["state"], out["edition"], out["delegated"]) == ("SIGNED", 1, False)
    assert out["ruling"] == HOSTILE
    assert (out["decidedAs"], len(out["contentHash"])) == ("PRINCIPAL", 64)
    assert [basis["code"] for basis in out["legalBases"]] == ["SL_3_9"]
    assert (await shown(town, f"/cases/{case}"))["phase"] == "MEASURES"
    measures = (await shown(town, f"/cases/{case}/measures"))["items"]
    assert [m["description"] for m in measures] == ["Två pass i veckan hos speciallärare"]
    assert out["programme"]["measures"][0]["measureId"] == measures[0]["id"]
    events = (await shown(town, f"/cases/{case}/events"))["items"]
    assert {"DECISION_SIGNED", "PHASE_CHANGED"} <= {event["type"] for event in events}


async def test_signed_is_signed(town: Town) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    version = (await sign(town, case, decision)).json()["version"]
    path = f"/cases/{case}/decisions/{decision}"
    for who in ("rektor", "bitradande", "kurator"):
        changed = await town.as_(who).patch(path, version, json={"ruling": "Annat"})
        assert code(changed) == (409, "DECISION_SIGNED"), who
        gone = await town.as_(who)("DELETE", path, headers={"if-match": f'"{version}"'})
        assert code(gone) == (409, "DECISION_SIGNED")
    assert code(await sign(town, case, decision, version=version)) == (409, "DECISION_SIGNED")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE case_decisions SET ruling = 'Annat' WHERE id = %s",
        "UPDATE case_decisions SET decided_by = created_by, state = 'DRAFT' WHERE id = %s",
        "UPDATE case_decisions SET decided_at = decided_at - interval '1 day' WHERE id = %s",
        "UPDATE action_programmes SET needs = 'Annat' WHERE id = %s",
        "UPDATE action_programmes SET follow_up_on = follow_up_on + 1 WHERE id = %s",
    ],
)
async def test_the_database_holds_what_is_signed(town: Town, change: str) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    assert (await sign(town, case, decision)).status_code == 201
    with pytest.raises(Exception, match="stands"):
        town.world.sql(change, decision)


async def test_a_stale_version_signs_nothing(town: Town) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    path = f"/cases/{case}/decisions/{decision}"
    assert (await town.as_("kurator").patch(path, 1, json={"ruling": "Ändrat"})).status_code == 200
    assert (await sign(town, case, decision, version=1)).status_code == 412
    without = await town.as_("rektor").post(f"{path}/signature", json={"confirmation": "x"})
    assert without.status_code == 428


async def test_of_two_who_sign_at_once_one_does(town: Town) -> None:
    case = ready_case(town.world)
    first, second = (add_decision(town.world, case, delegation_ref="Punkt 4.2") for _ in range(2))
    answers = await asyncio.gather(sign(town, case, first), sign(town, case, second, "bitradande"))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    states = town.world.sql("SELECT state FROM case_decisions WHERE case_id = %s ORDER BY state", case)
    assert states == [("DRAFT",), ("SIGNED",)]


async def test_two_that_leave_the_case_where_it_is_are_not_signed_at_once_either(town: Town) -> None:
    case = ready_case(town.world, "NOT_NEEDED")
    more: dict[str, Any] = {"kind": "NO_ACTION_PROGRAMME", "support_forms": [], "delegation_ref": "Punkt 4.2"}
    first, second = (add_decision(town.world, case, **more) for _ in range(2))
    answers = await asyncio.gather(sign(town, case, first), sign(town, case, second, "bitradande"))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    signed = town.world.sql("SELECT count(*) FROM case_decisions WHERE case_id = %s AND edition = 1", case)
    assert signed == [(1,)]


async def test_the_same_decision_is_signed_once(town: Town) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case, delegation_ref="Punkt 4.2")
    answers = await asyncio.gather(sign(town, case, decision), sign(town, case, decision, "bitradande"))
    assert sorted(answer.status_code for answer in answers) in ([201, 409], [201, 412])
    events = town.world.sql(
        "SELECT count(*) FROM case_events WHERE case_id = %s AND type = 'DECISION_SIGNED'", case
    )
    assert events == [(1,)]


@pytest.mark.parametrize(("who", "status"), [("kurator", 403), ("larare", 403), ("psykolog", 404)])
async def test_who_may_not_sign(town: Town, who: str, status: int) -> None:
    case = ready_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INVESTIGATOR")
    decision = add_decision(town.world, case)
    assert (await sign(town, case, decision, who)).status_code == status


@pytest.mark.parametrize("who", ["rektor-2", "bitradande-2", "utredare", "chef", "admin"])
async def test_another_school_or_the_organiser_sees_no_decision(town: Town, who: str) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    assert (await sign(town, case, decision, who)).status_code == 404
    assert (await town.as_(who).get(f"/cases/{case}/decisions")).status_code == 404


async def test_a_principal_in_the_circle_of_k3_signs_there(town: Town) -> None:
    case = ready_case(town.world, confidentiality="K2")
    decision = add_decision(town.world, case)
    town.world.sql("UPDATE cases SET confidentiality = 'K3' WHERE id = %s", case)
    town.world.sql("UPDATE case_heads SET confidentiality = 'K3' WHERE id = %s", case)
    assert (await sign(town, case, decision)).status_code == 404
    let_in(town.world, case, "rektor", role_in_case="INFORMED")
    assert (await sign(town, case, decision)).status_code == 201


async def test_a_decision_waits_for_its_phase(town: Town) -> None:
    case = ready_case(town.world, phase="INVESTIGATION")
    decision = add_decision(town.world, case)
    assert code(await sign(town, case, decision)) == (409, "DECISION_PHASE")


async def test_no_decision_without_voice_or_hearing(town: Town) -> None:
    """C01 and PARTIES_HEARD stand before the phase in which a decision can be signed."""
    case = add_case(town.world, students=(add_student(town.world),))
    add_investigated(town.world, case)
    add_hearing(town.world, case, state="INFORMED", answered_on=None, view=None)
    asked = await town.as_("kurator").post(
        f"/cases/{case}/phase", json={"phase": "DECISION"}, headers={"if-match": '"1"'}
    )
    assert {error["code"] for error in asked.json()["errors"]} == {"C01", "PARTIES_HEARD"}
    seen = await shown(town, f"/cases/{case}", "kurator")
    way = next(t for t in seen["transitions"] if t["phase"] == "DECISION")
    assert {o["code"] for o in way["obstacles"]} == {"C01", "PARTIES_HEARD"}
    decision = add_decision(town.world, case)
    assert code(await sign(town, case, decision)) == (409, "DECISION_PHASE")


async def test_signing_asks_again_who_it_is(town: Town) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    wrong = await sign(town, case, decision, given="fel lösenord")
    assert code(wrong) == (422, "A31")
    assert wrong.json()["errors"][0]["pointer"] == "/confirmation"
    failures = "SELECT failures FROM accounts WHERE person_id = %s"
    assert town.world.sql(failures, town.world.people["rektor"]) == [(1,)]
    assert town.world.sql("SELECT state FROM case_decisions WHERE id = %s", decision) == [("DRAFT",)]
    weak = town.as_("rektor")
    weak.token = town.world.weak_token("rektor")
    answer = await weak.post(
        f"/cases/{case}/decisions/{decision}/signature",
        json={"confirmation": "x"},
        headers={"if-match": '"1"'},
    )
    assert answer.status_code in (403, 404)


async def test_a_thrown_away_draft_is_empty_and_gone(town: Town) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    path = f"/cases/{case}/decisions/{decision}"
    assert (await town.as_("kurator")("DELETE", path, headers={"if-match": '"1"'})).status_code == 204
    assert (await town.as_("kurator").get(path)).status_code == 404
    assert (await shown(town, f"/cases/{case}/decisions"))["items"] == []
    kept = town.world.sql("SELECT state, ruling, reasons FROM case_decisions WHERE id = %s", decision)
    assert kept == [("DISCARDED", None, None)]


async def test_what_is_not_of_the_case_cannot_be_in_its_decision(town: Town) -> None:
    case, other = ready_case(town.world), ready_case(town.world)
    decision, foreign = add_decision(town.world, case), add_measure(town.world, other)
    path = f"/cases/{case}/decisions/{decision}"
    kurator = town.as_("kurator")
    lines = {"programme": {"measures": [{"text": "x", "measureId": str(foreign)}]}}
    assert codes(await kurator.patch(path, 1, json=lines)) == [("/programme/measures", "MEASURE_UNKNOWN")]
    pupil = {"studentId": str(add_student(town.world))}
    assert codes(await kurator.patch(path, 1, json=pupil)) == [("/studentId", "STUDENT_UNKNOWN")]
    wrong = await kurator.get(f"/cases/{other}/decisions/{decision}")
    assert wrong.status_code == 404
    absent = await kurator.post(f"/cases/{case}/decisions", json={"kind": "ABSENCE_MEASURES"})
    assert codes(absent) == [("/kind", "DECISION_KIND")]
    elsewhere = await town.as_("rektor").post(
        f"/cases/{other}/decisions/{decision}/signature",
        json={"confirmation": "x"},
        headers={"if-match": '"1"'},
    )
    assert elsewhere.status_code == 404


async def test_sealed_from_k3_and_raised_with_its_case(town: Town) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    assert (await sign(town, case, decision)).status_code == 201
    before = await shown(town, f"/cases/{case}/decisions/{decision}", "kurator")
    version = (await shown(town, f"/cases/{case}", "kurator"))["version"]
    raised = await town.as_("kurator").patch(f"/cases/{case}", version, json={"confidentiality": "K3"})
    assert raised.status_code == 200, raised.text
    row = town.world.sql(
        "SELECT d.born_on, d.ruling, d.reasons, p.needs, p.measures, length(d.sealed) > 0"
        " FROM case_decisions d JOIN action_programmes p USING (tenant_id, id) WHERE d.id = %s",
        decision,
    )
    assert row == [(None, None, None, None, None, True)]
    after = await shown(town, f"/cases/{case}/decisions/{decision}", "kurator")
    for name in ("ruling", "reasons", "bornOn", "programme", "contentHash"):
        assert after[name] == before[name]
    assert (await town.as_("rektor").get(f"/cases/{case}/decisions")).status_code == 200


async def test_reading_decisions_is_written_down_with_the_pupil(town: Town) -> None:
    case = ready_case(town.world)
    add_decision(town.world, case)
    await shown(town, f"/cases/{case}/decisions")
    logged = town.world.sql(
        "SELECT student_ids FROM audit_access WHERE actor_id = %s AND action = 'case.decisions'",
        town.world.people["rektor"],
    )
    pupil = town.world.sql("SELECT student_id FROM case_students WHERE case_id = %s", case)
    assert logged[0][0] == [pupil[0][0]]


async def test_who_opened_the_case_with_a_reason_only_reads(town: Town) -> None:
    """Break-glass is to read: a head who has a way in of that kind does not decide by it."""
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    town.world.sql("UPDATE cases SET confidentiality = 'K3' WHERE id = %s", case)
    town.world.sql(
        "UPDATE case_decisions SET confidentiality = 'K3', born_on = NULL, ruling = NULL, reasons = NULL"
        " WHERE id = %s",
        decision,
    )
    let_in(town.world, case, "rektor", kind="GRANT", role_in_case=None)
    assert (await town.as_("rektor").get(f"/cases/{case}/decisions/{decision}")).status_code == 200
    assert (await sign(town, case, decision)).status_code == 403
