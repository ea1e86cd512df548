"""What the timeline of a case says, and which clocks it starts and stops."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from samsyn.cases.rules import CasePhase
from samsyn.core.schooldays import stockholm_day
from samsyn.legal import CaseType, ClockEvent, ClockKind, SchoolDays, due_on


class EventType(StrEnum):
    OPENED = "OPENED"
    CONCERN_JOINED = "CONCERN_JOINED"
    PRINCIPAL_NOTIFIED = "PRINCIPAL_NOTIFIED"
    ORGANISER_NOTIFIED = "ORGANISER_NOTIFIED"
    PHASE_CHANGED = "PHASE_CHANGED"
    OWNER_CHANGED = "OWNER_CHANGED"
    FOLLOW_UP_SET = "FOLLOW_UP_SET"
    WAITING_CHANGED = "WAITING_CHANGED"
    STUDENTS_CHANGED = "STUDENTS_CHANGED"
    CLASS_CHANGED = "CLASS_CHANGED"
    RULE_PACK_CHANGED = "RULE_PACK_CHANGED"
    MEMBER_ADDED = "MEMBER_ADDED"
    MEMBER_ENDED = "MEMBER_ENDED"
    NOTE_WRITTEN = "NOTE_WRITTEN"
    VOICE_RECORDED = "VOICE_RECORDED"
    MEASURE_AGREED = "MEASURE_AGREED"
    MEASURE_CONTINUED = "MEASURE_CONTINUED"
    MEASURE_EVALUATED = "MEASURE_EVALUATED"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"


ENTERED: Mapping[str, tuple[ClockEvent, ...]] = {
    CasePhase.INVESTIGATION: (ClockEvent.INVESTIGATION_STARTED,),
    CasePhase.DECISION: (ClockEvent.INVESTIGATION_COMPLETED,),
    CasePhase.MEASURES: (ClockEvent.MEASURES_STARTED,),
    CasePhase.FOLLOW_UP: (ClockEvent.FOLLOWED_UP,),
    CasePhase.EVALUATION: (ClockEvent.EVALUATED,),
}
STRAIGHT: Mapping[str, tuple[ClockEvent, ...]] = {
    EventType.OPENED: (ClockEvent.OPENED, ClockEvent.RECEIVED, ClockEvent.NOTICED),
    EventType.PRINCIPAL_NOTIFIED: (ClockEvent.PRINCIPAL_NOTIFIED,),
    EventType.ORGANISER_NOTIFIED: (ClockEvent.ORGANISER_NOTIFIED,),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as the clocks see it. ``phase`` is the phase entered, where one was."""

    type: str
    at: datetime
    phase: str | None = None
    left: str | None = None


@dataclass(frozen=True, slots=True)
class RunningClock:
    """``due_on`` is the last day in time."""

    code: str
    stops_at: ClockEvent
    kind: ClockKind
    due_on: date


def moments(events: Iterable[Happened]) -> dict[ClockEvent, datetime]:
    """When each thing that clocks know happened last; leaving an investigation completes it."""
    found: dict[ClockEvent, datetime] = {}
    for event in sorted(events, key=lambda e: e.at):
        what = (*STRAIGHT.get(event.type, ()), *ENTERED.get(event.phase or "", ()))
        if event.left == CasePhase.INVESTIGATION:
            what = (*what, ClockEvent.INVESTIGATION_COMPLETED)
        if event.left == CasePhase.DECISION:
            what = (*what, ClockEvent.DECIDED)
        found.update(dict.fromkeys(what, event.at))
    return found


def running_clocks(
    case_type: CaseType, events: Iterable[Happened], calendar: SchoolDays
) -> tuple[RunningClock, ...]:
    """Clocks that have started and not stopped, the first to run out first."""
    when = moments(events)
    running = [
        RunningClock(
            rule.code, rule.to_event, rule.kind, due_on(rule, stockholm_day(when[rule.from_event]), calendar)
        )
        for rule in case_type.clocks
        if rule.from_event in when
        and rule.unit != "HOURS"
        and (rule.to_event not in when or when[rule.to_event] < when[rule.from_event])
    ]
    return tuple(sorted(running, key=lambda clock: (clock.due_on, clock.code)))
