"""When somebody else than the owner is told that a clock of a case has run out, and who."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from samsyn.cases.rules.access import Reach
from samsyn.cases.rules.timeline import EventType, RunningClock
from samsyn.core.actor import Function
from samsyn.core.schooldays import stockholm_midnights
from samsyn.legal import ClockEvent, ClockKind, SchoolDays

FOLLOW_UP_DAY: Final = "FOLLOW_UP_DAY"
"""The day that the owner has set, as a clock; no rule pack has it."""
FOLLOW_UP_PATIENCE: Final = 5
"""School days that a case may be without a day for follow-up that has not been."""


def follow_up_clock(follow_up: date | None, opened_on: date) -> RunningClock:
    """Of an open case. Without a day it has run out since the day that the case was opened."""
    last = follow_up or opened_on
    begins, ends = stockholm_midnights(last)
    return RunningClock(
        FOLLOW_UP_DAY,
        ClockEvent.FOLLOWED_UP,
        ClockKind.LOCAL_GUIDELINE,
        begins,
        last,
        ends,
        Function.PRINCIPAL,
        FOLLOW_UP_PATIENCE,
    )


def escalates_at(clock: RunningClock, calendar: SchoolDays) -> datetime | None:
    """From when, in UTC; None for a clock that is the owner's alone."""
    if clock.escalate_to is None or clock.stops_at is ClockEvent.APPEALED:
        return None
    if clock.escalate_after == 0:
        return clock.out_at
    return stockholm_midnights(calendar.add_school_days(clock.due_on, clock.escalate_after))[1]


def escalates_to(clock: RunningClock, reach: str) -> Function | None:
    """C11: where nobody at the unit gets to the case, the organiser's case officer is told instead."""
    if clock.escalate_to is None or reach != Reach.ORGANISER:
        return clock.escalate_to
    return Function.ORGANISER_CASE_OFFICER


Told = tuple[str, str]
"""A run of a clock: its code, and since when it goes, as it is written in the event."""


def run_of(clock: RunningClock) -> Told:
    return clock.code, clock.since.isoformat()


def told_of(events: Iterable[tuple[str, str, Mapping[str, str]]] | None) -> dict[Told, str]:
    """Run → function that was told of it; of events as type, instant and data."""
    return {
        (data["clock"], data["since"]): data["to"]
        for kind, _, data in events or ()
        if kind == EventType.CLOCK_ESCALATED
    }


def escalation_id(case_id: UUID, clock: RunningClock) -> UUID:
    """The same for the same run of a clock, so that it can be recorded once only."""
    return uuid5(case_id, " ".join(run_of(clock)))
