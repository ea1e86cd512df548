"""What came of each mutant, kept between runs and between those who run side by side."""

from __future__ import annotations

import fcntl
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from tests.mutants.loop import UNDECIDED, Step
from tests.mutants.plan import Mutant
from tests.mutants.runner import Workshop
from tests.mutants.sources import changed

SURVIVED, NO_PROGRAM = "survived", "no program"


class Tries:
    """``known``: the mutant's key → the test that noticed, or what else became of it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}

    def is_open(self, mutant: Mutant) -> bool:
        return self.known.get(mutant.key, SURVIVED) in (SURVIVED, UNDECIDED)

    def keep(self, mutant: Mutant, found: str) -> None:
        self.known[mutant.key] = found
        with self.file.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            others = json.loads(self.file.read_text()) if self.file.exists() else {}
            self.file.write_text(json.dumps({**others, mutant.key: found}))


@dataclass
class Trial:
    """Tries mutants: first all in the running program, then those nothing noticed from its start, or, of the
    database, to the last test.

    ``sound`` and ``left_out``: tests that pass and that fail without any mutant, by whether the circles of
    the database are open."""

    workshop: Workshop
    tries: Tries
    until: float
    sound: dict[bool, set[str]] = field(default_factory=lambda: {False: set(), True: set()})
    left_out: dict[bool, set[str]] = field(default_factory=lambda: {False: set(), True: set()})
    first: list[str] = field(default_factory=list)

    def run(self, mutants: Sequence[Mutant]) -> None:
        wanted = [m for m in mutants if self.tries.is_open(m)]
        fresh = [m for m in wanted if self.tries.known.get(m.key) != UNDECIDED]
        for _, same in groupby(sorted(fresh, key=_place), key=_place):
            self._in_loop(list(same))
        if left := [m for m in wanted if m.source is None and self.tries.is_open(m)]:
            self._in_loop(left, patient=True)
        for mutant in wanted:
            if mutant.source is not None and self.tries.is_open(mutant) and time.monotonic() < self.until:
                found = self._from_start(mutant)
                self._keep(mutant, found)

    def _in_loop(self, mutants: list[Mutant], *, patient: bool = False) -> None:
        by_key = {m.key: m for m in mutants}
        steps = [replace(step, patient=patient) for m in mutants if (step := self._step(m)) is not None]
        change = "" if mutants[0].source is None else mutants[0].sql
        for key, found in self.workshop.loop(steps, self.until, change) if steps else ():
            self._keep(by_key[key], UNDECIDED if found == SURVIVED and by_key[key].source else found)

    def _keep(self, mutant: Mutant, found: str) -> None:
        self.tries.keep(mutant, found)
        if found in (SURVIVED, UNDECIDED):
            print(f"{found.upper()} {mutant.name}", flush=True)

    def _step(self, mutant: Mutant) -> Step | None:
        if mutant.source is None or mutant.change is None:
            return Step(mutant.key, mutant.tests, mutant.sql, mutant.undo, kind=mutant.kind)
        path, before = mutant.source.path, self.workshop.original(mutant.source.path)
        try:
            after = changed(before, mutant.change)
        except SyntaxError:
            self.tries.keep(mutant, NO_PROGRAM)
            return None
        copy = self.workshop.copy_of(path)
        return Step(mutant.key, mutant.tests, path=copy, before=before, after=after)

    def _from_start(self, mutant: Mutant) -> str:
        source, opens = mutant.source, bool(mutant.sql)
        assert source is not None
        assert mutant.change is not None
        after = changed(self.workshop.original(source.path), mutant.change)
        while True:
            known = [test for test in self.first if test.startswith(mutant.tests)]
            with self.workshop.changed(source.path, after):
                verdict = self.workshop.run((*known, *mutant.tests), mutant.sql, self.left_out[opens])
            if verdict.timed_out:
                return "timeout"
            if not verdict.failed:
                return SURVIVED
            if self._is_sound(verdict.failed[0], mutant.sql):
                return verdict.failed[0]

    def _is_sound(self, test: str, sql: str) -> bool:
        """Whether it passes without the mutant. That the program starts has been seen in the loop."""
        opens = bool(sql)
        if "::" in test and test not in self.sound[opens]:
            if self.workshop.run((test,), sql).failed:
                self.left_out[opens].add(test)
                return False
            self.sound[opens].add(test)
        self.first = [test, *(one for one in self.first if one != test)] if "::" in test else self.first
        return True


def _place(mutant: Mutant) -> tuple[bool, str, str]:
    """Those of one place are tried in one running program."""
    if mutant.source is None:
        return False, "", ""
    return True, mutant.sql, mutant.group.partition("/")[0]
