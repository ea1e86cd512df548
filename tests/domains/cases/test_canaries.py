"""A hundred protected pupils and what is written about them: nowhere for anybody without a grant."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Town
from tests.domains.cases.calls import about, move
from tests.factories.pupils import add_group, add_student, grant, lead, put_in
from tests.personas import EVERY, UNIT

ROOT = Path(__file__).resolve().parents[3]
NAME, SAID = "Kanariefagel", "Zorrgrubba"
"""What their names begin with, and a word of every text about them."""
PUPILS, TOGETHER = 100, 20


def lists() -> list[str]:
    paths = json.loads((ROOT / "openapi" / "openapi.json").read_text("utf-8"))["paths"]
    return sorted(path for path, operations in paths.items() if "get" in operations and "{" not in path)


async def written(town: Town) -> list[dict[str, Any]]:
    """Cases about all of them, by the one who has a grant for each, with something in every field of text."""
    world = town.world
    group = add_group(world)
    lead(world, group, "mentor")
    pupils = [
        add_student(world, f"{NAME}{n}", f"{NAME}sson{n}", protection_level="CONFIDENTIAL_MARK")
        for n in range(PUPILS)
    ]
    put_in(world, group, *pupils)
    for pupil in pupils:
        grant(world, pupil, "kurator")
    cases = []
    for start in range(0, PUPILS, TOGETHER):
        case = await about(town, *pupils[start : start + TOGETHER])
        assert case["confidentiality"] == "K4"
        for noun, body in PARTS.items():
            made = await town.as_("kurator").post(f"/cases/{case['id']}/{noun}", json=body)
            assert made.status_code == 201, (noun, made.text)
        person = {"personId": str(world.people["psykolog"])}
        body = {"role": "CONTRIBUTOR", "reason": SAID}
        await town.as_("kurator").post(f"/cases/{case['id']}/members", json=person | body)
        await town.as_("kurator").patch(f"/cases/{case['id']}", 1, json={"waitingFor": SAID})
        cases.append(case)
    (measure,) = (await town.as_("kurator").get(f"/cases/{cases[0]['id']}/measures")).json()["items"]
    path = f"/cases/{cases[0]['id']}/measures/{measure['id']}/evaluation"
    ended = await town.as_("kurator").post(path, json={"effect": "YES", "whatHappened": SAID})
    assert ended.status_code == 201, ended.text
    shut = {**cases[0], "version": 2}
    closed = await move(town, shut, "closure", reason="WITHDRAWN", feedback=SAID, noFeedbackReason=SAID)
    assert closed.status_code == 201, closed.text
    return cases


PARTS: dict[str, dict[str, Any]] = {
    "notes": {"text": f"{SAID} talade med mentor"},
    "child-voices": {
        "perspective": "CHILD_OWN",
        "method": "WRITTEN",
        "askedOn": "2026-01-07",
        "content": SAID,
    },
    "measures": {"description": SAID, "followUpOn": "2099-01-07"},
}


async def test_a_hundred_protected_pupils(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        cases = await written(town)
        granted = {"kurator"}
        circle = granted | {"psykolog"}
        everybody = [p.name for p in EVERY] + [f"{p.name}-2" for p in UNIT]
        for who in everybody:
            await _reads(town, who, cases, named=who in granted, said=who in circle)
    assert NAME not in caplog.text
    assert SAID not in caplog.text
    in_database(town)


async def _reads(town: Town, who: str, cases: list[dict[str, Any]], *, named: bool, said: bool) -> None:
    browser = town.as_(who)
    bodies = [(await browser.get(f"{path}?limit=100" if path in PAGED else path)).text for path in lists()]
    sought = [{"words": SAID}, {"words": cases[0]["number"]}, {"words": f"{NAME}7"}]
    bodies += [(await browser.post("/case-searches", json=body)).text for body in sought]
    name = {"givenName": f"{NAME}7", "familyName": f"{NAME}sson7"}
    bodies.append((await browser.post("/student-searches", json=name)).text)
    for body in bodies:
        assert NAME not in body, who
        assert SAID not in body, who
    for case in cases[:2]:
        for tab in ("", "/notes", "/events", "/members", "/child-voices", "/measures"):
            answer = await browser.get(f"/cases/{case['id']}{tab}")
            assert (answer.status_code == 200) == said, (who, tab)
            assert (NAME in answer.text) == (named and tab == ""), (who, tab)
            assert said or SAID not in answer.text, (who, tab)


PAGED = frozenset({"/cases", "/case-heads", "/concerns", "/groups", "/meetings"})


def in_database(town: Town) -> None:
    """In the whole dump their names stand with themselves alone, and no word of what was written at all."""
    tables = town.world.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    holding = {
        word: {
            table
            for (table,) in tables
            if town.world.sql(f"SELECT 1 FROM {table} t WHERE t::text ILIKE %s LIMIT 1", f"%{word}%")
        }
        for word in (NAME, SAID)
    }
    assert holding == {NAME: {"students"}, SAID: set()}
