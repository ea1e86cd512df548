"""Whether a team's meetings take place (M03)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from samsyn.core.clock import STOCKHOLM
from samsyn.core.schooldays import Period, SchoolCalendar, school_year, stockholm_day
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


async def rates_of(work: Work, teams: Sequence[Team], period: Period) -> list[HeldRate]:
    """For each team, of the meetings planned in the period; what lies ahead is left out. Raises BadPeriod."""
    calendars = {key: await calendar_of(work, key) for key in {team.school_id for team in teams}}
    if any(not c.covers.first <= period.first <= period.last <= c.covers.last for c in calendars.values()):
        raise BadPeriod
    since = datetime.combine(period.first, time(), STOCKHOLM)
    planned: dict[UUID, list[PlannedMeeting]] = defaultdict(list)
    for row in await work.execute(TEAM_MEETINGS, {"teams": [team.id for team in teams], "since": since}):
        planned[row.team_id].append(_planned(work, row))
    return [_rate(planned[team.id], period, calendars[team.school_id]) for team in teams]


def _rate(planned: Sequence[PlannedMeeting], period: Period, calendar: SchoolCalendar) -> HeldRate:
    known = [meeting for meeting in planned if meeting.day <= calendar.covers.last]
    return held_rate(outcomes(known, period.last, calendar.school_days_between))


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
    [rate] = await rates_of(work, [team], period)
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
