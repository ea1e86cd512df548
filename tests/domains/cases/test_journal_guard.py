"""The guard of journal content in every free text of a case: warned about, kept with a reason, never in the
way of a report or of a child's own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from pydantic.alias_generators import to_camel

from samsyn.cases import Guarded
from tests.conftest import Town
from tests.domains.cases.calls import code, in_days
from tests.domains.cases.journal_texts import BUILDERS, entered, findings, pupils, voice
from tests.domains.cases.journal_texts import answer as own_answer
from tests.domains.cases.test_agreed import Taught
from tests.domains.cases.test_answer_links import Link
from tests.domains.cases.test_contributions import HOSTILE

WORDS = "Läkaren har satt diagnosen adhd efter samtalet i våras. Åäö"
WHY = "Eleven har själv berättat det för klassen och vill att det står här"


INSIDE: dict[str, list[tuple[Any, str]]] = {
    "interests": [([{"interest": "EDUCATION", "text": WORDS}], "/interests/0/text")],
    "programme": [
        ({"needs": WORDS}, "/programme/needs"),
        ({"studentPart": WORDS}, "/programme/studentPart"),
        ({"measures": [{"text": "Ett"}, {"text": WORDS}]}, "/programme/measures/1/text"),
        (
            {"guardians": [{"name": "Ett", "participated": "YES", "view": WORDS[:200]}]},
            "/programme/guardians/0/view",
        ),
    ],
}
"""What is written deeper in a body, and where it is found."""


ELSEWHERE = {"ObservationIn": "test_a_note_of_so_gor_vi_is_warned_about"}
"""Kept with the row itself: whoever writes it knows of no case that would tell of it."""


def bodies(base: type[Guarded] = Guarded) -> Iterator[type[Guarded]]:
    for one in base.__subclasses__():
        yield one
        yield from bodies(one)


def texts() -> Iterator[Any]:
    for body in sorted(bodies(), key=lambda one: one.__name__):
        if body.__name__ in ELSEWHERE:
            continue
        for name in body.WATCHED:
            place = to_camel(name)
            for value, pointer in INSIDE.get(name, [(WORDS, f"/{place}")]):
                yield pytest.param(body.__name__, place, value, pointer, id=f"{body.__name__}{pointer}")


def kept(town: Town, case: UUID | str) -> list[tuple[Any, ...]]:
    return town.world.sql(
        "SELECT data, confidentiality FROM case_events WHERE case_id = %s AND type = 'JOURNAL_WORDS_KEPT'",
        case,
    )


def logged(town: Town, case: UUID | str) -> list[tuple[Any, ...]]:
    return town.world.sql(
        "SELECT student_ids, purpose, a::text FROM audit_access a"
        " WHERE action = 'case.keep-journal-words' AND object_ids = ARRAY[%s::uuid]",
        case,
    )


@pytest.mark.parametrize(("body", "place", "value", "pointer"), [*texts()])
async def test_every_text_is_warned_about_and_kept_with_a_reason(
    town: Town, body: str, place: str, value: Any, pointer: str
) -> None:
    send = await BUILDERS[body](town)
    refused = await send(town, **{place: value}, journalReason=" ")
    assert code(refused) == (422, "JOURNAL_CONTENT"), refused.text
    assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]
    assert "diagnos, adhd" in refused.json()["errors"][0]["detail"]
    assert "Läkaren" not in refused.text
    assert (kept(town, send.case), logged(town, send.case)) == ([], [])
    answer = await send(town, **{place: value}, journalReason=WHY)
    assert answer.status_code in (200, 201), answer.text
    pupils = town.world.sql("SELECT student_id FROM case_students WHERE case_id = %s", send.case)
    known = [pupil for (pupil,) in pupils] if send.sees_case else []
    (event,), (row,) = kept(town, send.case), logged(town, send.case)
    assert event[0] == {"kinds": "DIAGNOSIS"}
    assert row[:2] == (known, "JOURNAL_WORDS")
    assert "klassen" not in row[2], "the log holds no reason"


def test_no_body_that_is_watched_is_left_out() -> None:
    assert {one.__name__ for one in bodies()} == set(BUILDERS) | set(ELSEWHERE)
    assert set(ELSEWHERE.values()) <= globals().keys()


@pytest.mark.parametrize("secrecy", ["K3", "K4"])
async def test_the_reason_is_sealed_with_what_it_is_about(town: Town, secrecy: str) -> None:
    case = pupils(town, confidentiality=secrecy)
    body = {"description": WORDS, "followUpOn": in_days(town, 14), "journalReason": WHY}
    made = await town.as_("kurator").post(f"/cases/{case}/measures", json=body)
    assert made.status_code == 201, made.text
    assert kept(town, case) == [({"kinds": "DIAGNOSIS"}, secrecy)]
    rows = town.world.sql(
        "SELECT text, sealed IS NULL FROM case_events WHERE case_id = %s AND type = 'JOURNAL_WORDS_KEPT'",
        case,
    )
    assert rows == [(None, False)]
    events = (await town.as_("kurator").get(f"/cases/{case}/events")).json()["items"]
    assert [one["text"] for one in events if one["type"] == "JOURNAL_WORDS_KEPT"] == [WHY]


async def test_hostile_text_is_a_text_like_others(town: Town) -> None:
    case = pupils(town)
    body = {"description": f"{HOSTILE} ADHD", "followUpOn": in_days(town, 14)}
    path = f"/cases/{case}/measures"
    refused = await town.as_("kurator").post(path, json=body)
    assert code(refused) == (422, "JOURNAL_CONTENT")
    assert "onerror" not in refused.text
    made = await town.as_("kurator").post(path, json=body | {"journalReason": HOSTILE})
    assert made.status_code == 201, made.text
    events = (await town.as_("kurator").get(f"/cases/{case}/events")).json()["items"]
    assert HOSTILE in [event["text"] for event in events]


async def test_words_that_were_let_in_are_not_asked_about_again(town: Town) -> None:
    send = await findings(town)
    first = await send(town, causeAnalysis=WORDS, journalReason=WHY)
    send.version = first.json()["version"]
    more = await send(town, causeAnalysis=f"{WORDS} Provar korta pass.")
    assert more.status_code == 200, more.text
    send.version = more.json()["version"]
    other = await send(town, causeAnalysis=f"{WORDS} WISC")
    assert code(other) == (422, "JOURNAL_CONTENT")
    assert other.json()["errors"][0]["detail"].endswith(": wisc.")
    assert len(kept(town, send.case)) == 1


async def test_a_note_of_so_gor_vi_is_warned_about(town: Town) -> None:
    """The teacher says why; those who work with the case read it beside the note, and nobody else does."""
    taught = Taught(town)
    await taught.share()
    (row,) = await taught.seen()
    refused = await taught.observe(row["id"], works=False, note=WORDS)
    assert code(refused) == (422, "JOURNAL_CONTENT")
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/note"]
    assert (await taught.seen())[0]["today"] is None
    kept_one = await taught.observe(row["id"], works=False, note=WORDS, journalReason=WHY)
    assert kept_one.status_code == 201, kept_one.text
    assert "journalReason" not in kept_one.text
    again = await taught.observe(row["id"], works=True, note=f"{WORDS} Bättre i dag.")
    assert again.status_code == 201, "words that were let in are not asked about again"
    (answer,) = await observed(taught)
    assert (answer["works"], answer["journalReason"]) == (True, WHY)
    stored = town.world.sql("SELECT journal_reason FROM agreed_observations WHERE agreed_id = %s", row["id"])
    assert b"klassen" not in bytes(stored[0][0])
    log = "SELECT student_ids, purpose, a::text FROM audit_access a WHERE action = 'case.keep-journal-words'"
    rows = town.world.sql(f"{log} AND object_ids = ARRAY[%s::uuid]", row["id"])
    assert [entry[:2] for entry in rows] == [([taught.pupil], "JOURNAL_WORDS")]
    assert "klassen" not in rows[0][2]
    await taught.observe(row["id"], works=True, note="Lugnt i dag")
    assert [one["journalReason"] for one in await observed(taught)] == [None]


async def observed(taught: Taught) -> list[dict[str, Any]]:
    (measure,) = (await taught.town.as_("kurator").get(f"/cases/{taught.case}/measures")).json()["items"]
    return list(measure["observations"])


async def test_an_answer_of_ones_own_is_not_asked_about_again_at_sorting(town: Town) -> None:
    """Whoever wrote it was asked; the line about it is K3, as the answer is."""
    send = await own_answer(town)
    assert (await send(town, answer=WORDS, journalReason=WHY)).status_code == 201
    assert kept(town, send.case) == [({"kinds": "DIAGNOSIS"}, "K3")]
    path = send.path.replace("/me/questions", f"/cases/{send.case}/contributions").replace(
        "answer", "sorting"
    )
    done = await town.as_("kurator").post(path, json={"confidentiality": "K3"}, headers={"if-match": '"2"'})
    assert done.status_code == 201, done.text
    events = (await town.as_("kurator").get(f"/cases/{send.case}/events")).json()["items"]
    assert [one["text"] for one in events if one["type"] == "JOURNAL_WORDS_KEPT"] == [WHY]


# What it never stands in the way of -------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["CONVERSATION", "WRITTEN", "AAC", "VIA_TRUSTED_ADULT"])
async def test_a_child_says_what_it_says(town: Town, method: str) -> None:
    send = await voice(town)
    said = {"perspective": "CHILD_OWN", "method": method, "content": "Jag har adhd och vill ha paus"}
    assert (await send(town, **said)).status_code == 201
    assert kept(town, send.case) == []


async def test_what_somebody_saw_is_not_what_the_child_said(town: Town) -> None:
    send = await voice(town)
    seen = {"perspective": "CHILD_OWN", "method": "OBSERVATION", "content": WORDS}
    assert code(await send(town, **seen)) == (422, "JOURNAL_CONTENT")


async def test_an_answer_by_link_comes_in_and_is_warned_about_when_sorted(town: Town) -> None:
    link = await Link.make(town)
    assert (await link.answer(WORDS)).status_code == 200
    (answered,) = await link.asked.listed()
    refused = await link.asked.act(answered, "sorting", confidentiality="K3")
    assert code(refused) == (422, "JOURNAL_CONTENT")
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/confidentiality"]
    assert "Läkaren" not in refused.text
    done = await link.asked.act(answered, "sorting", confidentiality="K3", journalReason=WHY)
    assert done.status_code == 201, done.text
    assert kept(town, link.asked.case) == [({"kinds": "DIAGNOSIS"}, "K3")]
    (again,) = await link.asked.listed()
    assert (await link.asked.act(again, "sorting", confidentiality="K4")).status_code == 201, "once is enough"


async def test_what_staff_wrote_in_is_asked_about_once(town: Town) -> None:
    send = await entered(town)
    assert (await send(town, answer=WORDS, journalReason=WHY)).status_code == 201
    path = send.path.replace("/answer", "/sorting")
    body = {"confidentiality": "K3"}
    done = await town.as_("kurator").post(path, json=body, headers={"if-match": '"2"'})
    assert done.status_code == 201, done.text


@pytest.mark.parametrize("case_type", ["CHILD_WELFARE_REPORT", "POLICE_REPORT"])
@pytest.mark.parametrize(("body", "place"), [
    ("NoteIn", "text"), ("CaseMinutesIn", "text"), ("MeasureIn", "description"), ("ChildVoiceIn", "content"),
    ("DisclosureIn", "what"),
])  # fmt: skip
async def test_in_a_report_nothing_waits_for_it(town: Town, body: str, place: str, case_type: str) -> None:
    """C12: kept without a reason, and logged all the same."""
    send = await BUILDERS[body](town)
    for table in ("cases", "case_heads"):
        town.world.sql(f"UPDATE {table} SET case_type = %s WHERE id = %s", case_type, send.case)
    made = await send(town, **{place: WORDS})
    assert made.status_code == 201, made.text
    assert len(kept(town, send.case)) == len(logged(town, send.case)) == 1


async def test_a_report_to_social_services_says_what_it_has_to(town: Town) -> None:
    """C12, from any case."""
    case = pupils(town)
    body = {"kind": "SOCIAL_SERVICES", "about": WORDS, "receiver": "Socialjouren, insulin"}
    made = await town.as_("kurator").post(f"/cases/{case}/reports", json=body)
    assert made.status_code == 201, made.text
    assert kept(town, case) == []
