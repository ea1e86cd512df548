"""States of a pull, and the small decisions that need no database."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Set
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import product
from uuid import UUID

LONGEST_PULL = timedelta(minutes=45)
"""A run that has not ended by then is given up; another one may begin."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"


class ApiVersion(StrEnum):
    """Editions of SS 12000 that are read."""

    V2_0 = "V2_0"
    V2_1 = "V2_1"


class RunState(StrEnum):
    """REFUSED never began. CONFIRM: everything was applied but ends that somebody must confirm."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    CONFIRM = "CONFIRM"
    REFUSED = "REFUSED"
    FAILED = "FAILED"


class RunTrigger(StrEnum):
    """Who asked for the pull."""

    PERSON = "PERSON"
    NIGHTLY = "NIGHTLY"
    COMMAND_LINE = "COMMAND_LINE"


class RunPhase(StrEnum):
    """How far a running pull has come."""

    WAITING = "WAITING"
    FETCHING = "FETCHING"
    APPLYING = "APPLYING"
    OVER = "OVER"


def lease_of(run: UUID) -> str:
    """What the process that carries out a run holds as long as it lives."""
    return f"sync run {run}"


def is_dead(phase: RunPhase, started_at: datetime, now: datetime, *, leased: bool) -> bool:
    """Begun by a process that is gone, or given up. What waits for the worker needs no process yet."""
    return now - started_at > LONGEST_PULL or (phase is not RunPhase.WAITING and not leased)


def short_code(name: str, taken: Set[str]) -> str:
    """Two to four capital letters for case numbers: from the school's name, else the first that is free."""
    return next(code for code in _candidates(name) if code not in taken)


def _candidates(name: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFC", name).upper()
    letters = "".join(one for one in plain if one in LETTERS)
    initials = "".join(word[0] for word in plain.split() if word[0] in LETTERS)
    yield from (letters[:size] for size in (2, 3, 4) if len(letters) >= size)
    yield from (initials[:size] for size in (2, 3, 4) if len(initials) >= size)
    for size in (2, 3, 4):
        yield from ("".join(code) for code in product(LETTERS, repeat=size))
