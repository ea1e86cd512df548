"""Wheels of a world, put there past the front door."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from samsyn.organisation import school_year_of
from tests.factories.goals import TODAY
from tests.factories.world import World

YEAR = school_year_of(TODAY)


def this_year(month: int, day: int) -> date:
    """A day of the running school year."""
    return date(YEAR.first if month >= 7 else YEAR.first + 1, month, day)


def add_wheel(
    world: World, *, letter: str = "A", state: str = "PLANNED", year: str = YEAR.code, **fields: Any
) -> UUID:
    """The unit's wheel of a school year; the one that is there already is replaced."""
    school = world.schools[letter]
    years = "SELECT id FROM school_years WHERE tenant_id = %s AND code = %s"
    (found,) = world.sql(years, world.tenant, year)
    clear_wheel(world, school, found[0])
    if state != "PLANNED":
        fields.setdefault("activated_at", datetime.now(UTC))
    return world.insert("annual_wheels", school_id=school, school_year_id=found[0], state=state, **fields)


def clear_wheel(world: World, school: UUID, year: UUID) -> None:
    mine = "SELECT id FROM annual_wheels WHERE school_id = %s AND school_year_id = %s"
    activities = f"SELECT id FROM wheel_activities WHERE wheel_id IN ({mine})"
    world.sql(f"DELETE FROM wheel_activity_links WHERE activity_id IN ({activities})", school, year)
    world.sql(f"DELETE FROM wheel_activities WHERE wheel_id IN ({mine})", school, year)
    world.sql("DELETE FROM annual_wheels WHERE school_id = %s AND school_year_id = %s", school, year)


def add_activity(
    world: World, wheel: UUID, starts_on: date | None = None, ends_on: date | None = None, **fields: Any
) -> UUID:
    """An analysis in October, unless said otherwise."""
    first = starts_on or this_year(10, 5)
    given: dict[str, Any] = {
        "kind": "ANALYSIS",
        "title": "Närvaron följs upp",
        "status": "PLANNED",
        "protected_minutes": 0,
    }
    return world.insert(
        "wheel_activities", wheel_id=wheel, starts_on=first, ends_on=ends_on or first, **(given | fields)
    )


def add_check_in_day(
    world: World, wheel: UUID, day: date, *, team: UUID | None, goal: UUID | None = None, **fields: Any
) -> UUID:
    """A larger check-in; with a team of three fields and a goal it counts."""
    given: dict[str, Any] = {
        "kind": "CHECKIN_MAJOR",
        "title": "Avstämning",
        "protected_minutes": 60,
        "team_id": team,
    }
    activity = add_activity(world, wheel, day, **(given | fields))
    if goal is not None:
        world.insert("wheel_activity_links", activity_id=activity, ref_kind="goal", ref_id=goal)
    return activity
