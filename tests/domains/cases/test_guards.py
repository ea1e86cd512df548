"""Guards: journal content is warned about, and what may not be searched for is refused everywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from samsyn.cases.rules.journal import JournalKind, found_in, journal_words
from tests.conftest import Town
from tests.factories.cases import add_case

ROOT = Path(__file__).resolve().parents[3]
WHY = "Eleven har själv berättat det för klassen och vill att det står här"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Utredningen visar ADHD.", ["adhd"]),
        ("Har adhd-diagnos och tar Concerta", ["adhd", "diagnos", "concerta"]),
        ("Autismen och dyslexin", ["autism", "dyslexi"]),
        ("WISC-V: indexpoäng 85, percentil 16", ["wisc", "indexpoäng", "percentil"]),
        ("Medicineringen med metylfenidat", ["medicinering", "metylfenidat"]),
        ("intellektuell  funktionsnedsättning", ["intellektuell funktionsnedsättning"]),
        ("Psykosociala frågor, psykologen och en stabil kamratgrupp", []),
        ("Basketen, kastet, vargadetta och Dragkampen", []),
        ("Sitter nära tavlan. Instruktion även i skrift.", []),
        ("", []),
    ],
)
def test_words_of_a_journal(text: str, words: list[str]) -> None:
    assert [word.said for word in found_in(text)] == words


def test_every_word_of_the_list_is_found_as_it_stands_and_once() -> None:
    said = [word.said for word in journal_words()]
    assert len(set(said)) == len(said) >= 60
    assert {word.kind for word in journal_words()} == set(JournalKind)
    for word in journal_words():
        assert word in found_in(f"Hon sa: {word.said.upper()}!"), word.said


async def note(town: Town, case: UUID, **more: Any) -> httpx.Response:
    body = {"text": "Läkaren har satt diagnosen adhd. Åäö", **more}
    return await town.as_("kurator").post(f"/cases/{case}/notes", json=body)


@pytest.mark.parametrize("reason", [None, "", "   "])
async def test_a_note_with_journal_content_is_warned_about_with_its_words(
    town: Town, reason: str | None
) -> None:
    case = add_case(town.world)
    refused = await note(town, case, journalReason=reason)
    assert (refused.status_code, refused.json()["code"]) == (422, "JOURNAL_CONTENT")
    error = refused.json()["errors"][0]
    assert error["pointer"] == "/text"
    assert "diagnos, adhd" in error["detail"]
    assert "Läkaren" not in refused.text
    assert town.world.sql("SELECT count(*) FROM case_notes WHERE case_id = %s", case) == [(0,)]


async def test_the_override_is_kept_with_its_reason_and_logged_without_it(town: Town) -> None:
    case = add_case(town.world)
    assert (await note(town, case, journalReason=WHY, confidentiality="K3")).status_code == 201
    events = (await town.as_("kurator").get(f"/cases/{case}/events")).json()["items"]
    kept = next(event for event in events if event["type"] == "JOURNAL_WORDS_KEPT")
    assert (kept["text"], kept["data"], kept["confidentiality"]) == (WHY, {"kinds": "DIAGNOSIS"}, "K3")
    rows = town.world.sql(
        "SELECT purpose, a::text FROM audit_access a"
        " WHERE action = 'case.keep-journal-words' AND object_ids = ARRAY[%s]",
        case,
    )
    assert [row[0] for row in rows] == ["JOURNAL_WORDS"]
    assert "klassen" not in rows[0][1]


async def test_an_ordinary_note_asks_for_nothing(town: Town) -> None:
    case = add_case(town.world)
    assert (await note(town, case, text="Samtal med mentor")).status_code == 201


@pytest.mark.parametrize("case_type", ["CHILD_WELFARE_REPORT", "POLICE_REPORT"])
async def test_a_report_never_waits_for_it(town: Town, case_type: str) -> None:
    """C12."""
    case = add_case(town.world, case_type=case_type, confidentiality="K4")
    assert (await note(town, case)).status_code == 201


# What may not be searched for -------------------------------------------------------------------------------

NAMES = (
    "diagnosis",
    "Diagnos",
    "test_result",
    "personnummer",
    "personalIdentityNumber",
    "medication",
    "religion",
)
SEARCHES = ("/case-searches", "/student-searches")


def lists() -> list[str]:
    """Every address without an id that answers GET, as the contract says."""
    paths = json.loads((ROOT / "openapi" / "openapi.json").read_text("utf-8"))["paths"]
    found = [path for path, operations in paths.items() if "get" in operations and "{" not in path]
    assert len(found) >= 25
    return sorted(found)


@pytest.mark.parametrize("path", lists())
async def test_no_list_takes_a_filter_that_may_not_be_searched(shared_town: Town, path: str) -> None:
    """Whoever may not see the list at all is told that first."""
    for query in ("diagnosis=x", "type=20120229-2384"):
        answer = await shared_town.as_("rektor").get(f"{path}?{query}")
        assert answer.status_code == 403, (path, query, answer.text)
        assert answer.json()["code"] in ("SEARCH_BAN", "A03"), (path, query)


@pytest.mark.parametrize("name", NAMES)
async def test_however_it_is_written(shared_town: Town, name: str) -> None:
    answer = await shared_town.as_("larare").get(f"/cases?{name}=x")
    assert (answer.status_code, answer.json()["code"]) == (403, "SEARCH_BAN")


@pytest.mark.parametrize("path", SEARCHES)
@pytest.mark.parametrize("name", NAMES)
async def test_no_search_takes_a_field_that_may_not_be_searched(town: Town, path: str, name: str) -> None:
    answer = await town.as_("larare").post(path, json={"words": "klassrum", name: "x"})
    assert (answer.status_code, answer.json()["code"]) == (403, "SEARCH_BAN")


@pytest.mark.parametrize(
    "words", ["adhd", "elever med diagnos", "Concerta", "autism åk 5", "20120229-2384", "WISC"]
)
async def test_words_that_may_not_be_searched_for(town: Town, words: str) -> None:
    answer = await town.as_("kurator").post("/case-searches", json={"words": words})
    assert (answer.status_code, answer.json()["code"]) == (403, "SEARCH_BAN")
    assert words not in answer.text


async def test_a_number_of_a_case_is_no_number_of_a_person(town: Town) -> None:
    assert (await town.as_("kurator").post("/case-searches", json={"words": "BJ-26-014"})).status_code == 200


async def test_nobody_is_told_of_a_ban_before_they_are_known(town: Town) -> None:
    assert (await town.anonymous().get("/cases?diagnosis=x")).status_code == 401
