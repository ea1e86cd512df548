"""The days of a unit: the organiser's terms and breaks, and what the unit has of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from samsyn.core.holidays import easter_sunday, eves, public_holidays
from samsyn.core.schooldays import IsoWeek, Period, SchoolCalendar, is_weekday
from samsyn.core.violations import Violation, block
from samsyn.organisation.rules.codes import BreakKind, DayKind, Term
from samsyn.organisation.rules.years import SchoolYear, parse_school_year

FRIDAY = 4
HOLIDAYS = {
    "new_years_day": ("nyårsdagen", "New Year's Day"),
    "epiphany": ("trettondedag jul", "Epiphany"),
    "good_friday": ("långfredagen", "Good Friday"),
    "easter_sunday": ("påskdagen", "Easter Sunday"),
    "easter_monday": ("annandag påsk", "Easter Monday"),
    "may_day": ("första maj", "May Day"),
    "ascension_day": ("Kristi himmelsfärdsdag", "Ascension Day"),
    "whit_sunday": ("pingstdagen", "Whit Sunday"),
    "national_day": ("nationaldagen", "National Day"),
    "midsummer_eve": ("midsommarafton", "Midsummer Eve"),
    "midsummer_day": ("midsommardagen", "Midsummer Day"),
    "all_saints_day": ("alla helgons dag", "All Saints' Day"),
    "christmas_eve": ("julafton", "Christmas Eve"),
    "christmas_day": ("juldagen", "Christmas Day"),
    "boxing_day": ("annandag jul", "Boxing Day"),
    "new_years_eve": ("nyårsafton", "New Year's Eve"),
}
"""Code of a holiday (core.holidays) → Swedish and English."""


@dataclass(frozen=True, slots=True)
class TermDays:
    """A term, both days included. ``school`` None: for every unit."""

    code: Term
    days: Period
    school: UUID | None = None


@dataclass(frozen=True, slots=True)
class BreakDays:
    """Days off, both ends included. ``school`` None: for every unit."""

    kind: BreakKind
    name: str
    days: Period
    school: UUID | None = None


@dataclass(frozen=True, slots=True)
class SingleDay:
    """One day that terms and breaks have wrong; a unit's own wins over everybody's."""

    day: date
    is_school_day: bool
    name: str
    school: UUID | None = None


@dataclass(frozen=True, slots=True)
class YearDays:
    """All that was entered for one school year, for every unit."""

    code: str
    terms: Sequence[TermDays]
    breaks: Sequence[BreakDays] = ()
    singles: Sequence[SingleDay] = ()

    def of(self, school: UUID | None) -> YearDays:
        """What holds for one unit. A unit with terms of its own has only those, otherwise the organiser's."""
        own = [t for t in self.terms if t.school == school and school is not None]
        return YearDays(
            self.code,
            own or [t for t in self.terms if t.school is None],
            [b for b in self.breaks if b.school in (None, school)],
            [s for s in self.singles if s.school in (None, school)],
        )

    def exceptions(self) -> Mapping[date, SingleDay]:
        return {s.day: s for s in sorted(self.singles, key=lambda s: s.school is not None)}


@dataclass(frozen=True, slots=True)
class DayView:
    """A day as a page shows it. ``name``: of the break or exception as entered, of a holiday its code."""

    day: date
    kind: DayKind
    name: str | None

    @property
    def is_school_day(self) -> bool:
        return self.kind in (DayKind.SCHOOL_DAY, DayKind.EXTRA_SCHOOL_DAY)


ORDINARY_DAYS = 183
"""178 school days (skolförordningen 3 kap. 2–3 §§: at least 178, at most 190) and five study days."""


def default_year(year: SchoolYear) -> YearDays:
    """An ordinary Swedish school year: week 34 until Christmas, and from the second week of January until its
    days are full; autumn break in week 44, winter break in week 9, Easter break after Easter."""
    first, second = year.first, year.first + 1
    autumn = Period(IsoWeek(first, 34).monday, _weekday_until(date(first, 12, 21)))
    spring = Period(_monday_from(date(second, 1, 8)), date(second, 6, 30))
    breaks = (
        BreakDays(BreakKind.AUTUMN_BREAK, "Höstlov", _work_week(IsoWeek(first, 44).monday)),
        BreakDays(BreakKind.WINTER_BREAK, "Sportlov", _work_week(IsoWeek(second, 9).monday)),
        BreakDays(BreakKind.EASTER_BREAK, "Påsklov", _work_week(easter_sunday(second) + timedelta(days=1))),
    )
    all_days = SchoolCalendar.from_terms([autumn, spring], [pause.days for pause in breaks])
    last = all_days.add_school_days(autumn.first, ORDINARY_DAYS - 1)
    terms = (TermDays(Term.HT, autumn), TermDays(Term.VT, Period(spring.first, last)))
    return YearDays(year.code, terms, breaks)


def _work_week(monday: date) -> Period:
    return Period(monday, monday + timedelta(days=FRIDAY))


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _weekday_until(day: date) -> date:
    return day if is_weekday(day) else day - timedelta(days=day.weekday() - FRIDAY)


def unit_calendar(
    years: Iterable[YearDays], school: UUID | None, span: Iterable[SchoolYear]
) -> SchoolCalendar:
    """The calendar of a unit (None: the organiser's) over ``span``; a year that nobody has entered is taken
    to be an ordinary one, so that a deadline in August can be set in May."""
    entered = {year.code: year for year in years}
    chosen = [entered.get(year.code, default_year(year)).of(school) for year in span]
    singles = {day: single for year in chosen for day, single in year.exceptions().items()}
    off = [Period(day, day) for day, single in singles.items() if not single.is_school_day]
    return SchoolCalendar.from_terms(
        [term.days for year in chosen for term in year.terms],
        [pause.days for year in chosen for pause in year.breaks] + off,
        [day for day, single in singles.items() if single.is_school_day],
    )


def day_views(year: YearDays, first: date, last: date) -> Iterator[DayView]:
    """Each day from ``first`` to ``last`` as it is for the unit that ``year`` was narrowed to."""
    singles = year.exceptions()
    for day in Period(first, last).days():
        yield _view(day, year, singles.get(day))


def _view(day: date, year: YearDays, single: SingleDay | None) -> DayView:
    if single is not None:
        kind = DayKind.EXTRA_SCHOOL_DAY if single.is_school_day else DayKind.DAY_OFF
        return DayView(day, kind, single.name)
    holiday = public_holidays(day.year).get(day) or eves(day.year).get(day)
    if holiday is not None:
        return DayView(day, DayKind.HOLIDAY, holiday)
    if not is_weekday(day):
        return DayView(day, DayKind.WEEKEND, None)
    pause = next((b for b in year.breaks if b.days.first <= day <= b.days.last), None)
    if pause is not None:
        return DayView(day, DayKind.BREAK, pause.name)
    taught = any(t.days.first <= day <= t.days.last for t in year.terms)
    return DayView(day, DayKind.SCHOOL_DAY if taught else DayKind.OUTSIDE_TERM, None)


def calendar_violations(
    code: str, terms: Sequence[TermDays], breaks: Sequence[BreakDays]
) -> dict[str, Violation]:
    """What is wrong with a school year, by JSON pointer; empty when nothing is."""
    found: dict[str, Violation] = {}
    whole = _year_period(code)
    if whole is None:
        return {"/code": YEAR_CODE}
    for place, days in _periods(terms, breaks):
        if days.last < days.first:
            found[place] = BACKWARDS
        elif not whole.first <= days.first <= days.last <= whole.last:
            found[place] = OUTSIDE_YEAR
    if not {t.code for t in terms if t.school is None} >= set(Term):
        found["/terms"] = TERM_MISSING
    for n, term in enumerate(terms):
        if any(_collides(term, other) for other in terms[:n]):
            found.setdefault(f"/terms/{n}", TERMS_OVERLAP)
    return found


def _periods(terms: Sequence[TermDays], breaks: Sequence[BreakDays]) -> Iterator[tuple[str, Period]]:
    for n, term in enumerate(terms):
        yield f"/terms/{n}", term.days
    for n, pause in enumerate(breaks):
        yield f"/breaks/{n}", pause.days


def _collides(one: TermDays, other: TermDays) -> bool:
    if one.school != other.school:
        return False
    overlap = one.days.first <= other.days.last and other.days.first <= one.days.last
    return one.code == other.code or overlap


def _year_period(code: str) -> Period | None:
    try:
        return parse_school_year(code).period
    except ValueError:
        return None


YEAR_CODE = block("YEAR_CODE", "Skriv läsåret som 2026/2027.", "Write the school year as 2026/2027.")
BACKWARDS = block("BACKWARDS", "Sista dagen ligger före den första.", "The last day is before the first.")
OUTSIDE_YEAR = block(
    "OUTSIDE_YEAR",
    "Dagarna ligger utanför läsåret (1 juli–30 juni).",
    "The days lie outside the school year (1 July–30 June).",
)
TERM_MISSING = block(
    "TERM_MISSING",
    "Läsåret behöver både höst- och vårtermin för alla skolor.",
    "The school year needs an autumn and a spring term for all schools.",
)
TERMS_OVERLAP = block(
    "TERMS_OVERLAP",
    "Terminen finns redan eller överlappar en annan.",
    "The term is there already or overlaps another.",
)
