"""Waiting times of what has no row of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from samsyn.core.passwords import wait_after
from samsyn.core.throttle import KEPT, Throttle

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ENOUGH = next(n for n in range(1, 100) if wait_after(n) > 0)
"""Failures after which one waits."""


def test_who_failed_often_waits_for_a_while_and_nobody_else() -> None:
    throttle = Throttle()
    for _ in range(ENOUGH):
        throttle.failed(b"a", NOW)
    until = throttle.wait_until(b"a", NOW)
    assert until == NOW + timedelta(seconds=wait_after(ENOUGH))
    assert throttle.wait_until(b"a", until) is None
    assert throttle.wait_until(b"b", NOW) is None


def test_failures_add_up() -> None:
    throttle = Throttle()
    for _ in range(ENOUGH + 3):
        throttle.failed(b"a", NOW)
    assert throttle.wait_until(b"a", NOW) == NOW + timedelta(seconds=wait_after(ENOUGH + 3))


def test_the_oldest_are_forgotten_first() -> None:
    throttle = Throttle()
    for _ in range(ENOUGH):
        throttle.failed(b"first", NOW)
    for number in range(KEPT):
        throttle.failed(number.to_bytes(4, "big"), NOW)
    assert throttle.wait_until(b"first", NOW) is None
    assert len(throttle._seen) == KEPT
