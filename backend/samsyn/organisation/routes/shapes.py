"""School years and days as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select

from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.core.schooldays import Period
from samsyn.core.work import Work
from samsyn.organisation import queries
from samsyn.organisation.models import CalendarDay, SchoolYear
from samsyn.organisation.policy import allowed_on_day, allowed_on_year
from samsyn.organisation.rules import (
    HOLIDAYS,
    DayKind,
    DayView,
    YearDays,
    parse_school_year,
    unit_calendar,
)
from samsyn.organisation.schemas import (
    BreakOut,
    CalendarDayOut,
    CalendarExceptionOut,
    SchoolYearOut,
    TermOut,
)


async def years_shown(work: Work) -> Callable[[SchoolYear], SchoolYearOut]:
    """How to show any of the organiser's years; there are a handful."""
    years = list(await work.scalars(select(SchoolYear).where(SchoolYear.tenant_id == work.tenant)))
    days, singles = await queries.days_of(work, years), await queries.exceptions_of(work, years)
    return lambda year: _year(work, year, days[year.id], singles.get(year.id, ()))


async def year_shown(work: Work, year: SchoolYear) -> SchoolYearOut:
    days, singles = await queries.days_of(work, [year]), await queries.exceptions_of(work, [year])
    return _year(work, year, days[year.id], singles.get(year.id, ()))


def _year(work: Work, year: SchoolYear, days: YearDays, singles: Sequence[CalendarDay]) -> SchoolYearOut:
    return SchoolYearOut(
        links=self_link(f"/school-years/{year.id}"),
        allowed_actions=sorted(allowed_on_year(work.actor, year)),
        id=year.id,
        code=year.code,
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        school_days=_count(days),
        terms=[
            TermOut(code=t.code, school_id=t.school, starts_on=t.days.first, ends_on=t.days.last)
            for t in days.terms
        ],
        breaks=[
            BreakOut(
                kind=b.kind, name=b.name, school_id=b.school, starts_on=b.days.first, ends_on=b.days.last
            )
            for b in days.breaks
        ],
        exceptions=[exception_shown(day, work) for day in singles],
        version=year.version,
    )


def _count(days: YearDays) -> int:
    year = parse_school_year(days.code)
    calendar = unit_calendar([days], None, [year])
    whole: Period = year.period
    first = 1 if calendar.is_school_day(whole.first) else 0
    return calendar.school_days_between(*whole) + first


def exception_shown(day: CalendarDay, work: Work) -> CalendarExceptionOut:
    return CalendarExceptionOut(
        links=self_link(f"/calendar-days/{day.id}"),
        allowed_actions=sorted(allowed_on_day(work.actor, day)),
        id=day.id,
        school_id=day.school_id,
        day=day.day,
        is_school_day=day.is_school_day,
        name=day.name,
        version=day.version,
    )


def day_shown(day: DayView, language: Language) -> CalendarDayOut:
    name = day.name
    if day.kind is DayKind.HOLIDAY and name is not None:
        name = HOLIDAYS[name][1 if language == "en" else 0]
    return CalendarDayOut(day=day.day, kind=day.kind, is_school_day=day.is_school_day, name=name)
