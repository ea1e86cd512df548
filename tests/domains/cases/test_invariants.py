"""Every invariant C01 to C22, tried in each state of a case and as everybody: refused, nothing written."""

from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import Town
from tests.domains.cases.attempts import COURSE
from tests.domains.cases.attempts_circle import CIRCLE_TRIED
from tests.domains.cases.attempts_signed import SIGNED
from tests.domains.cases.breaking import (
    EVERYBODY,
    NOT_THERE,
    SUPPORT,
    Attempt,
    Sent,
    ended,
    ground_of,
    may,
    tried,
    turn_of,
    written,
)
from tests.domains.cases.calls import body, code
from tests.factories.concerns import add_concern
from tests.personas import GROUPS

EVERY_ATTEMPT = (*COURSE, *CIRCLE_TRIED, *SIGNED)
HERE = {"C12": "test_c12_nothing_stops_a_report_of_a_child_in_danger", "C20": "test_c20_every_way_in"}
"""Not refused by a rule: what must always be taken, and what is never shown."""
READING = Attempt("C20", "", "READ", lambda ground: Sent(f"/cases/{ground.case}", None, "GET"), "")
CONTRACT = Path(__file__).resolve().parents[3] / "openapi" / "openapi.json"
BELOW = "/cases/{caseId}"
OUTSIDE = tuple(who for who in EVERYBODY if who not in may("READ", {}))


@pytest.fixture(scope="module")
def place(shared_town: Town, other_town: Town) -> Town:
    """A municipality for the whole file; those with ``-b`` are another's."""
    ended(shared_town)
    for who in ("rektor", "utredare"):
        shared_town.world.tokens[f"{who}-b"] = other_town.world.tokens[who]
    return shared_town


def asked(attempt: Attempt, turn: int) -> list[str]:
    return [who for who in turn_of(may(attempt.needs, attempt.row), turn) if who not in attempt.exempt]


def test_every_invariant_is_tried() -> None:
    tried_here = {attempt.invariant for attempt in EVERY_ATTEMPT}
    assert tried_here | HERE.keys() == {f"C{number:02}" for number in range(1, 23)}
    assert set(HERE.values()) <= globals().keys()
    assert len({attempt.name for attempt in EVERY_ATTEMPT}) == len(EVERY_ATTEMPT)
    cells: dict[str, set[tuple[str, str]]] = {}
    for first, attempt in enumerate(EVERY_ATTEMPT):
        for turn, state in enumerate(attempt.states, first):
            cells.setdefault(attempt.invariant, set()).update((state, who) for who in asked(attempt, turn))
    for invariant, found in cells.items():
        own = [attempt.exempt for attempt in EVERY_ATTEMPT if attempt.invariant == invariant]
        assert {who for _, who in found} == set(EVERYBODY) - frozenset.intersection(*own), invariant
    everywhere = set().union(*cells.values())
    assert everywhere == {(state, who) for state in SUPPORT for who in EVERYBODY}


@pytest.mark.parametrize("attempt", EVERY_ATTEMPT, ids=[attempt.name for attempt in EVERY_ATTEMPT])
async def test_it_holds_in_every_state_against_everybody(place: Town, attempt: Attempt) -> None:
    wrong: dict[tuple[str, str], Any] = {}
    for turn, state in enumerate(attempt.states, EVERY_ATTEMPT.index(attempt)):
        ground = await ground_of(place, attempt, state)
        sent, before = attempt.send(ground), written(place, ground.case)
        for who in asked(attempt, turn):
            answer = await tried(ground, place.as_(who), sent)
            status, expected = attempt.expected(state, who)
            said = answer.json() if answer.content else {}
            codes = {said.get("code"), *(error["code"] for error in said.get("errors", ()))}
            if answer.status_code != status or expected not in codes:
                wrong[state, who] = answer.status_code, codes, (status, expected)
        assert written(place, ground.case) == before, (attempt.name, state)
    assert wrong == {}


# C12: the other way round ----------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", range(len(SUPPORT)), ids=SUPPORT)
@pytest.mark.parametrize("secrecy", ["K2", "K3", "K4"])
async def test_c12_nothing_stops_a_report_of_a_child_in_danger(place: Town, turn: int, secrecy: str) -> None:
    """Of everybody who opens the case, with nothing said but that it was made; others do it past the case.
    They come first: the principal is let in by the first report."""
    row = {"confidentiality": secrecy}
    ground = await ground_of(place, Attempt("C12", "", "REPORT", READING.send, "", row=row), SUPPORT[turn])
    count = "SELECT count(*) FROM authority_reports WHERE case_id = %s"
    reporting, reading = may("REPORT", row), may("READ", row)
    for who in sorted(turn_of(reading, turn), key=lambda who: who in reading):
        sent = Sent(f"/cases/{ground.case}/reports", {"kind": "SOCIAL_SERVICES"})
        answer = await tried(ground, place.as_(who), sent)
        refused = 403 if who in reading else 404
        assert answer.status_code == (201 if who in reporting else refused), (who, answer.text)
    assert place.world.sql(count, ground.case) == [(len(reporting),)]


async def test_c12_and_past_any_case(place: Town) -> None:
    """Everybody who works at the unit; nobody else."""
    for who in EVERYBODY:
        made = await place.as_(who).post("/child-welfare-reports", json={"schoolId": str(place.world.school)})
        works_here = who in GROUPS["unit"] and who != "elevassistent"
        assert made.status_code == (201 if works_here else 404), (who, made.text)


# C20: the same predicate everywhere ------------------------------------------------------------------------


@pytest.mark.parametrize("turn", range(len(SUPPORT)), ids=SUPPORT)
async def test_c20_every_way_in(place: Town, turn: int) -> None:
    """Whatever is below a case is not there for whom the case is not; nor in a list or a count. Who triages
    at the unit and searches for its number is told of its head, and that it does not open."""
    ground = await ground_of(place, READING, SUPPORT[turn])
    number = place.world.sql("SELECT number FROM cases WHERE id = %s", ground.case)[0][0]
    paths = [path for path in json.loads(CONTRACT.read_text("utf-8"))["paths"] if path.startswith(BELOW)]
    assert len(paths) > 40
    for who, path in zip(cycle(OUTSIDE[turn:] + OUTSIDE[:turn]), paths, strict=False):
        rest = path.removeprefix(BELOW).split("/")
        filled = "/".join(str(uuid4()) if part.startswith("{") else part for part in rest)
        answer = await place.as_(who).get(f"/cases/{ground.case}{filled}")
        assert answer.status_code in (404, 405), (who, path, answer.text)
    for who in OUTSIDE[turn % 3 :: 3]:
        for answer in (
            await place.as_(who).get("/cases?limit=100"),
            await place.as_(who).post("/break-glass-accesses", json={"caseNumber": number, "reason": "Akut"}),
        ):
            assert str(ground.case) not in answer.text, who
        found = (await place.as_(who).post("/case-searches", json={"words": number})).json().get("items", [])
        heads = [(item["number"], item["mayOpen"], item["pieces"]) for item in found]
        assert heads == ([(number, False, [])] if who in GROUPS["triage"] else []), who


# Before there is a case ------------------------------------------------------------------------------------


async def test_c08_and_c14_at_the_opening(place: Town) -> None:
    """A case without a day for its follow-up, and one with a title of its own."""
    count = "SELECT count(*) FROM cases WHERE tenant_id = %s"
    before = place.world.sql(count, place.world.tenant)
    opens = GROUPS["triage"]
    for sent, expected in (
        ({"nextFollowUpOn": None}, (422, "C08")),
        ({"title": "Alva Ek slåss"}, (422, "V01")),
    ):
        for who in EVERYBODY:
            answer = await place.as_(who).post("/cases", json=body(place, **sent))
            if who in opens:
                assert code(answer) == expected, who
            else:
                assert answer.status_code in (404, 422), (who, answer.text)
    assert place.world.sql(count, place.world.tenant) == before


async def test_c10_a_child_that_felt_degraded_is_never_answered_away(place: Town) -> None:
    """By whoever assesses, whichever answer they try; by nobody else at all."""
    concern = add_concern(place.world, "larare", pointed_out="STUDENT", reach="HEADS")
    sent = {"outcome": "ANSWERED", "answer": "ADVICE_GIVEN", "feedback": "Vi pratade om det"}
    version = {"if-match": '"1"'}
    for who in EVERYBODY:
        path = f"/concerns/{concern}/assessment"
        answer = await place.as_(who).post(path, json=sent, headers=version)
        if who in GROUPS["heads"]:
            assert code(answer) == (422, "C10"), who
        else:
            assert code(answer) in (NOT_THERE, (403, "A03")), who
    assert place.world.sql("SELECT state FROM concerns WHERE id = %s", concern) == [("NEW",)]
