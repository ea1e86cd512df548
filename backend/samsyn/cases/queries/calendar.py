"""Days that count, for the clocks of concerns and cases."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from samsyn.core.schooldays import SchoolCalendar
from samsyn.core.work import Work
from samsyn.organisation import DAYS_OF_UNITS, calendar_entered, school_year_of

YEARS_AHEAD = 2


def school_days(entered: str | None, today: date, since: date) -> SchoolCalendar:
    """The school days of a unit from the school year of ``since`` on, by what was entered about them."""
    now = school_year_of(today).first
    return calendar_entered(entered, min(school_year_of(since).first, now - 1), now + YEARS_AHEAD)


async def calendars_of(work: Work, schools: Collection[UUID], since: date) -> dict[UUID, SchoolCalendar]:
    """The school days of several units in one question, from the school year of ``since`` on."""
    if not schools:
        return {}
    today = work.clock.today()
    rows = await work.execute(DAYS_OF_UNITS, {"schools": list(schools)})
    return {school: school_days(entered, today, since) for school, entered in rows}
