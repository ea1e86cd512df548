"""Whether a team's meetings take place (M03)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from samsyn.core.schooldays import Period, school_year, stockholm_day
from samsyn.core.work import Work
from samsyn.meetings.errors import BadPeriod
from samsyn.meetings.policy import TEAM_MEETINGS
from samsyn.meetings.rules import (
    CancelReason,
    HeldRate,
    MeetingState,
    PlannedMeeting,
    held_rate,
    outcomes,
    shown_state,
)
from samsyn.meetings.schemas import MeetingRateOut, ReasonCount
from samsyn.organisation import calendar_of
from samsyn.teams import Team


async def rate_of(work: Work, team: Team, period: Period) -> HeldRate:
    """Of the meetings planned in the period; what lies ahead is left out. Raises BadPeriod."""
    calendar = await calendar_of(work, team.school_id)
    covers = calendar.covers
    if not covers.first <= period.first <= period.last <= covers.last:
        raise BadPeriod
    rows = [_planned(work, row) for row in await work.execute(TEAM_MEETINGS, {"key": team.id})]
    wanted = [row for row in rows if period.first <= row.day <= covers.last]
    return held_rate(outcomes(wanted, period.last, calendar.school_days_between))


def _planned(work: Work, row: Any) -> PlannedMeeting:
    return PlannedMeeting(
        key=row.id,
        day=stockholm_day(row.starts_at),
        state=shown_state(MeetingState(row.state), row.starts_at, work.clock.now()),
        reason=CancelReason(row.cancel_reason) if row.cancel_reason else None,
        moved_to=row.rescheduled_to_id,
        is_replacement=row.rescheduled_from_id is not None,
    )


async def rate_shown(work: Work, team: Team, first: date | None, last: date | None) -> MeetingRateOut:
    """Without days: this school year until today."""
    today = work.clock.today()
    period = Period(first or school_year(today).first, last or today)
    rate = await rate_of(work, team, period)
    team_id: UUID = team.id
    return MeetingRateOut(
        team_id=team_id,
        first_on=period.first,
        last_on=period.last,
        planned=rate.planned,
        held=rate.held,
        rate=rate.rate,
        reasons=[ReasonCount(reason=r, count=n) for r, n in sorted(rate.reasons.items())],
    )
