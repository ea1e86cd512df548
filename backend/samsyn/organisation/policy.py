"""What the organisation is made of is known to everybody of the organiser (K1); here is who may change it.

The tenant wall of the database decides about reading: no school, year or profession is secret from the staff.
Systems that are limited to named schools see those schools and no others.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Text, Uuid, any_, bindparam, cast, func, or_, select
from sqlalchemy.sql import ColumnElement

from samsyn.core.actor import HEADS, Actor, Function
from samsyn.core.scope import EVERYWHERE, KEY, PERSON, TENANT, UNITS, scoped
from samsyn.organisation.models import (
    Area,
    CalendarDay,
    Profession,
    School,
    SchoolBreak,
    SchoolTerm,
    SchoolYear,
)


class SchoolAction(StrEnum):
    LIST = "school.list"
    READ = "school.read"
    CREATE = "school.create"
    CHANGE = "school.change"


class AreaAction(StrEnum):
    LIST = "area.list"
    READ = "area.read"
    CREATE = "area.create"
    CHANGE = "area.change"


class YearAction(StrEnum):
    LIST = "school-year.list"
    READ = "school-year.read"
    CREATE = "school-year.create"
    CHANGE = "school-year.change"


class DayAction(StrEnum):
    LIST = "calendar-day.list"
    READ = "calendar-day.read"
    CREATE = "calendar-day.create"
    DELETE = "calendar-day.delete"


class ProfessionAction(StrEnum):
    LIST = "profession.list"
    READ = "profession.read"
    CHANGE = "profession.change"


LOOKUPS_LIST = "lookup.list"


def _within_the_limit(school: Any) -> ColumnElement[bool]:
    """Staff know all schools of their organiser; a system knows those that it is limited to."""
    return or_(PERSON.is_not(None), EVERYWHERE, school == any_(UNITS))


def _of_known_schools(table: Any) -> Any:
    """Days of a school year: those of every unit, and those of the units that the caller knows."""
    known = or_(table.school_id.is_(None), _within_the_limit(table.school_id))
    return scoped(select(table).where(table.tenant_id == TENANT, known), table)


VISIBLE_SCHOOLS = scoped(
    select(School).where(School.tenant_id == TENANT, _within_the_limit(School.id)), School
)
ONE_SCHOOL = scoped(VISIBLE_SCHOOLS.where(School.id == KEY), School)
ONE_AREA = scoped(select(Area).where(Area.tenant_id == TENANT, Area.id == KEY), Area)
ONE_YEAR = scoped(select(SchoolYear).where(SchoolYear.tenant_id == TENANT, SchoolYear.id == KEY), SchoolYear)
VISIBLE_TERMS, VISIBLE_BREAKS = _of_known_schools(SchoolTerm), _of_known_schools(SchoolBreak)
VISIBLE_DAYS = _of_known_schools(CalendarDay)
LONGEST_LOOK_BACK = 1100
"""Days: years that ended before that are taken to have been ordinary ones."""


def entered_days(school: Any, *outer: Any) -> ColumnElement[Any]:
    """All that was entered about the days of a unit, as one text that `calendar_entered` reads: the same
    text, the same calendar. ``school``: its id; ``outer``: the tables of the statement that it stands in."""

    def of_year(table: Any, *columns: Any) -> Any:
        row = func.json_build_array(*columns, table.school_id.is_not(None))
        here = or_(table.school_id.is_(None), table.school_id == school)
        found = select(func.json_agg(row)).where(
            table.tenant_id == TENANT, table.school_year_id == SchoolYear.id, here
        )
        return found.correlate(SchoolYear, *outer).scalar_subquery()

    year = func.json_build_array(
        SchoolYear.code,
        of_year(SchoolTerm, SchoolTerm.code, SchoolTerm.starts_on, SchoolTerm.ends_on),
        of_year(SchoolBreak, SchoolBreak.kind, SchoolBreak.starts_on, SchoolBreak.ends_on),
        of_year(CalendarDay, CalendarDay.day, CalendarDay.is_school_day),
    )
    recent = SchoolYear.ends_on > func.samsyn_today() - LONGEST_LOOK_BACK
    years = select(func.json_agg(year)).where(SchoolYear.tenant_id == TENANT, recent)
    return cast(years.correlate(*outer).scalar_subquery(), Text)


SCHOOLS: Any = bindparam("schools", type_=Uuid, expanding=True)
DAYS_OF_UNITS = scoped(
    select(School.id, entered_days(School.id, School)).where(
        School.tenant_id == TENANT, School.id.in_(SCHOOLS)
    ),
    School,
)
"""Unit and what was entered about its days, for the clocks of whatever belongs to those units."""
ONE_DAY = scoped(VISIBLE_DAYS.where(CalendarDay.id == KEY), CalendarDay)
ONE_PROFESSION = scoped(
    select(Profession).where(Profession.tenant_id == TENANT, Profession.id == KEY), Profession
)


def administers(actor: Actor) -> bool:
    return actor.holds(Function.SYSTEM_ADMIN)


def keeps_professions(actor: Actor) -> bool:
    """The head of student health owns the role templates (domain.md §8.2)."""
    return actor.holds(Function.SYSTEM_ADMIN, Function.CENTRAL_MANAGER)


def is_person(actor: Actor) -> bool:
    return actor.kind == "PERSON"


def keeps_calendar(actor: Actor, day: CalendarDay) -> bool:
    """A head decides about the days of the own unit, the administrator about everybody's."""
    return administers(actor) or (day.school_id is not None and actor.holds_at(day.school_id, HEADS))


def allowed_on_calendar(actor: Actor) -> frozenset[str]:
    """Of the calendar as a whole: new years, and days of one's own unit."""
    if administers(actor):
        return frozenset({YearAction.CREATE, DayAction.CREATE})
    return frozenset({DayAction.CREATE} if actor.holds(*HEADS) else ())


def allowed_on_school(actor: Actor, school: School) -> frozenset[SchoolAction]:
    own = {SchoolAction.READ}
    return frozenset(own | {SchoolAction.CHANGE} if administers(actor) else own)


def allowed_on_area(actor: Actor, area: Area) -> frozenset[AreaAction]:
    own = {AreaAction.READ}
    return frozenset(own | {AreaAction.CHANGE} if administers(actor) else own)


def allowed_on_year(actor: Actor, year: SchoolYear) -> frozenset[YearAction]:
    own = {YearAction.READ}
    return frozenset(own | {YearAction.CHANGE} if administers(actor) else own)


def allowed_on_day(actor: Actor, day: CalendarDay) -> frozenset[DayAction]:
    own = {DayAction.READ}
    return frozenset(own | {DayAction.DELETE} if keeps_calendar(actor, day) else own)


def allowed_on_profession(actor: Actor, profession: Profession) -> frozenset[ProfessionAction]:
    own = {ProfessionAction.READ}
    return frozenset(own | {ProfessionAction.CHANGE} if keeps_professions(actor) else own)
