"""What goals offer: cards for the week's focus, and references to goals and their check-ins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import Uuid, bindparam

from samsyn.core.actor import HEADS
from samsyn.core.clock import STOCKHOLM
from samsyn.core.registry import FocusCard, Reference, Registry
from samsyn.core.schooldays import OutsideCalendar, SchoolCalendar
from samsyn.core.work import Work
from samsyn.goals.models import Goal, GoalAcceptance, GoalCheckIn
from samsyn.goals.policy import (
    GOALS_AT_WORK,
    VISIBLE_ACCEPTANCES,
    VISIBLE_CHECK_INS,
    VISIBLE_GOALS,
    GoalAction,
    allowed_on_goal,
)
from samsyn.goals.rules import ASKING, UNDER_WAY, due_check_in
from samsyn.organisation import calendar_of

MOST_LATE = 7
"""More is a list, not a focus; those that have waited longest come first."""
_IDS = bindparam("ids", type_=Uuid, expanding=True)
TO_DO = GOALS_AT_WORK.where(Goal.state.in_(ASKING | UNDER_WAY)).order_by(Goal.deadline_on).limit(200)
MY_STANCES = VISIBLE_ACCEPTANCES.with_only_columns(GoalAcceptance.goal_id, GoalAcceptance.round).where(
    GoalAcceptance.person_id == bindparam("me", type_=Uuid)
)
THESE_GOALS = VISIBLE_GOALS.where(Goal.id.in_(_IDS))
THESE_CHECK_INS = VISIBLE_CHECK_INS.with_only_columns(
    GoalCheckIn.id, GoalCheckIn.goal_id, GoalCheckIn.held_on, Goal.title
).where(GoalCheckIn.id.in_(_IDS))
"""Titles are a team's own words about its work; no pupil is named in a goal."""


def register(registry: Registry) -> None:
    registry.focus_sources.append(focus_cards)
    registry.reference_kinds["goal"] = goals
    registry.reference_kinds["goal_check_in"] = check_ins


async def focus_cards(work: Work) -> Sequence[FocusCard]:
    """Stances asked for, check-ins that are due, goals whose time is up."""
    if work.actor.kind != "PERSON" or not work.actor.staff_units:
        return []
    found: list[Goal] = list(await work.scalars(TO_DO))
    today = work.clock.today()
    cards = [await _asked(work, [g for g in found if g.state in ASKING])]
    mine = [g for g in found if g.state in UNDER_WAY and _minds(work, g)]
    late = [g for g in mine if g.deadline_on is not None and g.deadline_on < today]
    calendars = {key: await calendar_of(work, key) for key in {g.school_id for g in late}}
    cards += [_late(g, today, calendars[g.school_id]) for g in late[:MOST_LATE]]
    cards += [
        _due(g, day)
        for g in mine
        if g not in late and (day := due_check_in(g.check_in_days, g.current_on, today))
    ]
    return [card for card in cards if card is not None]


def _minds(work: Work, goal: Goal) -> bool:
    """Its owner, and the heads of the unit."""
    return goal.owner_id == work.actor.id or work.actor.holds_at(goal.school_id, HEADS)


async def _asked(work: Work, asking: Sequence[Goal]) -> FocusCard | None:
    given = {tuple(row) for row in await work.execute(MY_STANCES, {"me": work.actor.id})}
    waiting = [
        g
        for g in asking
        if (g.id, g.round) not in given and GoalAction.ACCEPT in allowed_on_goal(work.actor, g)
    ]
    if not waiting:
        return None
    one = len(waiting) == 1
    return FocusCard(
        code="GOAL_AWAITS_STANCE",
        weight=45,
        what_sv="Ta ställning till ett mål" if one else f"Ta ställning till {len(waiting)} mål",
        what_en="Say where you stand on a goal" if one else f"Say where you stand on {len(waiting)} goals",
        why_sv="Målet börjar gälla först när elevhälsan, rektor och arbetslaget står bakom det.",
        why_en="A goal begins when student health, the principal and the work team stand behind it.",
        action_sv="Läs och svara",
        action_en="Read and answer",
        path=f"/lasaret/mal/{waiting[0].id}" if one else "/lasaret/mal?lage=PROPOSED",
    )


def _late(goal: Goal, today: date, calendar: SchoolCalendar) -> FocusCard:
    assert goal.deadline_on is not None
    sv, en = _ago(goal.deadline_on, today, calendar)
    return FocusCard(
        code="GOAL_DEADLINE_PASSED",
        weight=40,
        what_sv=f"Målets tid är ute: {goal.title}",
        what_en=f"The time of a goal is up: {goal.title}",
        why_sv=f"Slutdatumet passerade {sv}. Skriv det sista värdet.",
        why_en=f"The deadline passed {en}. Write down the last value.",
        action_sv="Öppna målet",
        action_en="Open the goal",
        path=f"/lasaret/mal/{goal.id}",
        due=goal.deadline_on,
    )


def _ago(day: date, today: date, calendar: SchoolCalendar) -> tuple[str, str]:
    try:
        number = calendar.school_days_between(day, today)
    except OutsideCalendar:
        return "för länge sedan", "long ago"
    if number == 1:
        return "för 1 skoldag sedan", "1 school day ago"
    return f"för {number} skoldagar sedan", f"{number} school days ago"


def _due(goal: Goal, day: date) -> FocusCard:
    return FocusCard(
        code="GOAL_CHECK_IN_DUE",
        weight=35,
        what_sv=f"Stäm av målet: {goal.title}",
        what_en=f"Check in on the goal: {goal.title}",
        why_sv="En planerad avstämning är nära eller har passerat, och målet saknar ett aktuellt värde.",
        why_en="A planned check-in is near or past, and the goal lacks a current value.",
        action_sv="Skriv ett värde",
        action_en="Write a value",
        path=f"/lasaret/mal/{goal.id}",
        due=day,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), STOCKHOLM)


async def goals(work: Work, ids: Sequence[UUID]) -> dict[UUID, Reference]:
    """Those that the caller sees."""
    rows = await work.scalars(THESE_GOALS, {"ids": list(ids)})
    return {g.id: Reference("goal", g.id, g.title, f"/lasaret/mal/{g.id}") for g in rows}


async def check_ins(work: Work, ids: Sequence[UUID]) -> dict[UUID, Reference]:
    """Those of goals that the caller sees."""
    rows = await work.execute(THESE_CHECK_INS, {"ids": list(ids)})
    return {
        key: Reference("goal_check_in", key, title, f"/lasaret/mal/{goal}", _noon(held_on))
        for key, goal, held_on, title in rows
    }
