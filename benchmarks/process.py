"""What the case process adds to what is measured: a case with a long timeline, a note, and the search."""

from __future__ import annotations

import statistics
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg

from benchmarks import load, measure
from benchmarks.measure import Round, Server
from samsyn.core.settings import ROOT, Settings

HEADS = 20
OPEN_PER_SCHOOL = 60
"""The newest of each school are all open (data.sql)."""
OURS_CASE, HAND_CASE, SEARCH = "/samsyn/v1/cases/", "/case/", "/samsyn/v1/case-searches"
TEXT = "Samtal med mentor om platsen i klassrummet, åäö"
HEADERS = {
    "cookie": "__Host-samsyn=t1p3", "sec-fetch-site": "same-origin", "accept-language": "sv",
    "content-type": "application/json", "x-samsyn-request": "1",
}  # fmt: skip
WORDS = (
    "rasten",
    "skolgård",
    "bussen",
    "matsalen",
    "hörlurar",
    "bildstöd",
    "vikarie",
    "schema",
    "kompis",
    "paus",
)
ASK = """math.randomseed(42)
words = {{{words}}}
request = function()
  local t, p, n = math.random(1, {tenants}), math.random(0, {heads} - 1), math.random(0, {open} - 1)
  local head = {{["Cookie"] = "__Host-samsyn=t" .. t .. "p" .. p, ["Sec-Fetch-Site"] = "same-origin",
    ["Content-Type"] = "application/json", ["X-Samsyn-Request"] = "1"}}
  return {what}
end"""
LONGEST = 'wrk.format("GET", wrk.path .. string.format("00000008-%04x-7000-8000-%012x", t, p), head)'
NOTE = (
    'wrk.format("POST", wrk.path .. string.format("00000008-%04x-7000-8000-%012x", t, p + {heads} * n) .. "/notes",'
    ' head, \'{{"text": "{text}"}}\')'
)
SOUGHT = 'wrk.format("POST", nil, head, string.format(\'{"words": "%s"}\', words[math.random(#words)]))'


def script(folder: Path, name: str, tenants: int, what: str) -> Path:
    """wrk asks as the heads of random schools in random municipalities."""
    file = folder / f"{name}.lua"
    words = ", ".join(f'"{word}"' for word in WORDS)
    file.write_text(
        ASK.format(words=words, tenants=tenants, heads=HEADS, open=OPEN_PER_SCHOOL, what=what),
        encoding="utf-8",
    )
    return file


def same_note(ours: Server, hand: Server, case: UUID) -> None:
    """Raises when the two do not say the same about a note that was written."""
    said: list[dict[str, Any]] = []
    for server, path in ((ours, OURS_CASE), (hand, HAND_CASE)):
        answer = httpx.post(f"{server.url}{path}{case}/notes", json={"text": TEXT}, headers=HEADERS)
        if answer.status_code != httpx.codes.CREATED:
            raise RuntimeError(answer.text)
        said.append({k: v for k, v in answer.json().items() if k not in ("id", "_links", "writtenAt")})
    if said[0] != said[1]:
        raise RuntimeError(f"the answers differ: {said}")


def measure_process(
    report: Any, ours: Server, hand: Server, folder: Path, tenants: int, rounds: int, seconds: int
) -> dict[str, dict[str, list[Round]]]:
    """A case of 300 events opened, and a note written, each against the same duties by hand."""
    note = NOTE.format(heads=HEADS, text=TEXT)
    found: dict[str, dict[str, list[Round]]] = {}
    for what, asked in (("One case with 300 events", LONGEST), ("A note written", note)):
        file = script(folder, what.replace(" ", "-"), tenants, asked)
        both = [(ours, OURS_CASE), (hand, HAND_CASE)]
        found[what] = measure.interleaved(both, file, rounds, seconds)
        if bad := sum(r.bad for each in found[what].values() for r in each):
            raise RuntimeError(f"{what}: {bad} answers were errors")
        report.ratio(what.lower(), measure.ratio(found[what], ours.name, hand.name), 0.40)
    return found


def measure_search(
    report: Any, small: Settings, large: Settings, tenants: int, folder: Path, rounds: int, seconds: int
) -> None:
    """The median of a search in one municipality among many against the same one alone."""
    with ExitStack() as stack:
        sides = []
        for name, settings, count, port in (("alone", small, 1, 8953), ("among many", large, tenants, 8954)):
            environment = {"PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}", "BENCH_DATA": str(settings.data_dir)}
            server = stack.enter_context(measure.serving(name, "benchmarks.ours:create", port, environment))
            answer = httpx.post(server.url + SEARCH, json={"words": WORDS[0]}, headers=HEADERS)
            if len(answer.json()["items"]) < 3:
                raise RuntimeError(f"{name}: the search finds nothing: {answer.text[:300]}")
            sides.append((server, script(folder, f"search-{count}", count, SOUGHT)))
        ratios = []
        for server, file in sides:
            measure.one_round(server, SEARCH, file, 1)
        for _ in range(rounds):
            alone, among = (measure.one_round(server, SEARCH, file, seconds) for server, file in sides)
            if alone.bad or among.bad:
                raise RuntimeError("the search answered with errors")
            ratios.append(among.p50 / alone.p50)
    middle = statistics.median(ratios)
    figure = f"{middle:.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
    report.goal(f"p50 of the search, {tenants} municipalities against one", figure, "≤ 1.5", middle <= 1.5)


def count_events(settings: Settings) -> int:
    with psycopg.connect(load.admin_dsn(settings)) as connection:
        row = connection.execute("SELECT count(*) FROM case_events").fetchone()
    return row[0] if row else 0
