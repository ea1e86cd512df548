"""What the timeline of a case says, and which clocks it starts and stops."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from samsyn.cases.rules import CasePhase
from samsyn.core.actor import Function
from samsyn.core.schooldays import stockholm_day
from samsyn.legal import CaseType, ClockEvent, ClockKind, ClockUnit, DeadlineRule, SchoolDays, due_at


class EventType(StrEnum):
    OPENED = "OPENED"
    CONCERN_JOINED = "CONCERN_JOINED"
    PRINCIPAL_NOTIFIED = "PRINCIPAL_NOTIFIED"
    ORGANISER_NOTIFIED = "ORGANISER_NOTIFIED"
    PHASE_CHANGED = "PHASE_CHANGED"
    GATE_PASSED = "GATE_PASSED"
    OWNER_CHANGED = "OWNER_CHANGED"
    FOLLOW_UP_SET = "FOLLOW_UP_SET"
    WAITING_CHANGED = "WAITING_CHANGED"
    STUDENTS_CHANGED = "STUDENTS_CHANGED"
    THEMES_CHANGED = "THEMES_CHANGED"
    BEST_INTEREST_WEIGHED = "BEST_INTEREST_WEIGHED"
    CLASS_CHANGED = "CLASS_CHANGED"
    RULE_PACK_CHANGED = "RULE_PACK_CHANGED"
    CLOCK_ESCALATED = "CLOCK_ESCALATED"
    ALLEGED_NAMED = "ALLEGED_NAMED"
    ALLEGED_REMOVED = "ALLEGED_REMOVED"
    ANSWERED = "ANSWERED"
    ASSESSMENT_REFERRED = "ASSESSMENT_REFERRED"
    ASSESSMENT_REMOVED = "ASSESSMENT_REMOVED"
    CONFIRMED = "CONFIRMED"
    FEEDBACK_RECEIVED = "FEEDBACK_RECEIVED"
    MEETING_HELD = "MEETING_HELD"
    REPORT_CORRECTED = "REPORT_CORRECTED"
    REPORT_SENT = "REPORT_SENT"
    MEMBER_ADDED = "MEMBER_ADDED"
    MEMBER_ENDED = "MEMBER_ENDED"
    OPENED_BY_REASON = "OPENED_BY_REASON"
    JOURNAL_WORDS_KEPT = "JOURNAL_WORDS_KEPT"
    NOTE_WRITTEN = "NOTE_WRITTEN"
    VOICE_RECORDED = "VOICE_RECORDED"
    VOICE_FOLLOWED = "VOICE_FOLLOWED"
    MAPPING_STARTED = "MAPPING_STARTED"
    MAPPING_COMPLETED = "MAPPING_COMPLETED"
    INVESTIGATION_STARTED = "INVESTIGATION_STARTED"
    INVESTIGATION_COMPLETED = "INVESTIGATION_COMPLETED"
    TRANSFERRED = "TRANSFERRED"
    TRANSFER_RECEIVED = "TRANSFER_RECEIVED"
    EXPORTED = "EXPORTED"
    FILE_ATTACHED = "FILE_ATTACHED"
    FILE_VOIDED = "FILE_VOIDED"
    MEASURE_PROPOSED = "MEASURE_PROPOSED"
    MEASURE_DECIDED = "MEASURE_DECIDED"
    PARTY_INFORMED = "PARTY_INFORMED"
    PARTY_HEARD = "PARTY_HEARD"
    CONSENT_GIVEN = "CONSENT_GIVEN"
    CONSENT_REVOKED = "CONSENT_REVOKED"
    DISCLOSED = "DISCLOSED"
    DISCLOSURE_ENDED = "DISCLOSURE_ENDED"
    DECISION_SIGNED = "DECISION_SIGNED"
    DECISION_SENT = "DECISION_SENT"
    DECISION_NOTIFIED = "DECISION_NOTIFIED"
    APPEAL_RECEIVED = "APPEAL_RECEIVED"
    APPEAL_FORWARDED = "APPEAL_FORWARDED"
    APPEAL_DECIDED = "APPEAL_DECIDED"
    CONTRIBUTION_ASKED = "CONTRIBUTION_ASKED"
    CONTRIBUTION_LINKED = "CONTRIBUTION_LINKED"
    CONTRIBUTION_WITHDRAWN = "CONTRIBUTION_WITHDRAWN"
    CONTRIBUTION_ANSWERED = "CONTRIBUTION_ANSWERED"
    CONTRIBUTION_SORTED = "CONTRIBUTION_SORTED"
    MEASURE_AGREED = "MEASURE_AGREED"
    MEASURE_SHARED = "MEASURE_SHARED"
    SHARING_ENDED = "SHARING_ENDED"
    MEASURE_CONTINUED = "MEASURE_CONTINUED"
    MEASURE_MOVED = "MEASURE_MOVED"
    MEASURE_EVALUATED = "MEASURE_EVALUATED"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"


SHORTEST: Final = timedelta(microseconds=1)
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
    EventType.INVESTIGATION_STARTED: (ClockEvent.INVESTIGATION_STARTED,),
    EventType.INVESTIGATION_COMPLETED: (ClockEvent.INVESTIGATION_COMPLETED,),
    EventType.DECISION_SIGNED: (ClockEvent.DECIDED,),
    EventType.DECISION_NOTIFIED: (ClockEvent.NOTIFIED,),
    EventType.TRANSFERRED: (ClockEvent.HANDED_OVER,),
    EventType.APPEAL_RECEIVED: (ClockEvent.APPEALED,),
    EventType.ANSWERED: (ClockEvent.ANSWERED,),
    EventType.CONFIRMED: (ClockEvent.CONFIRMED,),
    EventType.FEEDBACK_RECEIVED: (ClockEvent.FEEDBACK_RECEIVED,),
    EventType.MEETING_HELD: (ClockEvent.MEETING_HELD,),
    EventType.REPORT_SENT: (ClockEvent.REPORT_SENT,),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as the clocks see it. ``phase`` is the phase entered, where one was; ``fact`` when it was, or
    will be, outside, where that is said; ``kind`` of report."""

    type: str
    at: datetime
    phase: str | None = None
    left: str | None = None
    fact: datetime | None = None
    kind: str | None = None

    @property
    def since(self) -> datetime:
        return self.fact or self.at


@dataclass(frozen=True, slots=True)
class RunningClock:
    """``due_on`` is the last day in time, ``out_at`` the first instant too late, in UTC."""

    code: str
    stops_at: ClockEvent
    kind: ClockKind
    since: datetime
    due_on: date
    out_at: datetime
    escalate_to: Function | None = None
    escalate_after: int = 0

    def is_out(self, now: datetime) -> bool:
        """A time to appeal that has run out is nobody's delay."""
        return self.stops_at is not ClockEvent.APPEALED and now >= self.out_at


REPORTS: Final = (EventType.REPORT_SENT, EventType.FEEDBACK_RECEIVED)
REPORT_OF: Final = {
    "CHILD_WELFARE_REPORT": "SOCIAL_SERVICES",
    "POLICE_REPORT": "POLICE",
    "INCIDENT": "WORK_ENVIRONMENT",
}
"""The report that a case type is about; another kind that is sent from it is not what its clocks wait for."""


def moments(events: Iterable[Happened]) -> dict[ClockEvent, list[datetime]]:
    """When each thing that clocks know happened, the first first."""
    return {what: [event.at for event in made] for what, made in occasions(events).items()}


def occasions(events: Iterable[Happened]) -> dict[ClockEvent, list[Happened]]:
    """Each thing that clocks know, as it happened, the first first; leaving an investigation completes it.

    One under way is not started again, and one completed is not completed again by leaving its phase. A
    report that went past the principal has passed that step too (C11); measures that go on after a follow-up
    were started before it.
    """
    found: dict[ClockEvent, list[Happened]] = {}
    for event in sorted(events, key=lambda e: e.at):
        for what in _meant_by(event) - _said_already(found, event):
            found.setdefault(what, []).append(event)
        if event.type == EventType.ORGANISER_NOTIFIED:
            found.setdefault(ClockEvent.PRINCIPAL_NOTIFIED, [event])
    return found


def _meant_by(event: Happened) -> set[ClockEvent]:
    goes_on = event.left == CasePhase.FOLLOW_UP and event.phase == CasePhase.MEASURES
    entered = () if goes_on else ENTERED.get(event.phase or "", ())
    what = {*STRAIGHT.get(event.type, ()), *entered}
    if event.left == CasePhase.INVESTIGATION:
        what.add(ClockEvent.INVESTIGATION_COMPLETED)
    if event.left == CasePhase.DECISION:
        what.add(ClockEvent.DECIDED)
    return what


def _said_already(found: Mapping[ClockEvent, list[Happened]], event: Happened) -> set[ClockEvent]:
    started = found.get(ClockEvent.INVESTIGATION_STARTED)
    completed = found.get(ClockEvent.INVESTIGATION_COMPLETED)
    if not started:
        return set()
    if not completed or completed[-1].at < started[-1].at:
        return {ClockEvent.INVESTIGATION_STARTED}
    return {ClockEvent.INVESTIGATION_COMPLETED} if event.left == CasePhase.INVESTIGATION else set()


def running_clocks(
    case_type: CaseType, events: Iterable[Happened], calendar: SchoolDays
) -> tuple[RunningClock, ...]:
    """Clocks that have started and not stopped, the first to run out first.

    Clocks between the same two events are a series: the second follow-up stops the second of them. What
    waits for an investigation to begin waits no more once one has, be it before the clock started.
    """
    own = REPORT_OF.get(case_type.code)
    every = [event for event in events if event.type not in REPORTS or event.kind == own]
    when = occasions(every)
    if any(event.type == EventType.INVESTIGATION_STARTED for event in every):
        begun = ClockEvent.INVESTIGATION_STARTED
    else:
        begun = None
    running = []
    for rule in case_type.clocks:
        if rule.from_event in when and rule.to_event is not begun:
            start = when[rule.from_event][-1]
            stops = sum(event.at >= start.at for event in when.get(rule.to_event, ()))
            if stops < _place_in_series(case_type, rule):
                running.append(_running(rule, start.since, calendar))
    return tuple(sorted(running, key=lambda clock: (clock.out_at, clock.code)))


def _place_in_series(case_type: CaseType, rule: DeadlineRule) -> int:
    """From 1."""
    same = [c for c in case_type.clocks if (c.from_event, c.to_event) == (rule.from_event, rule.to_event)]
    return sorted(same, key=lambda c: c.amount).index(rule) + 1


def _running(rule: DeadlineRule, since: datetime, calendar: SchoolDays) -> RunningClock:
    out_at = due_at(rule, since, calendar)
    last = out_at if rule.unit is ClockUnit.HOURS else out_at - SHORTEST
    return RunningClock(
        rule.code, rule.to_event, rule.kind, since, stockholm_day(last), out_at,
        rule.escalate_to, rule.escalate_after,
    )  # fmt: skip
