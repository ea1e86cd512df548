"""Telling others that a clock has run out. Once for each run of a clock, however often it is looked at."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from samsyn.cases.models import CaseEvent
from samsyn.cases.queries.running import Clocks, WithClocks
from samsyn.cases.rules.clocks import escalates_at, escalates_to, escalation_id, run_of, told_of
from samsyn.cases.rules.timeline import EventType, RunningClock
from samsyn.cases.statements import EVERY_CLOCK
from samsyn.core.schooldays import SchoolCalendar
from samsyn.core.work import Work

AT_A_TIME = 1_000


async def escalate_some(work: Work, after: UUID) -> UUID | None:
    """Of a page of open cases past this id; answers where the next page begins, None after the last."""
    rows = list(await work.execute(EVERY_CLOCK, {"key": after, "upto": AT_A_TIME}))
    work.log("case.clocks", "Case", [row.id for row in rows], students=[])
    clocks, now = await Clocks.of(work, rows), work.clock.now()
    for row in rows:
        told = told_of(row.events)
        for clock in clocks.running(row):
            if run_of(clock) not in told and _is_due(clock, clocks.calendars[row.school_id], now):
                work.add(_event(work, row, clock))
    return rows[-1].id if rows else None


def _is_due(clock: RunningClock, calendar: SchoolCalendar, now: datetime) -> bool:
    """What has not run out is not counted further: its day may lie past every calendar."""
    at = escalates_at(clock, calendar) if clock.is_out(now) else None
    return at is not None and at <= now


def _event(work: Work, row: WithClocks, clock: RunningClock) -> CaseEvent:
    code, since = run_of(clock)
    return CaseEvent(
        tenant_id=work.tenant,
        id=escalation_id(row.id, clock),
        case_id=row.id,
        school_id=row.school_id,
        reach=row.reach,
        confidentiality=row.confidentiality,
        type=EventType.CLOCK_ESCALATED,
        at=work.clock.now(),
        data={
            "clock": code,
            "since": since,
            "until": clock.stops_at,
            "due": clock.due_on.isoformat(),
            "to": escalates_to(clock, row.reach),
        },
    )
