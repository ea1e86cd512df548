"""Mutants in one run of pytest: the program stays loaded; the database, or a function, is changed and changed
back."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.gates import Turn, turned, turns
from tests.mutants.live import swapped, swaps
from tests.mutants.values import replaced, starts

WARM = "tests/locks/test_roles.py"
"""Asked before anything is changed, so that the program itself starts on a whole database."""
BROKE_DOWN = "the program does not start"
UNDECIDED = "undecided"
"""The change cannot be made in a running program, or what it did stayed after it."""
TEST_SECONDS = 60
STEP_SECONDS, DATABASE_SECONDS = 30, 60
"""For a change of the program, and of the database: what needs longer is tried again, without such an end."""


@dataclass(frozen=True, slots=True)
class Step:
    """``tests``: files or folders, in the order in which they are asked. ``path``: the program's file, with
    its text ``before`` and ``after`` the change; None for a change by ``sql``. ``kind``: what the
    tests of every kind are asked of first. ``patient``: to the last test."""

    key: str
    tests: tuple[str, ...]
    sql: str = ""
    undo: str = ""
    path: Path | None = None
    before: bytes = b""
    after: bytes = b""
    kind: str = ""
    patient: bool = False

    @property
    def end(self) -> float:
        return float("inf") if self.patient else time.monotonic() + self._seconds

    @property
    def _seconds(self) -> int:
        return STEP_SECONDS if self.path else DATABASE_SECONDS


@dataclass(eq=False)
class Loop:
    """A plugin in the place of pytest's own loop. ``say`` is told of each step: its key and what noticed.

    ``left_out``: tests that fail without any change, with the circles of the database open for instance: they
    notice nothing."""

    steps: Sequence[Step]
    say: Callable[[str, str], None]
    until: float = float("inf")
    sound: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)
    first: list[str] = field(default_factory=list)
    dsn: str = ""
    kept: dict[Any, Any] = field(default_factory=dict)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
        found = yield
        if fixturedef.argname == "admin_dsn":
            self.dsn = found
        if fixturedef.argname == "runtime":
            self.kept = found.kept
        return found

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Raises RuntimeError where not even the first tests pass without any change."""
        for item in _of(session, (WARM,)):
            self._is_sound(item)
        if not self.sound:
            raise RuntimeError("no test passes without any change")
        path = None
        for step in self.steps:
            if time.monotonic() > self.until:
                break
            if step.path != path:
                path = step.path
                self.first.clear()
            self.say(step.key, self._noticed(step, self._ordered(step, _of(session, step.tests))))
        session._setupstate.teardown_exact(None)
        return True

    def _ordered(self, step: Step, items: list[pytest.Item]) -> list[pytest.Item]:
        """Those that noticed something lately in the same file, or of the same kind, come first."""
        places = {name: place for place, name in enumerate(self.first)}
        items = [item for item in items if item.nodeid not in self.left_out]

        def place(item: pytest.Item) -> tuple[bool, int]:
            own = not step.kind or f"[{step.kind}]" in item.nodeid
            return not own, places.get(item.nodeid, len(places))

        return sorted(items, key=place)

    def _noticed(self, step: Step, items: list[pytest.Item]) -> str:
        if step.path is not None:
            if not can_change(step):
                return UNDECIDED
            if _has_values(step.path) and not starts(step.path, step.after):
                return BROKE_DOWN
        end = step.end
        while items:
            self.kept.clear()
            with changed(step, step.after), self._changed(step):
                failed = next(_failed(items, end), None)
            if failed is None:
                break
            with changed(step, step.before):
                sound = self._is_sound(failed)
            if sound:
                self.first = [failed.nodeid, *(name for name in self.first if name != failed.nodeid)]
                return failed.nodeid
            items = items[items.index(failed) + 1 :]
        return UNDECIDED if time.monotonic() > end else "survived"

    @contextmanager
    def _changed(self, step: Step) -> Iterator[None]:
        if not step.sql:
            yield
            return
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            connection.execute(step.sql)
            try:
                yield
            finally:
                connection.execute(step.undo)

    def _is_sound(self, item: pytest.Item) -> bool:
        """Whether it passes without any change."""
        if item.nodeid not in self.sound:
            self.kept.clear()
            fails = next(_failed([item]), None) is not None
            (self.left_out if fails else self.sound).add(item.nodeid)
        return item.nodeid in self.sound


def can_change(step: Step) -> bool:
    """In the running program: functions, the values of a policy, the gates of a file of routes."""
    assert step.path is not None
    own = _has_values(step.path) or bool(swaps(step.path, step.before, step.after))
    return own or bool(_turns(step.path, step.before, step.after))


@contextmanager
def changed(step: Step, text: bytes) -> Iterator[None]:
    if step.path is None:
        yield
    elif _has_values(step.path):
        with swapped(swaps(step.path, step.before, text)), replaced(step.path, text):
            yield
    else:
        with swapped(swaps(step.path, step.before, text)), turned(_turns(step.path, step.before, text)):
            yield


def _turns(path: Path, before: bytes, after: bytes) -> tuple[Turn, ...]:
    is_routes = "routes" in (path.stem, path.parent.stem)
    return turns(path, before, after) if is_routes else ()


def _has_values(path: Path) -> bool:
    return bool({path.stem, path.parent.stem} & {"policy", "statements"})


def _of(session: pytest.Session, tests: tuple[str, ...]) -> list[pytest.Item]:
    """Raises RuntimeError where there is none."""
    found = {item.nodeid: item for path in tests for item in session.items if item.nodeid.startswith(path)}
    if not found:
        raise RuntimeError(f"no tests in {tests}")
    return list(found.values())


def _failed(items: list[pytest.Item], end: float = float("inf")) -> Iterator[pytest.Item]:
    """Those that fail, as far as there is time. Between two runs only what is of the session is kept."""
    session = items[0].session
    try:
        for item, after in zip(items, [*items[1:], None], strict=True):
            if time.monotonic() > end:
                break
            with _limited():
                reports = runtestprotocol(item, log=False, nextitem=after or _Apart.of(session))
            wrong = [report for report in reports if report.failed]
            if wrong:
                print(item.nodeid, wrong[0].longreprtext[-2_000:], flush=True)
                yield item
    finally:
        session._setupstate.teardown_exact(_Apart.of(session))


@contextmanager
def _limited() -> Iterator[None]:
    """A test that never ends has noticed."""

    def end(*_: object) -> None:
        raise TimeoutError(f"no end within {TEST_SECONDS} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(TEST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class _Apart(pytest.Item):
    """Belongs to the session only: with it as the next one, fixtures of modules are put away."""

    def runtest(self) -> None:
        raise NotImplementedError

    @classmethod
    def of(cls, session: pytest.Session) -> pytest.Item:
        made: pytest.Item = cls.from_parent(session, name="apart")
        return made
