"""Mutants of the database in one run of pytest: the program stays loaded, the database is changed and
changed back."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from _pytest.runner import runtestprotocol

WARM = "tests/locks/test_roles.py"
"""Asked before anything is changed, so that the program itself starts on a whole database."""


@dataclass(frozen=True, slots=True)
class Step:
    """``tests``: files or folders, in the order in which they are asked."""

    key: str
    sql: str
    undo: str
    tests: tuple[str, ...]


@dataclass(eq=False)
class Loop:
    """A plugin in the place of pytest's own loop. ``say`` is told of each step: its key and what noticed."""

    steps: Sequence[Step]
    say: Callable[[str, str], None]
    until: float = float("inf")
    sound: set[str] = field(default_factory=set)
    dsn: str = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
        found = yield
        if fixturedef.argname == "admin_dsn":
            self.dsn = found
        return found

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Raises RuntimeError where a test fails without any change: it would notice everything."""
        self._ask_unchanged(_of(session, (WARM,)))
        for step in self.steps:
            if time.monotonic() > self.until:
                break
            items = _of(session, step.tests)
            noticed = self._noticed(step, items)
            self._ask_unchanged([item for item in items if item.nodeid == noticed])
            self.say(step.key, noticed)
        session._setupstate.teardown_exact(None)
        return True

    def _ask_unchanged(self, items: list[pytest.Item]) -> None:
        asked = [item for item in items if item.nodeid not in self.sound]
        if failed := next(_failed(asked), None):
            raise RuntimeError(f"fails without any change: {failed}")
        self.sound |= {item.nodeid for item in asked}

    def _noticed(self, step: Step, items: list[pytest.Item]) -> str:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            connection.execute(step.sql)
            try:
                return next(_failed(items), "survived")
            finally:
                connection.execute(step.undo)


def _of(session: pytest.Session, tests: tuple[str, ...]) -> list[pytest.Item]:
    """Raises RuntimeError where there is none."""
    found = [item for path in tests for item in session.items if item.nodeid.startswith(path)]
    if not found:
        raise RuntimeError(f"no tests in {tests}")
    return found


def _failed(items: list[pytest.Item]) -> Iterator[str]:
    """Names of those that fail. Between two runs nothing but what is of the whole session is kept."""
    if not items:
        return
    session = items[0].session
    try:
        for item, after in zip(items, [*items[1:], None], strict=True):
            reports = runtestprotocol(item, log=False, nextitem=after or _Apart.of(session))
            wrong = [report for report in reports if report.failed]
            if wrong:
                print(wrong[0].longreprtext[-2_000:], flush=True)
                yield item.nodeid
    finally:
        session._setupstate.teardown_exact(_Apart.of(session))


class _Apart(pytest.Item):
    """Belongs to the session only: with it as the next one, fixtures of modules are put away."""

    def runtest(self) -> None:
        raise NotImplementedError

    @classmethod
    def of(cls, session: pytest.Session) -> pytest.Item:
        made: pytest.Item = cls.from_parent(session, name="apart")
        return made
