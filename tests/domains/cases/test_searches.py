"""Searching in cases: what is found, by whom, and what leaves no trace."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest

from samsyn.cases.statements.searches import SOURCES
from tests.conftest import Town
from tests.domains.cases.calls import opened
from tests.domains.cases.test_walls import as_
from tests.factories.cases import add_case, add_measure, add_note, add_voice, let_in, open_with_reason
from tests.factories.pupils import add_student

SAID = "Placeringen i klassrummet ändrades och Örjan provade hörlurar."


async def sought(town: Town, words: str, who: str = "kurator", **more: Any) -> httpx.Response:
    return await town.as_(who).post("/case-searches", json={"words": words, **more})


async def found(town: Town, words: str, who: str = "kurator", **more: Any) -> list[str]:
    answer = await sought(town, words, who, **more)
    assert answer.status_code == 200, answer.text
    return [hit["id"] for hit in answer.json()["items"]]


@pytest.mark.parametrize(
    "words", ["klassrum", "KLASSRUMMET placering", "hörlurar", "örjan", "ändra placeringarna"]
)
async def test_swedish_words_in_any_form_and_case(town: Town, words: str) -> None:
    case = add_case(town.world)
    add_note(town.world, case, SAID)
    assert await found(town, words) == [str(case)]


@pytest.mark.parametrize(
    "words", ["horlurar", "klassrum matsal", "och i", "!! ((", "klassrum:*", "-klassrummet bibliotek"]
)
async def test_what_does_not_stand_there(town: Town, words: str) -> None:
    """Nor words that stand everywhere, nor what looks like a query language."""
    add_note(town.world, add_case(town.world), SAID)
    expected = words == "klassrum:*"
    assert bool(await found(town, words)) == expected


async def test_a_hit_shows_number_type_phase_and_a_piece(town: Town) -> None:
    case = add_case(town.world)
    add_note(town.world, case, "<b>Förr</b> " + SAID)
    hit = (await sought(town, "klassrum")).json()["items"][0]
    assert (hit["foundIn"], hit["mayOpen"], hit["phase"], hit["confidentiality"]) == (
        "NOTE",
        True,
        "INVESTIGATION",
        "K2",
    )
    assert hit["caseType"]["code"] == "SPECIAL_SUPPORT"
    assert [part["text"] for part in hit["pieces"] if part["hit"]] == ["klassrummet"]
    assert "".join(part["text"] for part in hit["pieces"]).startswith("Förr")


async def test_in_everything_that_is_written(town: Town) -> None:
    for add, text, name in ((add_voice, "content", "CHILD_VOICE"), (add_measure, "description", "MEASURE")):
        case = add_case(town.world)
        add(town.world, case, **{text: f"Gungställningen {name}"})
        hits = (await sought(town, f"gungställning {name}")).json()["items"]
        assert [(hit["id"], hit["foundIn"]) for hit in hits] == [(str(case), name)]


MAY = {
    "K2": {"kurator", "larare", "rektor", "bitradande"},
    "K3": set(),
    "K4": set(),
}


@pytest.mark.parametrize("confidentiality", MAY)
async def test_only_what_the_caller_may_open(town: Town, confidentiality: str) -> None:
    case = await opened(town)
    let_in(town.world, UUID(case["id"]), "larare")
    body = {"text": SAID, "confidentiality": confidentiality}
    assert (await town.as_("kurator").post(f"/cases/{case['id']}/notes", json=body)).status_code == 201
    everybody = (
        "kurator",
        "larare",
        "rektor",
        "bitradande",
        "psykolog",
        "mentor",
        "rektor-2",
        "kurator-2",
        "chef",
        "admin",
    )
    assert {who for who in everybody if await found(town, "klassrum", who)} == MAY[confidentiality]


async def test_another_municipality_finds_nothing(town: Town, other_town: Town) -> None:
    add_note(town.world, add_case(town.world), SAID)
    for who in ("kurator", "rektor", "utredare"):
        assert await found(other_town, "klassrum", who) == []


async def test_the_organisers_case_officer_finds_what_reaches_them(town: Town) -> None:
    past = add_case(town.world, None, reach="ORGANISER", case_type="DEGRADING")
    add_note(town.world, past, SAID)
    add_note(town.world, add_case(town.world), SAID)
    assert await found(town, "klassrum", "utredare") == [str(past)]
    assert str(past) not in await found(town, "klassrum", "rektor")


async def test_an_ended_assignment_finds_nothing(town: Town) -> None:
    case = add_case(town.world)
    add_note(town.world, case, SAID)
    let_in(town.world, case, "larare")
    assert await found(town, "klassrum", "larare") == [str(case)]
    person = town.world.people["larare"]
    town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", person)
    assert await found(town, "klassrum", "larare") == []


async def test_raising_takes_the_lexemes_away_in_the_same_transaction(town: Town) -> None:
    case = await opened(town)
    notes = f"/cases/{case['id']}/notes"
    assert (await town.as_("kurator").post(notes, json={"text": SAID})).status_code == 201
    assert lexemes(town, case["id"]) == 1
    version = (await town.as_("kurator").get(f"/cases/{case['id']}")).json()["version"]
    path, sent = f"/cases/{case['id']}/classification", {"confidentiality": "K3"}
    answer = await town.as_("kurator").post(path, json=sent, headers={"if-match": f'"{version}"'})
    assert answer.status_code == 201, answer.text
    assert lexemes(town, case["id"]) == 0
    assert await found(town, "klassrum") == []
    assert await found(town, case["number"]) == [case["id"]]


def lexemes(town: Town, case: str) -> int:
    rows = town.world.sql("SELECT count(*) FROM case_lexemes WHERE case_id = %s", case)
    return int(rows[0][0])


async def test_a_changed_text_is_found_by_its_new_words_alone(town: Town) -> None:
    case = add_case(town.world)
    measure = add_measure(town.world, case, description="Gungställning")
    town.world.sql("UPDATE case_measures SET description = 'Läshörna' WHERE id = %s", measure)
    assert (await found(town, "gungställning"), await found(town, "läshörna")) == ([], [str(case)])


@pytest.mark.parametrize(("confidentiality", "who", "opens"), [
    ("K2", "rektor", True), ("K2", "psykolog", False), ("K3", "rektor", False), ("K3", "kurator", True),
    ("K4", "kurator", True),
])  # fmt: skip
async def test_by_number(town: Town, confidentiality: str, who: str, opens: bool) -> None:
    number = f"BJ-26-{100 + uuid4().int % 899}"
    case = add_case(town.world, confidentiality=confidentiality, number=number)
    hits = (await sought(town, number.lower(), who)).json()["items"]
    assert [(hit["id"], hit["mayOpen"], hit["foundIn"], hit["pieces"]) for hit in hits] == [
        (str(case), opens, None, [])
    ]
    assert (hits[0]["confidentiality"] is None) != opens


@pytest.mark.parametrize(("confidentiality", "who"), [("K4", "rektor"), ("K3", "larare"), ("K2", "rektor-2")])
async def test_a_number_that_is_not_ones_to_know(town: Town, confidentiality: str, who: str) -> None:
    number = f"BJ-26-{100 + uuid4().int % 899}"
    add_case(town.world, confidentiality=confidentiality, number=number)
    answer, nothing = await sought(town, number, who), await sought(town, "BJ-26-9999", who)
    assert (answer.status_code, answer.json()) == (200, nothing.json())


async def test_page_after_page_without_doubles(town: Town) -> None:
    cases = {str(add_case(town.world)) for _ in range(7)}
    for number, case in enumerate(sorted(cases)):
        add_note(town.world, UUID(case), f"Skolgården {number}")
        add_note(town.world, UUID(case), f"Skolgården igen {number}")
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(4):
        answer = (await sought(town, "skolgård", limit=2, **({"cursor": cursor} if cursor else {}))).json()
        seen += [hit["id"] for hit in answer["items"]]
        cursor = answer["nextCursor"]
    assert (sorted(seen), cursor) == (sorted(cases), None)
    forged = await sought(town, "skolgård", cursor="eyJ4IjoxfQ.AAAA")
    assert forged.status_code == 400


async def test_words_leave_no_trace(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    pupil = add_student(town.world)
    case = add_case(town.world, students=(pupil,))
    add_note(town.world, case, "Zebrafinken sjöng")
    with caplog.at_level(logging.DEBUG):
        answer = await sought(town, "zebrafink")
    assert "zebrafink" not in caplog.text.lower()
    assert "zebrafink" not in str(answer.headers).lower()
    rows = town.world.sql(
        "SELECT a::text, object_ids, student_ids FROM audit_access a"
        " WHERE action = 'case.search' AND actor_id = %s",
        town.world.people["kurator"],
    )
    assert [row[1:] for row in rows] == [([case], [pupil])]
    assert "zebrafink" not in rows[0][0].lower()
    assert (await town.as_("kurator").get("/case-searches?words=zebrafink")).status_code == 405


async def test_a_search_that_finds_nothing_is_logged_too(town: Town) -> None:
    await sought(town, "ingenting alls", "larare")
    rows = town.world.sql(
        "SELECT object_ids FROM audit_access WHERE action = 'case.search' AND actor_id = %s",
        town.world.people["larare"],
    )
    assert rows == [([],)]


async def test_what_was_opened_with_a_reason_is_no_wider(town: Town) -> None:
    """Class K3: nothing of it lies in the lexemes."""
    case = add_case(town.world, confidentiality="K3")
    open_with_reason(town.world, case, "rektor")
    add_note(town.world, case, None, sealed=b"x")
    assert await found(town, "klassrum", "rektor") == []


# The wall ---------------------------------------------------------------------------------------------------


def test_nobody_reads_lexemes_but_the_function(town: Town) -> None:
    add_note(town.world, add_case(town.world), SAID)
    for table in ("case_lexemes", "case_lexemes_00"):
        with as_(town, "rektor") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"SELECT * FROM {table}")


CALL = "SELECT * FROM find_case_words('klassrum', %s, %s, true, 'infinity', %s, 200)"


def test_the_function_answers_for_its_own_tenant_whatever_it_is_asked(town: Town, other_town: Town) -> None:
    world, last = town.world, UUID(int=(1 << 128) - 1)
    case = add_case(world)
    add_note(world, case, SAID)
    every = (list(world.schools.values()), [case], last)
    with as_(town, "rektor") as connection:
        assert [row[0] for row in connection.execute(CALL, every)] == [case]
    with as_(other_town, "rektor") as connection:
        assert connection.execute(CALL, every).fetchall() == []
    with as_(town, None) as connection:
        assert connection.execute(CALL, every).fetchall() == []


def test_lexemes_hold_no_words_of_k3_and_k4(town: Town) -> None:
    for confidentiality in ("K3", "K4"):
        case = add_case(town.world, confidentiality=confidentiality)
        add_note(town.world, case, None, sealed=b"x")
        assert lexemes(town, str(case)) == 0


def test_every_text_of_what_is_searched_is_among_the_lexemes(town: Town) -> None:
    """What a kind of part says and what its trigger takes are written in two places."""
    rows = town.world.sql(
        "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'lexemes'"
    )
    taken = {table: definition for table, definition in rows if not table.startswith("case_lexemes")}
    assert set(taken) == set(SOURCES)
    for table, (_, model) in SOURCES.items():
        assert all(f"'{text}'" in taken[table] for text in model.TEXTS), table
