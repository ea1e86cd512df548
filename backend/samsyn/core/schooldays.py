"""Days that count: the school days of one calendar, and the day in Stockholm. Pure arithmetic, no clock."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from samsyn.core.clock import STOCKHOLM
from samsyn.core.holidays import is_day_off

DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
YEAR_STARTS: Final = (7, 1)
"""Lessons run from August to June; the line between two school years is drawn at 1 July."""


class OutsideCalendar(ValueError):
    """The calendar does not reach that far: the next school year has to be entered first."""


class Period(NamedTuple):
    """Both days included."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Raises ValueError when the last day comes before the first."""
        if self.last < self.first:
            raise ValueError("a period ends on or after its first day")
        return (self.first + n * DAY for n in range((self.last - self.first).days + 1))


class SchoolCalendar:
    """One school's days. What lies outside the period it covers is unknown and raises OutsideCalendar."""

    def __init__(self, school_days: Iterable[date], covers: Period | None = None) -> None:
        """``covers`` defaults to the first and last school day. Raises ValueError for an empty calendar."""
        self._days = sorted(set(school_days))
        if covers is None:
            if not self._days:
                raise ValueError("a calendar without school days must say what period it covers")
            covers = Period(self._days[0], self._days[-1])
        if self._days and not covers.first <= self._days[0] <= self._days[-1] <= covers.last:
            raise ValueError("a school day lies outside the period that the calendar covers")
        self.covers = covers

    @classmethod
    def from_terms(
        cls, terms: Iterable[Period], breaks: Iterable[Period] = (), extra: Iterable[date] = ()
    ) -> SchoolCalendar:
        """Weekdays of the terms, less breaks, public holidays and eves, plus ``extra`` days.

        Covers whole school years: summer is known to have no school.
        """
        taught = [day for term in terms for day in term.days()]
        if not taught:
            raise ValueError("a school year has at least one term")
        off = {day for pause in breaks for day in pause.days()}
        days = {day for day in taught if is_weekday(day) and day not in off and not is_day_off(day)}
        covers = Period(school_year(min(taught)).first, school_year(max(taught)).last)
        return cls(days | set(extra), covers)

    def is_school_day(self, day: date) -> bool:
        self._check(day)
        at = bisect_left(self._days, day)
        return at < len(self._days) and self._days[at] == day

    def next_school_day(self, day: date) -> date:
        """The first school day after ``day``."""
        return self.add_school_days(day, 1)

    def add_school_days(self, day: date, count: int) -> date:
        """The ``count``-th school day after ``day`` (before it, if negative); ``day`` itself never counts.

        0 gives ``day`` when it is a school day, else the next one.
        """
        self._check(day)
        first_after = bisect_right(self._days, day)
        at = first_after + count - 1 if count > 0 else bisect_left(self._days, day) + count
        if not 0 <= at < len(self._days):
            raise OutsideCalendar(f"{count} school days from {day} lies outside {self.covers}")
        return self._days[at]

    def school_days_between(self, start: date, end: date) -> int:
        """How many school days after ``start`` up to and including ``end``; negative when ``end`` is earlier.

        ``between(a, b) == -between(b, a)``, and stretches add up.
        """
        self._check(start)
        self._check(end)
        return bisect_right(self._days, end) - bisect_right(self._days, start)

    def _check(self, day: date) -> None:
        if not self.covers.first <= day <= self.covers.last:
            raise OutsideCalendar(f"{day} lies outside {self.covers}")


class IsoWeek(NamedTuple):
    """The year is the week's own: 30 December may belong to week 1 of the next."""

    year: int
    week: int

    @classmethod
    def of(cls, day: date) -> IsoWeek:
        year, week, _ = day.isocalendar()
        return cls(year, week)

    @property
    def monday(self) -> date:
        """Raises ValueError for week 53 of a year that has 52."""
        return date.fromisocalendar(self.year, self.week, 1)

    def period(self) -> Period:
        """Monday to Sunday."""
        return Period(self.monday, self.monday + 6 * DAY)

    def plus(self, weeks: int) -> IsoWeek:
        return IsoWeek.of(self.monday + 7 * weeks * DAY)


def weeks_in_year(year: int) -> int:
    """52 or 53."""
    return date(year, 12, 28).isocalendar().week


def is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


def school_year(day: date) -> Period:
    """The school year that ``day`` lies in: 1 July to 30 June."""
    year = day.year if (day.month, day.day) >= YEAR_STARTS else day.year - 1
    return Period(date(year, *YEAR_STARTS), date(year + 1, *YEAR_STARTS) - DAY)


def school_year_code(day: date) -> str:
    """``2026/2027``."""
    first, last = school_year(day)
    return f"{first.year}/{last.year}"


def stockholm_day(instant: datetime) -> date:
    """The day in Stockholm at an instant. Raises ValueError for an instant without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant has a time zone")
    return instant.astimezone(STOCKHOLM).date()


def stockholm_instant(day: date, at: time) -> datetime:
    """In UTC. What the clocks skip in March is moved on by the hour; what comes twice is the first."""
    if at.tzinfo is not None:
        raise ValueError("a wall-clock time has no time zone of its own")
    return datetime.combine(day, at, STOCKHOLM).astimezone(UTC)


def stockholm_midnights(day: date) -> tuple[datetime, datetime]:
    """When the day begins and when the next one does, in UTC: 23, 24 or 25 hours apart."""
    return stockholm_instant(day, time()), stockholm_instant(day + DAY, time())
