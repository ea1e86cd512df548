"""Waiting times for what has no row of its own: user names that nobody has."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

from samsyn.core.passwords import wait_after

KEPT = 10_000


class Throttle:
    """Failures by mark, the oldest forgotten first. One per process: it makes answers equal, no more."""

    def __init__(self) -> None:
        self._seen: OrderedDict[bytes, tuple[int, datetime]] = OrderedDict()

    def wait_until(self, mark: bytes, now: datetime) -> datetime | None:
        found = self._seen.get(mark)
        return found[1] if found and found[1] > now else None

    def failed(self, mark: bytes, now: datetime) -> None:
        failures = self._seen.pop(mark, (0, now))[0] + 1
        self._seen[mark] = failures, now + timedelta(seconds=wait_after(failures))
        while len(self._seen) > KEPT:
            self._seen.popitem(last=False)
