"""School years, their days, and the calendar that deadlines are counted in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samsyn.core.paging import Order
from samsyn.core.schooldays import Period, SchoolCalendar
from samsyn.core.work import Work
from samsyn.organisation import rules
from samsyn.organisation.errors import NotAYear
from samsyn.organisation.models import CalendarDay, SchoolBreak, SchoolTerm, SchoolYear
from samsyn.organisation.policy import ONE_SCHOOL, VISIBLE_BREAKS, VISIBLE_DAYS, VISIBLE_TERMS
from samsyn.organisation.rules import (
    BreakDays,
    BreakKind,
    DayView,
    SingleDay,
    Term,
    TermDays,
    YearDays,
    day_views,
    default_year,
    unit_calendar,
)

ALL_YEARS = select(SchoolYear)
YEAR_ORDER = Order(
    "school-years", {"code": SchoolYear.code, "startsOn": SchoolYear.starts_on}, "-code", SchoolYear.id
)
VISIBLE: Mapping[Any, Any] = {
    SchoolTerm: VISIBLE_TERMS,
    SchoolBreak: VISIBLE_BREAKS,
    CalendarDay: VISIBLE_DAYS,
}
BEFORE, AFTER = 1, 2
"""Years before and after the current one that a calendar covers."""


async def calendar_of(work: Work, school_id: UUID | None) -> SchoolCalendar:
    """The school days of a unit (None: of the organiser) from last school year to the one after next.

    A year that nobody has entered is taken to be an ordinary one, so that a deadline can always be set.
    """
    now = rules.school_year_of(work.clock.today())
    span = [rules.SchoolYear(now.first + n) for n in range(-BEFORE, AFTER + 1)]
    wanted = [year.code for year in span]
    rows = select(SchoolYear).where(SchoolYear.tenant_id == work.tenant, SchoolYear.code.in_(wanted))
    days = await days_of(work, list(await work.scalars(rows)))
    return unit_calendar(days.values(), school_id, span)


OWN = UUID(int=0)
"""Stands for the unit whose days were asked for."""


@lru_cache(maxsize=64)
def calendar_entered(entered: str | None, first: int, last: int) -> SchoolCalendar:
    """The school days of a unit, from the text of ``policy.entered_days``, over the school years that begin
    in ``first`` to ``last``. Shared by all whose days are the same: a municipality has few calendars."""
    years = [
        YearDays(
            code,
            [TermDays(Term(term), _period(*span), _unit(own)) for term, *span, own in terms or ()],
            [BreakDays(BreakKind(kind), "", _period(*span), _unit(own)) for kind, *span, own in breaks or ()],
            [SingleDay(date.fromisoformat(day), taught, "", _unit(own)) for day, taught, own in days or ()],
        )
        for code, terms, breaks, days in json.loads(entered or "[]")
    ]
    return unit_calendar(years, OWN, [rules.SchoolYear(n) for n in range(first, last + 1)])


def _unit(own: bool) -> UUID | None:
    return OWN if own else None


def _period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


async def days_of(work: Work, years: Sequence[SchoolYear]) -> dict[UUID, YearDays]:
    """All that was entered for these years and concerns schools the caller knows, by the year's id."""
    ids = [year.id for year in years]
    terms, breaks = await _rows(work, SchoolTerm, ids), await _rows(work, SchoolBreak, ids)
    singles = await _rows(work, CalendarDay, ids)
    return {
        year.id: YearDays(
            year.code,
            sorted((_term(t) for t in terms[year.id]), key=lambda t: (t.school is not None, t.days)),
            sorted((_break(b) for b in breaks[year.id]), key=lambda b: b.days),
            sorted((_single(s) for s in singles[year.id]), key=lambda s: s.day),
        )
        for year in years
    }


async def unit_year(
    work: Work, year: SchoolYear, school_id: UUID | None
) -> tuple[Sequence[TermDays], SchoolCalendar]:
    """The terms and the school days of one year, as they are for a unit."""
    days = (await days_of(work, [year]))[year.id]
    return days.of(school_id).terms, unit_calendar([days], school_id, [rules.parse_school_year(year.code)])


async def term_end(work: Work, school_id: UUID, day: date) -> date | None:
    """The last day of the unit's term that a day lies in; None for a day between the terms. A year that
    nobody has entered is taken to be an ordinary one."""
    wanted = rules.school_year_of(day)
    rows = select(SchoolYear).where(SchoolYear.tenant_id == work.tenant, SchoolYear.code == wanted.code)
    year: SchoolYear | None = await work.one_or_none(rows)
    terms = (await unit_year(work, year, school_id))[0] if year else default_year(wanted).terms
    return next((t.days.last for t in terms if t.days.first <= day <= t.days.last), None)


async def exceptions_of(work: Work, years: Iterable[SchoolYear]) -> dict[UUID, Sequence[CalendarDay]]:
    """The single days of these years in order, by the year's id."""
    found = await _rows(work, CalendarDay, [year.id for year in years])
    return {key: sorted(rows, key=lambda d: (d.day, str(d.school_id))) for key, rows in found.items()}


async def unit_days(work: Work, code: str, school_id: UUID | None) -> list[DayView]:
    """Every day of a school year, 1 July to 30 June, as it is for a unit; none for a unit that the caller
    does not know. Raises NotAYear."""
    try:
        year = rules.parse_school_year(code)
    except ValueError:
        raise NotAYear from None
    if school_id is not None and await work.one_or_none(ONE_SCHOOL, key=school_id) is None:
        return []
    rows = select(SchoolYear).where(SchoolYear.tenant_id == work.tenant, SchoolYear.code == code)
    days = await days_of(work, list(await work.scalars(rows)))
    whole = next(iter(days.values()), default_year(year)).of(school_id)
    return list(day_views(whole, *year.period))


async def _rows(work: Work, table: Any, years: Sequence[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    if years:
        wanted = VISIBLE[table].where(table.school_year_id.in_(years))
        for row in await work.scalars(wanted):
            found[row.school_year_id].append(row)
    return found


def _term(row: SchoolTerm) -> TermDays:
    return TermDays(Term(row.code), Period(row.starts_on, row.ends_on), row.school_id)


def _break(row: SchoolBreak) -> BreakDays:
    return BreakDays(BreakKind(row.kind), row.name, Period(row.starts_on, row.ends_on), row.school_id)


def _single(row: CalendarDay) -> SingleDay:
    return SingleDay(row.day, row.is_school_day, row.name, row.school_id)
