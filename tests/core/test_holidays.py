"""Public holidays against dates taken from printed calendars, not from the program."""

from __future__ import annotations

from datetime import date

import pytest

from samsyn.core.holidays import easter_sunday, eves, is_day_off, public_holidays

EASTER = {
    2020: (4, 12), 2021: (4, 4), 2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5),
    2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21), 2031: (4, 13), 2032: (3, 28), 2033: (4, 17),
    2034: (4, 9), 2035: (3, 25), 2036: (4, 13), 2037: (4, 5), 2038: (4, 25), 2039: (4, 10), 2040: (4, 1),
}  # fmt: skip
YEARS = range(2020, 2041)


@pytest.mark.parametrize("year", YEARS)
def test_easter(year: int) -> None:
    assert easter_sunday(year) == date(year, *EASTER[year])


@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_thirteen_holidays_in_order(year: int) -> None:
    found = public_holidays(year)
    assert len(found) == 13
    assert list(found) == sorted(found)
    assert {day.year for day in found} == {year}


def test_two_holidays_on_one_day_are_one() -> None:
    """In 2008 Ascension Day fell on 1 May."""
    assert public_holidays(2008)[date(2008, 5, 1)] == "ascension_day"
    assert len(public_holidays(2008)) == 12


def test_2026() -> None:
    assert dict(public_holidays(2026)) == {
        date(2026, 1, 1): "new_years_day",
        date(2026, 1, 6): "epiphany",
        date(2026, 4, 3): "good_friday",
        date(2026, 4, 5): "easter_sunday",
        date(2026, 4, 6): "easter_monday",
        date(2026, 5, 1): "may_day",
        date(2026, 5, 14): "ascension_day",
        date(2026, 5, 24): "whit_sunday",
        date(2026, 6, 6): "national_day",
        date(2026, 6, 20): "midsummer_day",
        date(2026, 10, 31): "all_saints_day",
        date(2026, 12, 25): "christmas_day",
        date(2026, 12, 26): "boxing_day",
    }


@pytest.mark.parametrize(
    ("year", "midsummer", "all_saints"),
    [
        (2020, 20, (10, 31)),
        (2022, 25, (11, 5)),
        (2024, 22, (11, 2)),
        (2027, 26, (11, 6)),
        (2037, 20, (10, 31)),
    ],
)
def test_the_two_saturdays(year: int, midsummer: int, all_saints: tuple[int, int]) -> None:
    days = {code: day for day, code in public_holidays(year).items()}
    assert days["midsummer_day"] == date(year, 6, midsummer)
    assert days["all_saints_day"] == date(year, *all_saints)
    assert date(year, 6, midsummer - 1) in eves(year)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2026, 12, 24), True),
        (date(2026, 12, 31), True),
        (date(2026, 6, 19), True),
        (date(2026, 4, 6), True),
        (date(2026, 4, 2), False),
        (date(2026, 5, 25), False),
        (date(2026, 12, 23), False),
    ],
)
def test_days_off(day: date, off: bool) -> None:
    assert is_day_off(day) is off


@pytest.mark.parametrize("ask", [public_holidays, eves])
def test_other_rules_applied_before_2005(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(ValueError, match="2005"):
        ask(2004)
