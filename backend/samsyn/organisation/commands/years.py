"""Writes of school years and single days. Every change is logged: deadlines are counted in school days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from samsyn.core.errors import NotAllowed, NotThere
from samsyn.core.ids import uuid7
from samsyn.core.schooldays import Period
from samsyn.core.work import Work
from samsyn.organisation.errors import CalendarInvalid, DayTaken, NoSuch, NoSuchYear, YearTaken
from samsyn.organisation.models import CalendarDay, School, SchoolBreak, SchoolTerm, SchoolYear
from samsyn.organisation.policy import keeps_calendar
from samsyn.organisation.rules import BreakDays, TermDays, YearDays, calendar_violations, school_year_of
from samsyn.organisation.schemas import BreakIn, CalendarDayIn, SchoolYearIn, SchoolYearPatch, TermIn


async def create_year(work: Work, body: SchoolYearIn) -> SchoolYear:
    """Raises YearTaken, CalendarInvalid, and NoSuch for a school that is not there."""
    same = select(SchoolYear.id).where(SchoolYear.tenant_id == work.tenant, SchoolYear.code == body.code)
    if (await work.execute(same)).first():
        raise YearTaken
    return await enter_year(work, YearDays(body.code, _terms(body.terms), _breaks(body.breaks)))


async def enter_year(work: Work, days: YearDays) -> SchoolYear:
    """A year that is not there yet. Raises CalendarInvalid and NoSuch."""
    await _check(work, days.code, days.terms, days.breaks)
    span = _span(days.terms)
    year = SchoolYear(
        tenant_id=work.tenant, id=uuid7(), code=days.code, starts_on=span.first, ends_on=span.last
    )
    work.add(year)
    await work.flush()
    _add_terms(work, year, days.terms)
    _add_breaks(work, year, days.breaks)
    await work.flush()
    work.log("CREATE", "SchoolYear", [year.id], students=[])
    return year


async def change_year(work: Work, year: SchoolYear, old: YearDays, body: SchoolYearPatch) -> SchoolYear:
    """``old``: its days until now. Raises CalendarInvalid and NoSuch."""
    terms = old.terms if body.terms is None else _terms(body.terms)
    breaks = old.breaks if body.breaks is None else _breaks(body.breaks)
    await _check(work, year.code, terms, breaks)
    if body.terms is not None:
        await _drop(work, SchoolTerm, year)
        _add_terms(work, year, terms)
    if body.breaks is not None:
        await _drop(work, SchoolBreak, year)
        _add_breaks(work, year, breaks)
    year.starts_on, year.ends_on = _span(terms)
    year.updated_at = work.clock.now()
    await work.flush()
    work.log("UPDATE", "SchoolYear", [year.id], students=[], fields=sorted(body.model_fields_set))
    return year


async def add_calendar_day(work: Work, body: CalendarDayIn) -> CalendarDay:
    """Raises NotThere for no unit of ours, NotAllowed for another's, NoSuchYear, DayTaken."""
    if body.school_id is not None and not await _schools(work, {body.school_id}):
        raise NotThere
    day = CalendarDay(tenant_id=work.tenant, id=uuid7(), **body.model_dump())
    if not keeps_calendar(work.actor, day):
        raise NotAllowed
    code = school_year_of(body.day).code
    year = await work.one_or_none(
        select(SchoolYear).where(SchoolYear.tenant_id == work.tenant, SchoolYear.code == code)
    )
    if year is None:
        raise NoSuchYear
    same = CalendarDay.school_id.is_not_distinct_from(body.school_id), CalendarDay.day == body.day
    taken = select(CalendarDay.id).where(CalendarDay.tenant_id == work.tenant, *same)
    if (await work.execute(taken)).first():
        raise DayTaken
    day.school_year_id = year.id
    work.add(day)
    await work.flush()
    work.log("CREATE", "CalendarDay", [day.id], students=[], school=day.school_id)
    return day


async def drop_calendar_day(work: Work, day: CalendarDay) -> None:
    """The day is again what terms and breaks say."""
    work.log("DELETE", "CalendarDay", [day.id], students=[], school=day.school_id)
    await work.delete(day)
    await work.flush()


def _terms(terms: Sequence[TermIn]) -> list[TermDays]:
    return [TermDays(t.code, Period(t.starts_on, t.ends_on), t.school_id) for t in terms]


def _breaks(breaks: Sequence[BreakIn]) -> list[BreakDays]:
    return [BreakDays(b.kind, b.name, Period(b.starts_on, b.ends_on), b.school_id) for b in breaks]


def _span(terms: Sequence[TermDays]) -> Period:
    everybodys = [t.days for t in terms if t.school is None]
    return Period(min(d.first for d in everybodys), max(d.last for d in everybodys))


async def _check(work: Work, code: str, terms: Sequence[TermDays], breaks: Sequence[BreakDays]) -> None:
    found = calendar_violations(code, terms, breaks)
    if found:
        raise CalendarInvalid(
            errors=[{"pointer": p, "code": v.code, "sv": v.sv, "en": v.en} for p, v in found.items()]
        )
    named = {f"/terms/{n}/schoolId": t.school for n, t in enumerate(terms)}
    await _check_schools(work, named | {f"/breaks/{n}/schoolId": b.school for n, b in enumerate(breaks)})


async def _check_schools(work: Work, named: dict[str, UUID | None]) -> None:
    wanted = {school for school in named.values() if school is not None}
    missing = wanted - await _schools(work, wanted) if wanted else wanted
    if missing:
        raise NoSuch(*(pointer for pointer, school in named.items() if school in missing))


async def _schools(work: Work, wanted: set[UUID]) -> set[UUID]:
    """Those of the ids that are schools of this organiser."""
    own = select(School.id).where(School.tenant_id == work.tenant, School.id.in_(wanted))
    return set(await work.scalars(own))


async def _drop(work: Work, table: type[SchoolTerm | SchoolBreak], year: SchoolYear) -> None:
    rows = delete(table).where(table.tenant_id == work.tenant, table.school_year_id == year.id)
    await work.execute(rows.execution_options(synchronize_session=False))


def _place(
    work: Work, year: SchoolYear, days: Period, school: UUID | None
) -> dict[str, UUID | int | date | None]:
    return {
        "tenant_id": work.tenant,
        "id": uuid7(),
        "school_year_id": year.id,
        "school_id": school,
        "starts_on": days.first,
        "ends_on": days.last,
    }


def _add_terms(work: Work, year: SchoolYear, terms: Sequence[TermDays]) -> None:
    work.add_all(SchoolTerm(code=str(t.code), **_place(work, year, t.days, t.school)) for t in terms)


def _add_breaks(work: Work, year: SchoolYear, breaks: Sequence[BreakDays]) -> None:
    work.add_all(
        SchoolBreak(kind=str(b.kind), name=b.name, **_place(work, year, b.days, b.school)) for b in breaks
    )
