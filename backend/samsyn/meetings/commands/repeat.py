"""A series of meetings is planned for a term at a time, on school days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from samsyn.core.ids import uuid7
from samsyn.core.schooldays import stockholm_instant
from samsyn.core.work import Work
from samsyn.meetings.commands.plan import invite_people, members_of, team_to_call
from samsyn.meetings.errors import BadPeriod, BadTimes, NoSchoolDays, PupilSeries
from samsyn.meetings.models import Meeting, MeetingSeries
from samsyn.meetings.rules import PUPIL_MEETINGS, MeetingState, series_days
from samsyn.meetings.schemas import MeetingSeriesIn
from samsyn.organisation import calendar_of

LONGEST = timedelta(days=370)
COPIED = ("team_id", "school_id", "type", "mode", "place", "video_link")


async def plan_series(work: Work, body: MeetingSeriesIn) -> MeetingSeries:
    """Days without school, and days that have passed, are left out. Raises NotThere, NotAllowed, PupilSeries,
    BadPeriod, BadTimes, NoSchoolDays."""
    if body.type in PUPIL_MEETINGS:
        raise PupilSeries
    team = await team_to_call(work, body.team_id)
    _refuse_late(body)
    days = await _days(work, team.school_id, body)
    series = MeetingSeries(tenant_id=work.tenant, id=uuid7(), school_id=team.school_id, **body.model_dump())
    work.add(series)
    await work.flush()
    meetings = [_meeting(work, series, day) for day in days]
    work.add_all(meetings)
    await work.flush()
    people = [*await members_of(work, team.id), work.actor.id]
    for meeting in meetings:
        invite_people(work, meeting, people)
    await work.flush()
    return series


def _refuse_late(body: MeetingSeriesIn) -> None:
    clock = time.fromisoformat(body.starts)
    if clock.hour * 60 + clock.minute + body.minutes >= 24 * 60:
        raise BadTimes


async def _days(work: Work, school_id: UUID | None, body: MeetingSeriesIn) -> list[date]:
    calendar = await calendar_of(work, school_id)
    covers = calendar.covers
    if not covers.first <= body.first_on <= body.last_on <= covers.last:
        raise BadPeriod
    if body.last_on - body.first_on > LONGEST:
        raise BadPeriod
    wanted = series_days(body.first_on, body.last_on, body.weekday, body.interval_weeks)
    now = work.clock.now()
    days = [d for d in wanted if calendar.is_school_day(d) and _starts(d, body.starts) > now]
    if not days:
        raise NoSchoolDays
    return days


def _starts(day: date, clock: str) -> datetime:
    return stockholm_instant(day, time.fromisoformat(clock))


def _meeting(work: Work, series: MeetingSeries, day: date) -> Meeting:
    starts = _starts(day, series.starts)
    return Meeting(
        tenant_id=work.tenant,
        id=uuid7(),
        series_id=series.id,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=series.minutes),
        state=MeetingState.PLANNED,
        **{name: getattr(series, name) for name in COPIED},
    )
