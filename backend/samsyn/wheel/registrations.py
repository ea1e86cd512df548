"""What wheels offer: the card before a larger check-in, and references to activities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from samsyn.core.clock import STOCKHOLM
from samsyn.core.registry import FocusCard, Reference, Registry
from samsyn.core.schooldays import OutsideCalendar
from samsyn.core.work import Work
from samsyn.organisation import calendar_of
from samsyn.wheel.models import WheelActivity
from samsyn.wheel.policy import (
    CHECK_INS_AT_WORK,
    GOALS_UNDER_WAY,
    LINKS_OF,
    THESE_ACTIVITIES,
    may_write_at,
)
from samsyn.wheel.rules import AHEAD, is_current, missing_values

NEAR = 10
"""School days before a larger check-in when its card appears."""


def register(registry: Registry) -> None:
    registry.focus_sources.append(focus_cards)
    registry.reference_kinds["wheel_activity"] = activities


async def focus_cards(work: Work) -> Sequence[FocusCard]:
    """The next larger check-in of each unit whose wheel the caller writes."""
    if work.actor.kind != "PERSON" or not work.actor.staff_units:
        return []
    wheels: dict[UUID, list[WheelActivity]] = defaultdict(list)
    for row in await work.scalars(CHECK_INS_AT_WORK):
        if may_write_at(work.actor, row.school_id):
            wheels[row.wheel_id].append(row)
    cards = [await _next(work, sorted(rows, key=lambda a: (a.starts_on, a.id))) for rows in wheels.values()]
    return [card for card in cards if card is not None]


async def _next(work: Work, check_ins: Sequence[WheelActivity]) -> FocusCard | None:
    """Its number is its place among the year's."""
    today = work.clock.today()
    coming = ((n, a) for n, a in enumerate(check_ins, 1) if a.status in AHEAD and a.ends_on >= today)
    number, activity = next(coming, (0, None))
    if activity is None:
        return None
    left = await _school_days(work, activity, today)
    if left is None or left > NEAR:
        return None
    why = missing_values(*await _values(work, activity))
    when_sv, when_en = _when(left)
    return FocusCard(
        code="WHEEL_CHECK_IN_NEAR",
        weight=50 if why.code != "READY" else 25,
        what_sv=f"Avstämning {number} {when_sv}",
        what_en=f"Check-in {number} {when_en}",
        why_sv=why.sv,
        why_en=why.en,
        action_sv="Förbered",
        action_en="Prepare",
        path=f"/lasaret/arshjul/{activity.wheel_id}?aktivitet={activity.id}",
        due=activity.starts_on,
    )


async def _school_days(work: Work, activity: WheelActivity, today: date) -> int | None:
    if activity.starts_on <= today:
        return 0
    try:
        return (await calendar_of(work, activity.school_id)).school_days_between(today, activity.starts_on)
    except OutsideCalendar:
        return None


def _when(left: int) -> tuple[str, str]:
    if left <= 0:
        return "är nu", "is now"
    if left == 1:
        return "är om 1 skoldag", "is in 1 school day"
    return f"är om {left} skoldagar", f"is in {left} school days"


async def _values(work: Work, activity: WheelActivity) -> tuple[int, int]:
    """How many goals lack a current value, of how many: those linked, else the unit's active ones."""
    links = await work.scalars(LINKS_OF, {"wheel": activity.wheel_id})
    linked = {x.ref_id for x in links if x.activity_id == activity.id and x.ref_kind == "goal"}
    goals: list[Any] = [g for g in await work.execute(GOALS_UNDER_WAY) if g.school_id == activity.school_id]
    chosen = [g for g in goals if g.id in linked] or goals
    return sum(not is_current(g.measured_on, activity.starts_on) for g in chosen), len(chosen)


async def activities(work: Work, ids: Sequence[UUID]) -> dict[UUID, Reference]:
    """Those that the caller sees."""
    rows = await work.scalars(THESE_ACTIVITIES, {"ids": list(ids)})
    return {
        row.id: Reference(
            "wheel_activity",
            row.id,
            row.title,
            f"/lasaret/arshjul/{row.wheel_id}?aktivitet={row.id}",
            datetime.combine(row.starts_on, time(12), STOCKHOLM),
        )
        for row in rows
    }
