"""Handing over at a change of school: what goes along, what never does, and who takes it in hand."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pypdf
import pytest

from tests.conftest import Town
from tests.core.test_pdf import text_of, tree
from tests.domains.cases.calls import code, in_days, move
from tests.domains.cases.signing import codes
from tests.domains.cases.signing import shown as read
from tests.factories.cases import (
    add_case,
    add_measure,
    add_note,
    add_voice,
    investigated,
    let_in,
    open_with_reason,
    propose,
)
from tests.factories.disclosures import add_consent
from tests.factories.pupils import add_student
from tests.factories.transfers import add_transfer

SUMMARY = "Åsa behöver veta dagen i förväg, och tål pauser."
TOLD = "Vårdnadshavarna och eleven vet vad som lämnas och varför."
EVERYTHING = ["MEASURES", "CHILD_VOICE", "INVESTIGATION", "ACTION_PROGRAMME"]
NOTHING: dict[str, Any] = {
    "destination": "NONE",
    "toSchoolId": None,
    "summary": None,
    "told": None,
    "toldOn": None,
}


async def shown(town: Town, path: str, who: str = "kurator") -> Any:
    return await read(town, path, who)


def moving(town: Town, **more: Any) -> tuple[UUID, UUID]:
    """A case of transition about a pupil, with what there is to hand over, and what must stay."""
    pupil = add_student(town.world, "Åsa", "Ek")
    case = add_case(town.world, students=(pupil,), case_type="TRANSITION", phase="PRELIMINARY", **more)
    return case, pupil


def filled(town: Town) -> tuple[UUID, UUID]:
    case, pupil = moving(town)
    add_measure(town.world, case, description="Sitter nära dörren")
    propose(town.world, case, "larare", description="Förslag som ingen beslutat")
    add_voice(town.world, case, content="Jag vill sitta nära dörren")
    investigated(town.world, case)
    add_note(town.world, case, "Anteckning som stannar här")
    return case, pupil


async def send(town: Town, case: UUID, pupil: UUID, who: str = "kurator", **more: Any) -> httpx.Response:
    headers = more.pop("headers", {})
    body = {
        "studentId": str(pupil),
        "destination": "UNIT",
        "toSchoolId": str(town.world.schools["B"]),
        "summary": SUMMARY,
        "told": TOLD,
        "toldOn": in_days(town, -1),
        **more,
    }
    return await town.as_(who).post(f"/cases/{case}/transfers", json=body, headers=headers)


async def take(town: Town, transfer: Any, who: str = "rektor-2", version: int = 1) -> httpx.Response:
    headers = {"if-match": f'"{version}"'}
    body = {"nextFollowUpOn": in_days(town, 20)}
    return await town.as_(who).post(f"/incoming-transfers/{transfer}/receipt", json=body, headers=headers)


async def waiting(town: Town, who: str = "rektor-2") -> list[dict[str, Any]]:
    return list((await shown(town, "/incoming-transfers", who))["items"])


async def test_what_was_chosen_gets_to_the_new_unit_and_nothing_else(town: Town) -> None:
    case, pupil = filled(town)
    sent = await send(town, case, pupil, items=["MEASURES", "CHILD_VOICE"])
    assert sent.status_code == 201, sent.text
    heads = [part["heading"] for part in sent.json()["parts"]]
    assert heads[:2] == ["Sammanfattning", "Åtgärder"]
    assert "Utredningar" not in heads
    text = sent.text
    for said in ("Sitter nära dörren", "Jag vill sitta nära dörren"):
        assert said in text
    for kept in ("Förslag som ingen", "stannar här"):
        assert kept not in text
    (item,) = await waiting(town)
    assert (item["pupil"], item["toSchool"]) == ("Åsa Ek", sent.json()["toSchool"])
    took = await take(town, item["id"])
    assert took.status_code == 201, took.text
    came = took.json()
    assert (came["direction"], came["parts"]) == ("IN", sent.json()["parts"])
    new = came["caseId"]
    assert new != str(case)
    opened = await shown(town, f"/cases/{new}", "rektor-2")
    assert [pupil["name"] for pupil in opened["students"]] == ["Åsa Ek"]
    assert (opened["caseType"]["code"], opened["owner"]["name"]) == ("TRANSITION", came["receivedBy"]["name"])
    assert (await shown(town, f"/cases/{new}/notes", "rektor-2"))["items"] == []
    assert (await town.as_("rektor-2").get(f"/cases/{case}")).status_code == 404
    assert (await town.as_("kurator").get(f"/cases/{new}")).status_code == 404
    back = await shown(town, f"/cases/{case}/transfers/{sent.json()['id']}")
    assert back["receivedBy"]["name"] == came["receivedBy"]["name"]
    events = {e["type"] for e in (await shown(town, f"/cases/{case}/events"))["items"]}
    assert {"TRANSFERRED", "TRANSFER_RECEIVED"} <= events
    assert await waiting(town) == []


async def test_k3_goes_along_only_by_a_choice_of_its_own_and_k4_never(town: Town) -> None:
    case, pupil = moving(town)
    add_measure(town.world, case, description="Sitter nära dörren")
    for class_ in ("K3", "K4"):
        add_measure(town.world, case, description=None, confidentiality=class_, sealed=b"x")
    offered = {one["item"]: one for one in (await shown(town, f"/cases/{case}/transfers"))["choices"]}
    assert set(offered) == set(EVERYTHING)
    assert (offered["MEASURES"]["rows"], offered["MEASURES"]["strict"]) == (1, 1)
    sent = await send(town, case, pupil, items=EVERYTHING)
    assert (sent.status_code, sent.json()["confidentiality"]) == (201, "K2")
    (measures,) = [part for part in sent.json()["parts"] if part["heading"] == "Åtgärder"]
    assert len(measures["bullets"]) == 1


async def test_a_k3_case_needs_the_reason_and_reaches_the_named_principal_alone(town: Town) -> None:
    case, pupil = moving(town, confidentiality="K3")
    kurator = town.as_("kurator")
    voice = {"perspective": "CHILD_OWN", "method": "CONVERSATION", "askedOn": in_days(town, -1)}
    said = {**voice, "content": "Jag sover dåligt"}
    assert (await kurator.post(f"/cases/{case}/child-voices", json=said)).status_code == 201
    offered = {one["item"]: one for one in (await shown(town, f"/cases/{case}/transfers"))["choices"]}
    assert (offered["CHILD_VOICE"]["rows"], offered["CHILD_VOICE"]["strict"]) == (0, 1)
    without = await send(town, case, pupil, items=["CHILD_VOICE"])
    assert (without.status_code, "sover" in without.text) == (201, False)
    short = await send(town, case, pupil, items=["CHILD_VOICE"], strictReason="Behövs")
    assert codes(short) == [("/strictReason", "TRANSFER")]
    sent = await send(
        town, case, pupil, items=["CHILD_VOICE"], strictReason="Den nya skolan behöver veta det."
    )
    assert (sent.status_code, sent.json()["confidentiality"], "sover" in sent.text) == (201, "K3", True)
    row = town.world.sql("SELECT content, pupil, sealed FROM case_transfers WHERE id = %s", sent.json()["id"])
    assert [(a, b, c is not None) for a, b, c in row] == [(None, None, True)]
    assert await waiting(town, "bitradande-2") == []
    assert (await take(town, sent.json()["id"], "bitradande-2")).status_code == 404
    assert (await take(town, sent.json()["id"])).status_code == 201


async def test_class_k4_and_protected_pupils_are_handed_over_in_person(town: Town) -> None:
    case, pupil = moving(town, confidentiality="K4")
    assert codes(await send(town, case, pupil)) == [("/destination", "TRANSFER_K4")]
    why = "Lämnat över personligen till den nya rektorn."
    assert (await send(town, case, pupil, **NOTHING, reason=why)).status_code == 201
    open_with_reason(town.world, case, "rektor")
    assert (await town.as_("rektor").get(f"/cases/{case}/transfers")).status_code == 404
    hidden = add_student(town.world, protection_level="CONFIDENTIAL_MARK")
    other = add_case(town.world, students=(hidden,), case_type="TRANSITION")
    assert codes(await send(town, other, hidden)) == [("/studentId", "C15")]


async def test_in_k3_the_next_principal_receives_what_waits_for_one_who_left(town: Town) -> None:
    """And nobody beside the one it was sent to for as long as that one is principal."""
    case, pupil = moving(town, confidentiality="K3")
    assert (await send(town, case, pupil)).status_code == 201
    end = "UPDATE assignments SET valid_to = CASE WHEN %s THEN valid_from END WHERE person_id = %s"
    change = "UPDATE assignments SET function = %s WHERE person_id = %s"
    gone, deputy = town.world.people["rektor-2"], town.world.people["bitradande-2"]
    assert [len(await waiting(town, who)) for who in ("rektor-2", "bitradande-2")] == [1, 0]
    town.world.sql(end, True, gone)
    assert await waiting(town, "bitradande-2") == [], "a deputy is no successor"
    town.world.sql(change, "PRINCIPAL", deputy)
    town.world.sql(end, False, gone)
    assert await waiting(town, "bitradande-2") == [], "one of two principals"
    town.world.sql(end, True, gone)
    assert (await town.as_("rektor-2").get("/incoming-transfers")).status_code == 403
    assert await waiting(town, "rektor") == [], "the principal of another unit"
    (item,) = await waiting(town, "bitradande-2")
    took = await take(town, item["id"], "bitradande-2")
    assert took.status_code == 201, took.text
    assert (took.json()["confidentiality"], took.json()["parts"][0]["heading"]) == ("K3", "Sammanfattning")
    new = took.json()["caseId"]
    assert (await shown(town, f"/cases/{new}", "bitradande-2"))["myRole"] == "OWNER"
    assert await waiting(town, "bitradande-2") == []


async def test_broken_glass_reads_and_never_hands_over(town: Town) -> None:
    case, pupil = moving(town, confidentiality="K3")
    open_with_reason(town.world, case, "rektor")
    assert (await town.as_("rektor").get(f"/cases/{case}/transfers")).status_code == 200
    assert (await send(town, case, pupil, who="rektor")).status_code == 403


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"studentId": None}, [("/studentId", "TRANSFER")]),
        ({"toSchoolId": None}, [("/toSchoolId", "TRANSFER")]),
        ({"summary": " "}, [("/items", "TRANSFER")]),
        ({"told": "Ja"}, [("/told", "TRANSFER")]),
        ({"toldOn": None}, [("/toldOn", "TRANSFER")]),
        ({"destination": "OUTSIDE", "toSchoolId": None}, [("/recipient", "TRANSFER")]),
        ({"destination": "NONE"}, [("/items", "TRANSFER"), ("/reason", "TRANSFER")]),
    ],
)
async def test_what_a_handover_lacks(town: Town, sent: dict[str, Any], found: list[tuple[str, str]]) -> None:
    case, pupil = moving(town)
    assert codes(await send(town, case, pupil, **sent)) == found


async def test_a_unit_that_is_none_and_one_without_a_principal(town: Town) -> None:
    case, pupil = moving(town)
    own = str(town.world.schools["A"])
    assert codes(await send(town, case, pupil, toSchoolId=own)) == [("/toSchoolId", "TRANSFER")]
    nobody = await send(town, case, pupil, toSchoolId=str(case))
    assert codes(nobody) == [("/toSchoolId", "TRANSFER_UNIT")]
    stranger = add_student(town.world)
    assert codes(await send(town, case, stranger)) == [("/studentId", "STUDENT_UNKNOWN")]
    empty = await send(town, case, pupil, summary=None, items=["INVESTIGATION"])
    assert codes(empty) == [("/items", "TRANSFER_EMPTY")]


async def test_outside_is_a_line_in_the_ledger_and_follows_its_rules(town: Town) -> None:
    case, pupil = moving(town)
    away: dict[str, Any] = {"destination": "OUTSIDE", "toSchoolId": None, "recipient": "Friskolan i Åmål"}
    assert {pointer for pointer, _ in codes(await send(town, case, pupil, **away))} == {"/channel", "/reason"}
    sent = await send(
        town, case, pupil, **away, channel="RECORDED_DELIVERY", reason="Skollagen 3:12 j: skolbyte."
    )
    assert sent.status_code == 201, sent.text
    line = await shown(town, f"/cases/{case}/disclosures/{sent.json()['disclosureId']}")
    assert (line["recipientKind"], line["basis"]) == ("OTHER_SCHOOL", "STATUTORY_DUTY")
    past = add_consent(
        town.world,
        case,
        student_id=pupil,
        recipient_kind="OTHER_SCHOOL",
        expires_on=town.runtime.clock.today() - timedelta(days=1),
    )
    under: dict[str, Any] = {"basis": "CONSENT_GUARDIAN", "consentId": str(past), "channel": "LETTER"}
    assert codes(await send(town, case, pupil, **away, **under)) == [("/consentId", "CONSENT_EXPIRED")]
    assert len((await shown(town, f"/cases/{case}/transfers"))["items"]) == 1


async def test_the_gate_before_closing(town: Town) -> None:
    case, pupil = moving(town)

    async def close() -> httpx.Response:
        found = await shown(town, f"/cases/{case}")
        feedback = "Eleven och vårdnadshavarna har fått veta."
        return await move(town, found, "closure", reason="MOVED", feedback=feedback)

    refused = await close()
    assert (refused.status_code, refused.json()["code"]) == (422, "SCOPE_CHOICE"), refused.text
    why = "Vårdnadshavarna har bett att inget lämnas över."
    assert (await send(town, case, pupil, **NOTHING, reason=why)).status_code == 201
    assert (await close()).status_code == 201
    assert code(await send(town, case, pupil)) == (409, "CASE_CLOSED")


async def test_the_document_as_it_stood(town: Town) -> None:
    case, pupil = filled(town)
    sent = (await send(town, case, pupil, items=EVERYTHING)).json()
    answer = await town.as_("kurator").get(f"/cases/{case}/transfers/{sent['id']}/document")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    root: Any = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Överlämning vid skolbyte"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("sv", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    tags = [tag for tag in tree(reader) if tag in ("/H1", "/H2", "/H3")]
    heads = [part for part in sent["parts"] if part["level"] == 2]
    assert (tags[0], tags.count("/H1"), tags.count("/H2")) == ("/H1", 1, len(heads) + 1)
    text = text_of(reader)
    places = [text.index(f"{part['heading']}\n") for part in sent["parts"]]
    assert places == sorted(places)
    flat = " ".join(text.split())
    for said in ("Granköpings kommun", "Åsa Ek", SUMMARY, "Sitter nära dörren", TOLD):
        assert said in flat, said
    assert "stannar här" not in flat
    assert (
        await town.as_("rektor-2").get(f"/cases/{case}/transfers/{sent['id']}/document")
    ).status_code == 404


async def test_who_may_not(town: Town) -> None:
    case, pupil = moving(town)
    let_in(town.world, case, "larare", role_in_case="INVESTIGATOR")
    let_in(town.world, case, "mentor", valid_to=town.runtime.clock.now() - timedelta(days=1))
    assert (await send(town, case, pupil, who="larare")).status_code == 403
    for who in ("mentor", "rektor-2", "psykolog", "chef", "admin", "partner"):
        assert (await send(town, case, pupil, who=who)).status_code == 404, who
    sent = (await send(town, case, pupil)).json()
    for who in ("rektor", "bitradande"):
        assert (await take(town, sent["id"], who)).status_code == 404, who
        assert await waiting(town, who) == []
    assert (await take(town, sent["id"], "kurator-2")).status_code == 404
    assert (await town.as_("kurator-2").get("/incoming-transfers")).status_code == 403


async def test_a_principal_whose_assignment_has_ended(town: Town) -> None:
    case, pupil = moving(town)
    sent = (await send(town, case, pupil)).json()
    assert len(await waiting(town)) == 1
    day, person = town.runtime.clock.today() - timedelta(days=1), town.world.people["rektor-2"]
    town.world.sql("UPDATE assignments SET valid_to = %s WHERE person_id = %s", day, person)
    assert (await take(town, sent["id"])).status_code in (403, 404)


async def test_it_is_taken_in_hand_once(town: Town) -> None:
    case, pupil = moving(town)
    sent = (await send(town, case, pupil)).json()
    assert (await take(town, sent["id"], version=2)).status_code == 412
    both = await asyncio.gather(take(town, sent["id"]), take(town, sent["id"], "bitradande-2"))
    assert [answer.status_code for answer in both].count(201) == 1
    assert (await take(town, sent["id"], version=2)).status_code == 404
    cases = town.world.sql(
        "SELECT count(*) FROM cases WHERE school_id = %s AND case_type = 'TRANSITION'",
        town.world.schools["B"],
    )
    assert cases[0][0] == 1


async def test_a_double_click_hands_over_once(town: Town) -> None:
    case, pupil = moving(town)
    once: Any = {"idempotency-key": "overlamning-1"}
    both = await asyncio.gather(send(town, case, pupil, headers=once), send(town, case, pupil, headers=once))
    assert {201} <= {answer.status_code for answer in both} <= {201, 409}
    assert len((await shown(town, f"/cases/{case}/transfers"))["items"]) == 1


async def test_a_pupil_who_is_protected_since_stops_it(town: Town) -> None:
    case, pupil = moving(town)
    sent = (await send(town, case, pupil)).json()
    town.world.sql("UPDATE students SET protection_level = 'CONFIDENTIAL_MARK' WHERE id = %s", pupil)
    assert code(await take(town, sent["id"])) == (409, "TRANSFER_STOPPED")
    assert town.world.sql("SELECT received_at FROM case_transfers WHERE id = %s", sent["id"]) == [(None,)]


async def test_what_was_sent_stands(town: Town) -> None:
    case, _ = moving(town)
    row = add_transfer(town.world, case)
    with psycopg.connect(town.world.admin_dsn) as connection, pytest.raises(psycopg.errors.CheckViolation):
        connection.execute("UPDATE case_transfers SET content = '[]' WHERE id = %s", [row])
