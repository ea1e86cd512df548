"""School years (läsår), and what an ordinary Swedish one looks like until somebody has entered it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from samsyn.core.schooldays import Period, SchoolCalendar, school_year
from samsyn.organisation.rules.codes import Term


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A läsår by its first calendar year. When the terms begin and end is local data, not a rule."""

    first: int

    @property
    def code(self) -> str:
        return f"{self.first:04d}/{self.first + 1:04d}"

    @property
    def period(self) -> Period:
        """1 July to 30 June."""
        return school_year(date(self.first, 7, 1))

    def next(self) -> "SchoolYear":
        return SchoolYear(self.first + 1)


def parse_school_year(code: str) -> SchoolYear:
    """From "2026/2027"; raises ValueError for any other form and for years that do not follow each other."""
    match = re.fullmatch(r"([12][0-9]{3})/([12][0-9]{3})", code)
    if match is None or int(match[2]) != int(match[1]) + 1:
        raise ValueError("a school year is written as 2026/2027")
    return SchoolYear(int(match[1]))


def school_year_of(day: date) -> SchoolYear:
    """The school year that a day belongs to; the line is drawn at 1 July, as in the core."""
    return SchoolYear(school_year(day).first.year)


def term_of(day: date) -> Term:
    """By the half of the calendar year, for headings; a term's real days are those of its calendar."""
    return Term.HT if day.month >= 7 else Term.VT


def school_weeks(calendar: SchoolCalendar, first: date, last: date) -> tuple[date, ...]:
    """The Monday of each week with a school day from `first` to `last`; the calendar must cover both."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(sorted({day - timedelta(days=day.weekday()) for day in days if calendar.is_school_day(day)}))
