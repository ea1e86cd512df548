"""What meetings offer to the registry: the week, what waits for an answer, what works, and what a meeting is
called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ARRAY, Date, DateTime, Uuid, any_, bindparam

from samsyn.core.registry import FocusCard, GoodNews, Reference, Registry, WeekItem
from samsyn.core.schooldays import Period, stockholm_day
from samsyn.core.spelled import MONTHS
from samsyn.core.work import Work
from samsyn.meetings.models import ActionItem, Meeting
from samsyn.meetings.policy import MEETINGS_I_LEAD, MY_ACTIONS, MY_MEETINGS, MY_TEAMS, VISIBLE_MEETINGS
from samsyn.meetings.queries.meetings import title_of
from samsyn.meetings.queries.rates import rates_of
from samsyn.meetings.rules import NOT_HELD_AFTER, PLANNABLE, ActionItemState, MeetingState, is_good_news

KIND = "meeting"
ASKED_WITHIN = timedelta(days=60)
"""Older than that nobody remembers why; the rate still counts them."""
_DURING = (
    Meeting.starts_at < bindparam("until", type_=DateTime(timezone=True)),
    Meeting.ends_at > bindparam("since", type_=DateTime(timezone=True)),
)
THIS_WEEK = MY_MEETINGS.where(
    *_DURING, Meeting.state.not_in((MeetingState.CANCELLED, MeetingState.RESCHEDULED))
)
PASSED = MEETINGS_I_LEAD.where(*_DURING, Meeting.state.in_(PLANNABLE)).order_by(Meeting.starts_at)
LATE_ACTIONS = MY_ACTIONS.where(
    ActionItem.state == ActionItemState.OPEN, ActionItem.due_on < bindparam("today", type_=Date)
).order_by(ActionItem.due_on)
BY_ID = VISIBLE_MEETINGS.where(Meeting.id == any_(bindparam("ids", type_=ARRAY(Uuid()))))


def register(registry: Registry) -> None:
    """Called once by ``main.wiring``."""
    registry.reference_kinds[KIND] = meeting_references
    registry.focus_sources.extend([passed_meetings, late_actions])
    registry.week_sources.append(my_week)
    registry.good_news_sources.append(held_last_month)


def path_of(meeting_id: UUID) -> str:
    return f"/moten/{meeting_id}"


async def my_week(work: Work, start: datetime, end: datetime) -> Sequence[WeekItem]:
    """Meetings that the caller is invited to."""
    rows = await work.scalars(THIS_WEEK, {"since": start, "until": end})
    return [
        WeekItem(
            id=m.id,
            title_sv=title_of(m.type, m.team_name, "sv"),
            title_en=title_of(m.type, m.team_name, "en"),
            starts_at=m.starts_at,
            ends_at=m.ends_at,
            path=path_of(m.id),
        )
        for m in rows
    ]


async def passed_meetings(work: Work) -> Sequence[FocusCard]:
    """One card for the meetings that the caller leads and that passed without anybody saying how it went."""
    now = work.clock.now()
    until = now - NOT_HELD_AFTER
    rows: list[Meeting] = list(await work.scalars(PASSED, {"since": now - ASKED_WITHIN, "until": until}))
    if not rows:
        return []
    first, many = rows[0], len(rows) > 1
    return [
        FocusCard(
            code="MEETING_WITHOUT_OUTCOME",
            weight=55,
            what_sv=f"{len(rows)} möten saknar besked om de blev av" if many else "Blev mötet av?",
            what_en=f"{len(rows)} meetings lack an outcome" if many else "Did the meeting take place?",
            why_sv=f"{title_of(first.type, first.team_name, 'sv')} har passerat utan att någon startade det. "
            "Skälen visar vad som behöver ändras.",
            why_en=f"{title_of(first.type, first.team_name, 'en')} has passed and nobody started it. "
            "The reasons show what needs to change.",
            action_sv="Svara",
            action_en="Answer",
            path=path_of(first.id),
            due=stockholm_day(first.starts_at),
        )
    ]


async def late_actions(work: Work) -> Sequence[FocusCard]:
    """One card for what the caller has promised and not done."""
    rows: list[ActionItem] = list(await work.scalars(LATE_ACTIONS, {"today": work.clock.today()}))
    if not rows:
        return []
    count, oldest = len(rows), rows[0]
    many = count > 1
    return [
        FocusCard(
            code="ACTION_ITEMS_LATE",
            weight=50,
            what_sv=f"Gör klart {count} saker från möten" if many else "Gör klart en sak från ett möte",
            what_en=f"Finish {count} things from meetings" if many else "Finish one thing from a meeting",
            why_sv="Dagen har passerat. Blev det inte aktuellt, ta bort det eller flytta dagen.",
            why_en="The day has passed. If it is no longer needed, drop it or move the day.",
            action_sv="Till att göra",
            action_en="To my list",
            path="/moten/att-gora",
            due=oldest.due_on,
        )
    ]


def last_month(today: date) -> Period:
    end = today.replace(day=1) - timedelta(days=1)
    return Period(end.replace(day=1), end)


async def held_last_month(work: Work) -> GoodNews | None:
    """Of the caller's own teams, the one with the most meetings among those where most took place."""
    period = last_month(work.clock.today())
    teams = list(await work.scalars(MY_TEAMS))
    rates = await rates_of(work, teams, period)
    good = [(rate, team) for team, rate in zip(teams, rates, strict=True) if is_good_news(rate)]
    if not good:
        return None
    rate, team = max(good, key=lambda pair: (pair[0].held, pair[0].held / pair[0].planned))
    sv, en = MONTHS[period.first.month - 1]
    return GoodNews(
        code="MEETINGS_HELD",
        sv=f"{rate.held} av {rate.planned} möten blev av i {sv} – {team.name}.",
        en=f"{rate.held} of {rate.planned} meetings took place in {en} – {team.name}.",
    )


async def meeting_references(work: Work, ids: Sequence[UUID]) -> dict[UUID, Reference]:
    """Meetings the caller sees, by type and team."""
    rows = await work.scalars(BY_ID, {"ids": list(ids)})
    return {
        m.id: Reference(KIND, m.id, title_of(m.type, m.team_name, "sv"), path_of(m.id), m.starts_at)
        for m in rows
    }
