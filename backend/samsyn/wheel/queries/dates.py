"""What else happens in the year: the unit's meetings, and the check-ins and deadlines of its goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.core.schooldays import stockholm_midnights
from samsyn.core.work import Work
from samsyn.organisation import label_of
from samsyn.wheel.models import AnnualWheel
from samsyn.wheel.policy import CHECK_INS_ON_WHEEL, GOALS_ON_WHEEL, MEETINGS_ON_WHEEL
from samsyn.wheel.rules import months_of
from samsyn.wheel.schemas import GoalDay, MeetingOnWheel, WheelDatesOut


async def dates(work: Work, wheel: AnnualWheel, language: Language) -> WheelDatesOut:
    """Within the months of the circle."""
    first, last = months_of(wheel.starts_on, wheel.ends_on)
    since, until = stockholm_midnights(first)[0], stockholm_midnights(last + timedelta(days=1))[0]
    key = {"key": wheel.school_id}
    meetings = await work.execute(MEETINGS_ON_WHEEL, key | {"since": since, "until": until})
    goals = list((await work.execute(GOALS_ON_WHEEL, key)).all())
    held = list((await work.execute(CHECK_INS_ON_WHEEL, key | {"first": first, "last": last})).all())
    days = [*_planned(goals, held), *_held(goals, held)]
    return WheelDatesOut(
        links=self_link(f"/annual-wheels/{wheel.id}/dates"),
        meetings=[_meeting(row, language) for row in meetings],
        goals=sorted((d for d in days if first <= d.day <= last), key=lambda d: (d.day, d.kind, d.goal_id)),
    )


def _meeting(row: Any, language: Language) -> MeetingOnWheel:
    word = label_of("meeting_type", row.type, language)
    return MeetingOnWheel(
        id=row.id,
        title=f"{word[:1].upper()}{word[1:]} · {row.team_name}",
        type=row.type,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        path=f"/moten/{row.id}",
    )


def _planned(goals: Iterable[Any], held: Iterable[Any]) -> Iterator[GoalDay]:
    """A planned day on which the check-in was held is told once."""
    done: set[tuple[Any, date]] = {(row.goal_id, row.held_on) for row in held}
    for goal in goals:
        if goal.deadline_on is not None:
            yield _day(goal, "DEADLINE", goal.deadline_on)
        for day in goal.check_in_days:
            if (goal.id, day) not in done:
                yield _day(goal, "CHECK_IN_PLANNED", day)


def _held(goals: Iterable[Any], held: Iterable[Any]) -> Iterator[GoalDay]:
    known = {goal.id: goal for goal in goals}
    for row in held:
        if row.goal_id in known:
            yield _day(known[row.goal_id], "CHECK_IN_HELD", row.held_on, row.id)


def _day(goal: Any, kind: Any, day: date, check_in: Any = None) -> GoalDay:
    return GoalDay(
        goal_id=goal.id,
        kind=kind,
        check_in_id=check_in,
        title=goal.title,
        day=day,
        path=f"/lasaret/mal/{goal.id}",
    )
