"""Sweden's public holidays (lag 1989:253 om allmänna helgdagar), computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final

FIRST_YEAR: Final = 2005
"""Since then 6 June is a holiday and Whit Monday is not; earlier years are refused."""
SATURDAY: Final = 5
DAY: Final = timedelta(days=1)


def easter_sunday(year: int) -> date:
    """Gregorian, by the method printed in Butcher's Ecclesiastical Calendar (1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    skipped = century - (century + 8) // 25 + 1
    epact = (19 * golden + century - century // 4 - skipped // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(day: date) -> date:
    return day + (SATURDAY - day.weekday()) % 7 * DAY


def _check(year: int) -> None:
    if year < FIRST_YEAR:
        raise ValueError(f"public holidays are known from {FIRST_YEAR} on")


@lru_cache(maxsize=64)
def public_holidays(year: int) -> Mapping[date, str]:
    """Day → code, in order. Sundays as such are not listed. Raises ValueError before 2005."""
    _check(year)
    easter = easter_sunday(year)
    days = {
        date(year, 1, 1): "new_years_day",
        date(year, 1, 6): "epiphany",
        easter - 2 * DAY: "good_friday",
        easter: "easter_sunday",
        easter + DAY: "easter_monday",
        date(year, 5, 1): "may_day",
        easter + 39 * DAY: "ascension_day",
        easter + 49 * DAY: "whit_sunday",
        date(year, 6, 6): "national_day",
        _saturday_from(date(year, 6, 20)): "midsummer_day",
        _saturday_from(date(year, 10, 31)): "all_saints_day",
        date(year, 12, 25): "christmas_day",
        date(year, 12, 26): "boxing_day",
    }
    return MappingProxyType(dict(sorted(days.items())))


@lru_cache(maxsize=64)
def eves(year: int) -> Mapping[date, str]:
    """The eves that count as Sundays (semesterlagen 3 a §). Raises ValueError before 2005."""
    _check(year)
    days = {
        _saturday_from(date(year, 6, 20)) - DAY: "midsummer_eve",
        date(year, 12, 24): "christmas_eve",
        date(year, 12, 31): "new_years_eve",
    }
    return MappingProxyType(days)


def is_day_off(day: date) -> bool:
    """A public holiday or one of the three eves; Saturdays and Sundays as such are not asked about."""
    return day in public_holidays(day.year) or day in eves(day.year)
