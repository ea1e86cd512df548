"""Searching inside one open case: all that the caller reads there, and not one word of what they do not."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from samsyn.cases.rules.pieces import piece_of, words_of
from tests.conftest import Town
from tests.domains.cases.calls import opened
from tests.factories.cases import add_case, add_measure, add_note, let_in, open_with_reason
from tests.factories.pupils import add_student

SAID = "Örjan är trött på morgonen, och Omplaceringen i klassrummet hjälpte."


async def sought(town: Town, case: Any, words: str, who: str = "kurator", **more: Any) -> httpx.Response:
    return await town.as_(who).post("/case-searches", json={"words": words, "caseId": str(case), **more})


async def found(town: Town, case: Any, words: str, who: str = "kurator") -> list[str]:
    answer = await sought(town, case, words, who)
    assert answer.status_code == 200, answer.text
    return [hit["foundIn"] for hit in answer.json()["items"]]


async def noted(town: Town, confidentiality: str, text: str = SAID) -> str:
    """A case with the text in a note of that class, written through the API and so sealed from K3."""
    case = await opened(town)
    body = {"text": text, "confidentiality": confidentiality}
    answer = await town.as_("kurator").post(f"/cases/{case['id']}/notes", json=body)
    assert answer.status_code == 201, answer.text
    return str(case["id"])


@pytest.mark.parametrize("confidentiality", ["K2", "K3", "K4"])
@pytest.mark.parametrize("words", ["placering", "ÖRJAN", "trött klassrum", "klassrummet"])
async def test_whatever_its_class(town: Town, confidentiality: str, words: str) -> None:
    case = await noted(town, confidentiality)
    assert await found(town, case, words) == ["NOTE"]
    assert await found(town, case, "matsalen") == []
    assert await found(town, case, "trött matsalen") == []
    assert await found(town, case, "orjan") == []


async def test_a_hit_shows_its_piece_and_nothing_is_markup(town: Town) -> None:
    case = await noted(town, "K3", "<script>alert(1)</script> placering " + "å" * 400)
    hit = (await sought(town, case, "placering")).json()["items"][0]
    assert (hit["id"], hit["mayOpen"], hit["foundIn"]) == (case, True, "NOTE")
    assert [part["text"] for part in hit["pieces"] if part["hit"]] == ["placering"]
    assert "".join(part["text"] for part in hit["pieces"]).startswith("<script>")
    assert len("".join(part["text"] for part in hit["pieces"])) < 300


async def test_each_text_by_its_own_class(town: Town) -> None:
    case = await noted(town, "K4")
    add_measure(town.world, UUID(case), description="Ny placering")
    for who, expected in (("kurator", ["MEASURE", "NOTE"]), ("rektor", ["MEASURE"])):
        assert await found(town, case, "placering", who) == expected


async def test_a_case_that_is_not_ones_own_is_not_there(town: Town, other_town: Town) -> None:
    strict, unit = await noted(town, "K3"), add_case(town.world, confidentiality="K3")
    add_note(town.world, unit, None, sealed=b"x")
    nothing = await sought(town, uuid4(), "placering")
    assert nothing.status_code == 404
    for who in ("larare", "mentor", "rektor-2", "kurator-2", "admin", "chef"):
        answer = await sought(town, strict, "placering", who)
        assert (answer.status_code, answer.json()["code"]) == (404, nothing.json()["code"]), who
    assert (await sought(town, unit, "placering", "rektor")).status_code == 404
    for who in ("kurator", "rektor"):
        assert (await sought(other_town, strict, "placering", who)).status_code == 404


async def test_an_ended_assignment_searches_nothing(town: Town) -> None:
    case = add_case(town.world)
    add_note(town.world, case, SAID)
    let_in(town.world, case, "larare")
    assert await found(town, case, "placering", "larare") == ["NOTE"]
    person = town.world.people["larare"]
    town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", person)
    assert (await sought(town, case, "placering", "larare")).status_code == 404


async def test_opened_with_a_reason_it_stops_at_k4(town: Town) -> None:
    world = town.world
    case, strictest = add_case(world, confidentiality="K3"), add_case(world, confidentiality="K4")
    open_with_reason(world, case, "rektor")
    open_with_reason(world, strictest, "rektor")
    text = {"text": SAID, "confidentiality": "K4"}
    assert (await town.as_("kurator").post(f"/cases/{case}/notes", json=text)).status_code == 201
    text = {"text": SAID, "confidentiality": "K3"}
    assert (await town.as_("kurator").post(f"/cases/{case}/notes", json=text)).status_code == 201
    assert await found(town, case, "placering", "rektor") == ["NOTE"]
    assert len(await found(town, case, "placering")) == 2
    assert (await sought(town, strictest, "placering", "rektor")).status_code == 404


async def test_a_note_of_a_branch_is_found_by_its_branch_alone(town: Town) -> None:
    case = await opened(town)
    let_in(town.world, UUID(case["id"]), "psykolog")
    kept = {"text": SAID, "confidentiality": "K3", "keptIn": "EPI"}
    answer = await town.as_("psykolog").post(f"/cases/{case['id']}/notes", json=kept)
    assert answer.status_code == 201, answer.text
    assert await found(town, case["id"], "placering", "psykolog") == ["NOTE"]
    assert await found(town, case["id"], "placering", "kurator") == []


async def test_words_leave_no_trace(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    pupil = add_student(town.world)
    case = add_case(town.world, students=(pupil,))
    add_note(town.world, case, "Zebrafinken sjöng")
    with caplog.at_level(logging.DEBUG):
        assert await found(town, case, "zebrafink") == ["NOTE"]
    assert "zebrafink" not in caplog.text.lower()
    rows = town.world.sql(
        "SELECT a::text, object_ids, student_ids FROM audit_access a"
        " WHERE action = 'case.search' AND actor_id = %s",
        town.world.people["kurator"],
    )
    assert [row[1:] for row in rows] == [([case], [pupil])]
    assert "zebrafink" not in rows[0][0].lower()


@pytest.mark.parametrize("words", ["diagnosen adhd", "20120229-2384"])
async def test_the_ban_holds_here_too(town: Town, words: str) -> None:
    answer = await sought(town, add_case(town.world), words)
    assert (answer.status_code, answer.json()["code"]) == (403, "SEARCH_BAN")


@pytest.mark.parametrize(("sought", "text", "hits"), [
    ("a.c", "abc a.c", ["a.c"]),
    ("(((", "före ((( efter", ["((("]),
    ("läs läsa", "Läsa", ["Läsa"]),
    ("ÅÄÖ", "xåäöx", ["åäö"]),
    ("två ord", "ord\ntvå", ["ord", "två"]),
])  # fmt: skip
def test_pieces(sought: str, text: str, hits: list[str]) -> None:
    piece = piece_of([None, "", text], words_of(sought))
    assert piece is not None
    assert [bit for bit, hit in piece if hit] == hits
    assert "".join(bit for bit, _ in piece) == text


def test_a_long_text_is_cut_around_the_word() -> None:
    text = "början " * 200 + "nålen" + " slutet" * 200
    piece = piece_of([text], words_of("nålen"))
    assert piece is not None
    shown = "".join(bit for bit, _ in piece)
    assert len(shown) <= 220
    assert "nålen" in shown
    assert shown.startswith("början")


def test_words_that_stand_in_different_rows_are_no_hit() -> None:
    assert piece_of(["ett", "två"], words_of("ett två")) is not None
    assert piece_of(["ett"], words_of("ett två")) is None
    assert piece_of(["ett"], words_of("  ")) is None
