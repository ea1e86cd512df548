"""A case printed as a document: what its maker may read and nothing else, registered as let out."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import httpx
import pypdf
import pytest

from samsyn.cases.commands import export_case
from samsyn.cases.rules.event_words import event_words
from samsyn.cases.rules.exports import WORDS
from samsyn.cases.rules.timeline import EventType
from samsyn.core.pdf import PdfError
from samsyn.core.spelled import spelled_day
from tests.conftest import Town
from tests.core.test_pdf import text_of, tree
from tests.domains.cases.calls import in_days
from tests.domains.cases.files import sent
from tests.factories.attachments import add_export
from tests.factories.cases import add_case, add_measure, add_note, add_voice, let_in, open_with_reason
from tests.factories.decisions import add_decision, add_signed, ready_case
from tests.factories.disclosures import add_consent, share_with
from tests.factories.pupils import add_student

WHY = {"reason": "Vårdnadshavaren har begärt ut den"}
HOSTILE = '#read("/etc/passwd") *x* <script>'


async def printed(
    town: Town, case: UUID, who: str = "kurator", body: Any = WHY, language: str = "sv"
) -> httpx.Response:
    return await town.as_(who).post(
        f"/cases/{case}/exports", json=body, headers={"accept-language": language}
    )


def read(answer: httpx.Response) -> pypdf.PdfReader:
    assert answer.status_code == 201, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(answer.content))


def words(reader: pypdf.PdfReader) -> str:
    return " ".join(text_of(reader).split())


async def lines(town: Town, case: UUID, who: str = "kurator") -> Any:
    answer = await town.as_(who).get(f"/cases/{case}/exports")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_it_holds_the_case_and_is_read_by_a_screen_reader(town: Town) -> None:
    case = add_case(town.world, number="BJ-26-900", students=(add_student(town.world),))
    add_note(town.world, case, text=f"Samtal med mentor. {HOSTILE}")
    add_voice(town.world, case)
    add_measure(town.world, case)
    await sent(town, case, "brev.pdf")
    reader = read(await printed(town, case))
    text, tags = words(reader), tree(reader)
    assert reader.metadata is not None
    assert reader.metadata.title == "BJ-26-900 Särskilt stöd"
    said = (HOSTILE, "Jag vill sitta nära dörren", "Sitter nära tavlan", "brev.pdf", WHY["reason"], "Krets")
    assert [one for one in said if one not in text] == []
    assert [tag for tag in tags if tag in ("/H1", "/H2", "/H3")] == [
        "/H1", "/H2", "/H2", "/H3", "/H2", "/H2", "/H3", "/H2", "/H2",
    ]  # fmt: skip
    assert tags.count("/TH") == 4 + 5 + 3 + 3
    assert "Granköpings kommun" in text


async def test_decisions_what_left_the_case_and_what_happened_stand_in_it(town: Town) -> None:
    """In words and days in words; by screen readers a table each with its headers."""
    case = ready_case(town.world)
    add_decision(town.world, case, ruling="Ett utkast som inget bestämmer")
    add_signed(town.world, case, ruling="Eleven får särskilt stöd åäö", reasons="Målen nås inte utan stöd.")
    given = {"given_on": date(2026, 3, 2), "revoked_on": date(2026, 5, 17), "revoked_by": "GUARDIAN"}
    add_consent(town.world, case, **given, revoked_at=datetime.now(UTC), scope="Hur skoldagen fungerar")
    share_with(town.world, case, what="Att eleven ofta är trött")
    found = (await town.as_("kurator").get(f"/cases/{case}")).json()
    moved = await town.as_("kurator").patch(
        f"/cases/{case}", found["version"], json={"nextFollowUpOn": in_days(town, 7)}
    )
    assert moved.status_code == 200, moved.text
    for language in ("sv", "en"):
        reader = read(await printed(town, case, language=language))
        text, tags = words(reader), tree(reader)
        assert tags.count("/TH") == 4 + 5 + 5 + 3
        day = spelled_day(date.fromisoformat(in_days(town, 7)), "en" if language == "en" else "sv")
        said = {
            "sv": ("Beslut", "Motivering", "Samtycken", "2 mars 2026", "återkallat 17 maj 2026", "Utlämnat",
                   "Tidslinje", f"Uppföljning {day}"),
            "en": ("Decisions", "Reasons", "Consents", "2 March 2026", "taken back 17 May 2026", "Disclosed",
                   "Timeline", f"Follow-up {day}"),
        }[language]  # fmt: skip
        own = ("Eleven får särskilt stöd åäö", "Hur skoldagen fungerar", "Att eleven ofta är trött")
        assert [one for one in (*said, *own) if one not in text] == []
        assert "utkast" not in text
        assert re.search(r"\d{4}-\d{2}-\d{2}", text) is None, "no day in figures"
        root: Any = reader.trailer["/Root"]
        assert root["/Lang"] == language
        assert tags.index("/H1") < tags.index("/H2") < tags.index("/TH")


async def test_lines_that_are_stricter_are_left_out(town: Town) -> None:
    """That somebody reported to social services is K4, in the timeline as in the record."""
    case = add_case(town.world)
    sent_ = await town.as_("kurator").post(f"/cases/{case}/reports", json={"kind": "SOCIAL_SERVICES"})
    other = await town.as_("kurator").post(f"/cases/{case}/reports", json={"kind": "WORK_ENVIRONMENT"})
    assert (sent_.status_code, other.status_code) == (201, 201)
    text = words(read(await printed(town, case)))
    assert text.count("Anmälan gjord") == 1


def test_every_type_of_event_has_words_and_lacks_none() -> None:
    for what in EventType:
        for language in ("sv", "en"):
            said = event_words(what, {}, "en" if language == "en" else "sv")
            assert said
            assert not said.endswith((":", " "))
    assert event_words("PHASE_CHANGED", {"phase": "Utredning"}, "sv") == "Gick till Utredning"


async def test_in_english_where_that_is_asked_for(town: Town) -> None:
    case = add_case(town.world)
    add_measure(town.world, case)
    text = words(read(await printed(town, case, language="en")))
    assert "Measures" in text
    assert "Page 1 of 1" in text


async def test_what_the_maker_may_not_read_is_not_in_it(town: Town) -> None:
    case = add_case(town.world)
    strict = (await town.as_("kurator").post(
        f"/cases/{case}/notes", json={"text": "Bara kretsen", "confidentiality": "K3"}
    )).status_code  # fmt: skip
    hidden = (await town.as_("kurator").post(
        f"/cases/{case}/notes", json={"text": "Bara de namngivna", "confidentiality": "K4"}
    )).status_code  # fmt: skip
    assert (strict, hidden) == (201, 201)
    by_head = await printed(town, case, "rektor")
    assert "Bara" not in words(read(by_head))
    by_owner = words(read(await printed(town, case)))
    assert "Bara kretsen" in by_owner
    assert "Bara de namngivna" not in by_owner
    assert [line["confidentiality"] for line in await lines(town, case)] == ["K3", "K2"]
    assert [line["confidentiality"] for line in await lines(town, case, "rektor")] == ["K2"]


async def test_what_a_branch_keeps_stays_there(town: Town) -> None:
    case = add_case(town.world, "skolskoterska", confidentiality="K3")
    note = {"text": "Inom EMI", "keptIn": "EMI"}
    kept = await town.as_("skolskoterska").post(f"/cases/{case}/notes", json=note)
    assert kept.status_code == 201, kept.text
    assert "Inom EMI" not in words(read(await printed(town, case, "skolskoterska")))


async def test_k3_needs_a_reason_and_k2_does_not(town: Town) -> None:
    open_case, strict = add_case(town.world), add_case(town.world, confidentiality="K3")
    assert (await printed(town, open_case, body={})).status_code == 201
    refused = await printed(town, strict, body={})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "EXPORT_REASON")
    assert await lines(town, strict) == []
    read(await printed(town, strict))
    rows = town.world.sql("SELECT reason, sealed IS NULL FROM case_exports WHERE case_id = %s", strict)
    assert rows == [(None, False)]
    assert [line["reason"] for line in await lines(town, strict)] == [WHY["reason"]]


async def test_k3_inside_a_k2_case_needs_a_reason_too(town: Town) -> None:
    case = add_case(town.world)
    await sent(town, case, "strikt.pdf", confidentiality="K3")
    refused = await printed(town, case, body={})
    assert refused.json()["errors"][0]["code"] == "EXPORT_REASON"
    assert (await printed(town, case, "rektor", body={})).status_code == 201


async def test_k4_is_never_printed(town: Town) -> None:
    case = add_case(town.world, confidentiality="K4")
    refused = await printed(town, case)
    assert (refused.status_code, refused.json()["code"]) == (409, "EXPORT_K4")
    offered = (await town.as_("kurator").get(f"/cases/{case}")).json()["allowedActions"]
    assert "case.export" not in offered
    assert "case.close" in offered


@pytest.mark.parametrize("role", ["INVESTIGATOR", "CONTRIBUTOR", "INFORMED"])
async def test_only_who_is_responsible_prints(town: Town, role: str) -> None:
    case = add_case(town.world, confidentiality="K3")
    let_in(town.world, case, "larare", role_in_case=role)
    answer = await printed(town, case, "larare")
    assert (answer.status_code, answer.json()["code"]) == (403, "A03")
    shown = (await town.as_("larare").get(f"/cases/{case}")).json()
    assert "case.export" not in shown["allowedActions"]


async def test_a_way_in_with_a_reason_prints_nothing(town: Town) -> None:
    case = add_case(town.world, confidentiality="K3")
    open_with_reason(town.world, case, "rektor")
    assert (await printed(town, case, "rektor")).status_code == 403


@pytest.mark.parametrize("who", ["rektor-2", "mentor", "admin", "utredare"])
async def test_others_do_not_know_of_it(town: Town, who: str) -> None:
    case = add_case(town.world)
    export = add_export(town.world, case)
    assert (await printed(town, case, who)).status_code == 404
    assert (await town.as_(who).get(f"/cases/{case}/exports/{export}")).status_code == 404


async def test_it_is_registered_and_not_kept(town: Town) -> None:
    student = add_student(town.world)
    case = add_case(town.world, students=(student,))
    answer = await printed(town, case)
    (line,) = await lines(town, case)
    assert line["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert line["size"] == len(answer.content)
    where = answer.headers["location"].removeprefix("/samsyn/v1")
    assert (await town.as_("kurator").get(where)).json() == line
    events = (await town.as_("kurator").get(f"/cases/{case}/events")).json()["items"]
    assert [(e["type"], e["refId"]) for e in events] == [("EXPORTED", line["id"])]
    logged = town.world.sql(
        "SELECT purpose, student_ids FROM audit_access WHERE action = 'case.export' AND tenant_id = %s",
        town.world.tenant,
    )
    assert logged == [("DOCUMENT_OUT", [student])]
    assert town.world.sql("SELECT 1 FROM blobs WHERE tenant_id = %s", town.world.tenant) == []


async def test_with_a_protected_pupil_nothing_is_printed(town: Town) -> None:
    """C15, also where the protection is newer than the case and its class has not followed."""
    pupil = add_student(town.world)
    case = add_case(town.world, students=(pupil,))
    assert (await printed(town, case)).status_code == 201
    town.world.sql("UPDATE students SET protection_level = 'PROTECTED_REGISTRATION' WHERE id = %s", pupil)
    answer = await printed(town, case)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "C15")
    assert len(await lines(town, case)) == 1


async def test_what_cannot_be_set_leaves_no_line(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: Any, **__: Any) -> bytes:
        raise PdfError("too large")

    monkeypatch.setattr(export_case, "typeset", fails)
    case = add_case(town.world)
    answer = await printed(town, case)
    assert (answer.status_code, answer.json()["code"]) == (409, "EXPORT_FAILED")
    assert await lines(town, case) == []


async def test_a_register_follows_its_case_to_k4(town: Town) -> None:
    case = add_case(town.world)
    await printed(town, case)
    up = await town.as_("kurator").patch(
        f"/cases/{case}", 1, json={"confidentiality": "K4", "classReason": "Skyddsbehov"}
    )
    assert up.status_code == 200, up.text
    assert [line["confidentiality"] for line in await lines(town, case)] == ["K4"]
    assert (await printed(town, case)).status_code == 409


def test_every_word_stands_in_both_languages() -> None:
    assert all(sv.strip() and en.strip() for sv, en in WORDS.values())
