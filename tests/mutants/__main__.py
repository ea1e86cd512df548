"""`make mutants`: takes away each lock in turn, and sees whether the tests notice.

Words after the command choose mutants by a part of their name: `python -m tests.mutants cases/policy`.
What was noticed before in unchanged files is not tried again; `--again` forgets that, `--list` only lists.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.figures import keep
from tests.mutants.database import Opened, opened
from tests.mutants.known import EQUIVALENT
from tests.mutants.loop import Step
from tests.mutants.operations import operations_at
from tests.mutants.runner import Workshop
from tests.mutants.sources import Change, changed, changes
from tests.mutants.suites import ROOT, Source, narrowed, owners, sources, table_tests

PLACE = ROOT / "var" / "mutants"
MARKS = "<!-- mutants:start -->", "<!-- mutants:end -->"
OPEN_CIRCLES = """DO $$ DECLARE p record; BEGIN
  FOR p IN SELECT tablename, policyname, with_check FROM pg_policies
           WHERE schemaname = 'public' AND permissive = 'PERMISSIVE' AND qual <> 'true' LOOP
    EXECUTE format('ALTER POLICY %I ON %I USING (true) WITH CHECK (true)', p.policyname, p.tablename);
  END LOOP; END $$"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """``key`` changes with the file, so that what was tried before is known only while it is the same.

    ``base``: the tests of the whole file; ``tests``: those of them that can see this one."""

    group: str
    what: str
    key: str
    tests: tuple[str, ...]
    base: tuple[str, ...]
    source: Source | None = None
    change: Change | None = None
    sql: str = ""
    undo: str = ""

    @property
    def name(self) -> str:
        return f"{self.group}: {self.what}"


def of_sources() -> Iterator[Mutant]:
    for source in sources():
        content = source.path.read_bytes()
        group = str(source.path.relative_to(ROOT / "backend" / "samsyn"))
        for change in changes(source.path, source.rights):
            mark = hashlib.sha256(content + repr(change).encode()).hexdigest()[:20]
            sql = OPEN_CIRCLES if source.rights else ""
            at = operations_at(content.decode(), change.line) if "routes" in group else frozenset()
            tests = narrowed(source.tests, at)
            name = f"{change.line}: {change.what}"
            yield Mutant(group, name, mark, tests, source.tests, source, change, sql)


def of_database(place: Path) -> Iterator[Mutant]:
    dsn = _dsn(place)
    known = owners()
    with psycopg.connect(dsn) as connection:
        every: list[Opened] = list(opened(connection))
    for one in every:
        mark = hashlib.sha256(one.sql.encode()).hexdigest()[:20]
        tests = table_tests(one.table, known, one.is_wall)
        yield Mutant("database", one.what, mark, tests, tests, sql=one.sql, undo=one.undo)


def _dsn(place: Path) -> str:
    command = [sys.executable, "-c", (
        "from pathlib import Path; from samsyn.core.embedded import socket_url;"
        f"print(socket_url(Path({str(place / 'postgres')!r}), 'postgres', 'samsyn_template'))")]  # fmt: skip
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return said.stdout.strip().replace("+psycopg", "")


class Tries:
    """What came of each mutant, kept between runs."""

    def __init__(self, file: Path, again: bool) -> None:
        self.file = file
        self.known: dict[str, str] = {} if again or not file.exists() else json.loads(file.read_text())
        self.left_out: dict[tuple[str, ...], tuple[str, ...]] = {}

    def outcome(self, workshop: Workshop, mutant: Mutant) -> str:
        """The test that noticed, or "survived"."""
        found = self.known.get(mutant.key, "survived")
        if found == "survived":
            found = self._try(workshop, mutant)
            self._keep(mutant.key, found)
        return found

    def of_database(self, workshop: Workshop, mutants: list[Mutant], until: float) -> None:
        """All of them in one run, those with the same tests together."""
        wanted = [m for m in mutants if m.source is None and self.known.get(m.key, "survived") == "survived"]
        wanted.sort(key=lambda m: m.tests)
        names = {m.key: m.name for m in wanted}
        steps = [Step(m.key, m.sql, m.undo, m.tests) for m in wanted]
        for key, found in workshop.loop(steps, until) if steps else ():
            self._keep(key, found)
            if found == "survived":
                print(f"SURVIVED {names[key]}", flush=True)

    def _keep(self, key: str, found: str) -> None:
        self.known[key] = found
        self.file.write_text(json.dumps(self.known))

    def _try(self, workshop: Workshop, mutant: Mutant) -> str:
        left_out = self._baseline(workshop, mutant)
        assert mutant.source is not None
        assert mutant.change is not None
        content = workshop.original(mutant.source.path)
        try:
            workshop.write(mutant.source.path, changed(content, mutant.change))
            verdict = workshop.run(mutant.tests, mutant.sql, left_out)
        except SyntaxError:
            return "no program"
        finally:
            workshop.write(mutant.source.path, content)
        if verdict.timed_out:
            return "timeout"
        return verdict.failed[0] if verdict.noticed else "survived"

    def _baseline(self, workshop: Workshop, mutant: Mutant) -> tuple[str, ...]:
        """Tests that fail without any mutant: with open circles those that look at the circles."""
        opens = mutant.source is not None and mutant.source.rights
        key = (str(opens), *mutant.base)
        if key not in self.left_out:
            verdict = workshop.run(mutant.base, OPEN_CIRCLES if opens else "", first_only=False)
            out = self.left_out[key] = tuple(sorted(set(verdict.failed)))
            if verdict.timed_out or any("::" not in one for one in out) or (out and not opens):
                raise SystemExit(f"{mutant.group}: without any mutant these fail: {out}; see last.log")
            print(f"   {mutant.group}: {len(out)} tests left out, {verdict.seconds:.0f} s", flush=True)
        return self.left_out[key]


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("parts", nargs="*", help="parts of names; nothing: all")
    parser.add_argument("--again", action="store_true", help="forget what was noticed before")
    parser.add_argument("--list", action="store_true", help="name them, try none")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after this long; go on next time")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    workshop, began = Workshop(PLACE), time.monotonic()
    with workshop.open():
        mutants = [
            m
            for m in (*of_sources(), *of_database(workshop.data))
            if _wanted(m, chosen.parts) and not _is_known(m)
        ]
        if chosen.list:
            print("\n".join(m.name for m in mutants), f"\n{len(mutants)} mutants")
            return 0
        tries = Tries(PLACE / "tried.json", chosen.again)
        tries.of_database(workshop, mutants, began + chosen.seconds)
        for number, mutant in enumerate(mutants, 1):
            if mutant.source is None or time.monotonic() - began > chosen.seconds:
                continue
            outcome = tries.outcome(workshop, mutant)
            if outcome == "survived":
                print(f"{number}/{len(mutants)} SURVIVED {mutant.name}", flush=True)
        every = [*of_sources(), *of_database(workshop.data)]
    return report(every, {m: tries.known[m.key] for m in every if m.key in tries.known})


def _wanted(mutant: Mutant, parts: list[str]) -> bool:
    return not parts or any(part in mutant.name for part in parts)


def _is_known(mutant: Mutant) -> bool:
    return any(mutant.group == group and part in mutant.what for group, part in EQUIVALENT)


HEAD = """\
| what | mutants | tried | noticed | change nothing | survived | not tried |
| --- | --: | --: | --: | --: | --: | --: |"""


def report(mutants: list[Mutant], outcomes: dict[Mutant, str]) -> int:
    """Prints the table of all that is known, and keeps it. 1 when one survived."""
    lines = [HEAD, *(_line(group, of, outcomes) for group, of in _grouped(mutants).items())]
    lines.append(_line("**all**", mutants, outcomes))
    print("\n".join(lines))
    keep(MARKS, lines)
    return int(any(o == "survived" and not _is_known(m) for m, o in outcomes.items()))


def _grouped(mutants: list[Mutant]) -> dict[str, list[Mutant]]:
    groups: dict[str, list[Mutant]] = {}
    for mutant in sorted(mutants, key=lambda m: m.group):
        groups.setdefault(mutant.group, []).append(mutant)
    return groups


def _line(name: str, mutants: list[Mutant], outcomes: dict[Mutant, str]) -> str:
    equal = sum(_is_known(m) for m in mutants)
    tried = [m for m in mutants if m in outcomes and not _is_known(m)]
    alive = sum(outcomes[m] == "survived" for m in tried)
    figures = (len(mutants), len(tried), len(tried) - alive, equal, alive, len(mutants) - len(tried) - equal)
    return f"| {name} | {' | '.join(map(str, figures))} |"


if __name__ == "__main__":
    sys.exit(main())
