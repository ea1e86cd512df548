"""Days that count, for the clocks of concerns and cases."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from uuid import UUID

from samsyn.core.schooldays import Period, SchoolCalendar
from samsyn.core.work import Work
from samsyn.organisation import calendar_entered, school_year_of


@lru_cache(maxsize=8)
def _weekdays(year: int) -> SchoolCalendar:
    return SchoolCalendar.from_terms([Period(date(year - 2, 7, 1), date(year + 3, 6, 30))])


async def calendar_of(work: Work, school_id: UUID) -> SchoolCalendar:
    """The days that count at a unit: weekdays less public holidays, for years around today."""
    return _weekdays(work.clock.today().year)


YEARS_AHEAD = 2


def school_days(entered: str | None, today: date, since: date) -> SchoolCalendar:
    """The school days of a unit from the school year of ``since`` on, by what was entered about them."""
    now = school_year_of(today).first
    return calendar_entered(entered, min(school_year_of(since).first, now - 1), now + YEARS_AHEAD)
