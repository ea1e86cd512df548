"""What is measured, against which goals, and where it is written."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg

from benchmarks import load, measure
from benchmarks.buffers import list_buffers, timeline_buffers
from benchmarks.measure import Round, Server
from benchmarks.process import (
    HAND_CASE,
    HEADS,
    OPEN_PER_SCHOOL,
    OURS_CASE,
    count_events,
    measure_process,
    measure_search,
    same_note,
)
from benchmarks.start import second_start
from benchmarks.upload import extra_memory
from samsyn.core.settings import ROOT, Settings

REPORT = ROOT / "docs" / "benchmarks.md"
START, END = "<!-- bench:start -->", "<!-- bench:end -->"
OURS_LIST, HAND_LIST = "/samsyn/v1/cases?state=OPEN&limit=50", "/list"
HEADERS = {"cookie": "__Host-samsyn=t1p3", "sec-fetch-site": "same-origin", "accept-language": "sv"}
BY_RULE = (
    "allowedActions",
    "rulePack",
    "newerRules",
    "myBranch",
    "caseType",
    "phases",
    "transitions",
    "closureReasons",
)
SMALL, LARGE = 1, 100


@dataclass
class Report:
    lines: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def goal(self, what: str, figure: str, goal: str, met: bool) -> None:
        self.lines.append(f"| {what} | {figure} | {goal} | {'yes' if met else '**no**'} |")
        if not met:
            self.missed.append(what)
        print(f"{what}: {figure} (goal {goal}): {'met' if met else 'MISSED'}", flush=True)

    def ratio(self, what: str, found: tuple[float, float, float], least: float) -> None:
        """Of the same duties by hand: median, smallest and largest."""
        middle, low, high = found
        figure = f"{middle:.2f} ({low:.2f}–{high:.2f})"
        self.goal(f"{what}, of the same duties by hand", figure, f"≥ {least:.2f}", middle >= least)


def key(kind: int, tenant: int, number: int) -> UUID:
    return UUID(f"{kind:08x}-{tenant:04x}-7000-8000-{number:012x}")


def script(folder: Path, tenants: int, *, of_case: bool) -> Path:
    """wrk asks as the heads of random schools in random municipalities, for the list or for one of its cases."""
    file = folder / f"ask-{of_case}.lua"
    one = f'wrk.path .. string.format("00000008-%%04x-7000-8000-%%012x", t, p + {HEADS} * math.random(0, {OPEN_PER_SCHOOL - 1}))'
    file.write_text(
        f"""math.randomseed(42)
        request = function()
          local t, p = math.random(1, {tenants}), math.random(0, {HEADS - 1})
          local head = {{["Cookie"] = "__Host-samsyn=t" .. t .. "p" .. p, ["Sec-Fetch-Site"] = "same-origin"}}
          return wrk.format("GET", {one.replace("%%", "%") if of_case else "nil"}, head)
        end"""
    )
    return file


def same_answers(ours: Server, hand: Server) -> None:
    """Raises when the two do not say the same about the cases in the list."""
    mine, theirs = (asked(server, path)["items"] for server, path in ((ours, OURS_LIST), (hand, HAND_LIST)))
    pairs = list(zip(mine, theirs, strict=True))
    for number in range(3):
        one = str(key(8, 1, 3 + HEADS * number * 7))
        pairs.append((asked(ours, OURS_CASE + one), asked(hand, HAND_CASE + one)))
    for mine, theirs in pairs:
        if mine != theirs:
            raise RuntimeError(f"the answers differ: {json.dumps([mine, theirs])[:3000]}")
    if len(pairs) != 53:
        raise RuntimeError(f"{len(pairs)} answers were compared")


def asked(server: Server, path: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(server.url + path, headers=HEADERS).json()
    return found


def rules_of(ours: Server) -> str:
    """What follows from the rules alone, for the anchor to say without working it out."""
    case = asked(ours, OURS_CASE + str(key(8, 1, 3)))
    return json.dumps({name: case[name] for name in BY_RULE})


def table(found: dict[str, list[Round]]) -> list[str]:
    def median(rounds: list[Round], name: str) -> float:
        return float(statistics.median(getattr(r, name) for r in rounds))

    rows = [
        "| variant | requests/s | p50 ms | p99 ms | CPU µs/request, own | PostgreSQL | bad |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, rounds in found.items():
        figures = [f"{median(rounds, part):.{digits}f}" for part, digits in
                   (("per_second", 0), ("p50", 1), ("p99", 1), ("own_cpu", 0), ("database_cpu", 0))]  # fmt: skip
        rows.append(f"| {name} | {' | '.join(figures)} | {sum(r.bad for r in rounds)} |")
    return rows


def measure_answers(settings: Settings, report: Report, rounds: int, seconds: int) -> list[str]:
    sockets = str(settings.app_url).split("host=")[1]
    with psycopg.connect(load.admin_dsn(settings)) as connection:
        row = connection.execute("SELECT count(*) FROM organisers").fetchone()
    label = _label()
    environment = {
        "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}", "BENCH_DATA": str(settings.data_dir), "BENCH_SOCKETS": sockets,
        "BENCH_LABEL": label, "BENCH_PERSON": str(key(3, 1, 3)), "BENCH_SCHOOL": str(key(2, 1, 3)),
    }  # fmt: skip
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = stack.enter_context(
            measure.serving("this program", "benchmarks.ours:create", 8951, environment)
        )
        hand = stack.enter_context(
            measure.serving(
                "same duties by hand",
                "benchmarks.hand:create",
                8952,
                {**environment, "BENCH_CASE": rules_of(ours)},
            )
        )
        same_answers(ours, hand)
        tenants = row[0] if row else 1
        ask = script(folder, tenants, of_case=False)
        bare = Server("bare read (information)", hand.pid, hand.url)
        found = measure.interleaved(
            [(ours, OURS_LIST), (hand, HAND_LIST), (bare, "/bare")], ask, rounds, seconds
        )
        report.ratio("list of 50 open cases", measure.ratio(found, ours.name, hand.name), 0.40)
        tail = statistics.median(r.p99 / r.p50 for r in found[ours.name])
        report.goal("p99 / p50 at 16 connections", f"{tail:.1f}", "≤ 3", tail <= 3)
        ask = script(folder, tenants, of_case=True)
        one = measure.interleaved([(ours, OURS_CASE), (hand, HAND_CASE)], ask, rounds, seconds)
        report.ratio("one open case", measure.ratio(one, ours.name, hand.name), 0.30)
        same_note(ours, hand, key(8, 1, 43))
        more = measure_process(report, ours, hand, folder, tenants, rounds, seconds)
        measure_memory(report, ours)
        tables = {"List of 50 open cases": found, "One open case": one, **more}
        return [line for what, rows in tables.items() for line in (f"{what}:", "", *table(rows), "")][:-1]


def measure_memory(report: Report, ours: Server) -> None:
    """Of the process as the rounds left it, and what a large file takes beside that."""
    size = measure.memory(ours.pid)
    report.goal("web process, resident", f"{size:.0f} MB", "≤ 180 MB", size <= 180)
    sent, fetched = extra_memory(ours, OURS_CASE + str(key(8, 1, 3)), HEADERS)
    for what, extra in (("sent", sent), ("fetched", fetched)):
        report.goal(f"memory for a file of 25 MiB {what}", f"{extra:.0f} MB", "≤ 40 MB", extra <= 40)


def _label() -> str:
    from samsyn.legal import load_rule_book

    return next(t.sv for t in load_rule_book().case_types if t.code == "SPECIAL_SUPPORT")


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--scale", type=int, default=LARGE, help="municipalities in the large database")
    asked = parser.parse_args(words)
    if shutil.which("wrk") is None:
        print("make bench needs wrk: apt-get install wrk")
        return 1
    report = Report(["| what | measured | goal | met |", "|---|---|---|---|"])
    with (
        load.database(SMALL) as small,
        load.database(asked.scale) as large,
        tempfile.TemporaryDirectory() as folder,
    ):
        measure_growth(report, small, large, asked.scale)
        variants = measure_answers(large, report, asked.rounds, asked.seconds)
        measure_search(report, small, large, asked.scale, Path(folder), asked.rounds, asked.seconds)
    seconds = second_start()
    report.goal("second `make run` until it answers", f"{seconds:.1f} s", "≤ 5 s", seconds <= 5)
    write(report, variants)
    return 1 if report.missed else 0


def measure_growth(report: Report, small: Settings, large: Settings, scale: int) -> None:
    """Buffers that the same page touches in a small and in a large database: a figure without noise."""
    before, after = list_buffers(small), list_buffers(large)
    what = f"buffers of the list, {scale * 20_000:,} cases against 20,000"
    report.goal(what, f"{after / before:.2f} ({before} → {after})", "≤ 1.2", after / before <= 1.2)
    longest = key(8, 1, 3)
    before, after = timeline_buffers(small, longest), timeline_buffers(large, longest)
    what = f"buffers of a timeline page, {count_events(large):,} events against {count_events(small):,}"
    report.goal(what, f"{after / before:.2f} ({before} → {after})", "≤ 1.2", after / before <= 1.2)


def write(report: Report, variants: list[str]) -> None:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    cpus = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    body = [
        f"At commit `{commit.stdout.strip()}`; {cpus}; one run, medians of its rounds.",
        "",
        *report.lines,
        "",
        *variants,
    ]
    text = REPORT.read_text(encoding="utf-8")
    head, rest = text.split(START)
    tail = rest.split(END)[1]
    REPORT.write_text(head + START + "\n" + "\n".join(body) + "\n" + END + tail, encoding="utf-8")
