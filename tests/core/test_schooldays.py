"""Counting in school days, and the day in Stockholm."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.schooldays import (
    IsoWeek,
    OutsideCalendar,
    Period,
    SchoolCalendar,
    school_year,
    school_year_code,
    stockholm_day,
    stockholm_instant,
    stockholm_midnights,
    weeks_in_year,
)

AUTUMN = Period(date(2026, 8, 18), date(2026, 12, 21))
SPRING = Period(date(2027, 1, 11), date(2027, 6, 11))
AUTUMN_BREAK = Period(date(2026, 10, 26), date(2026, 10, 30))
WINTER_BREAK = Period(date(2027, 2, 15), date(2027, 2, 19))
EASTER_BREAK = Period(date(2027, 3, 29), date(2027, 4, 2))
STUDY_DAY = Period(date(2026, 9, 25), date(2026, 9, 25))
YEAR = SchoolCalendar.from_terms([AUTUMN, SPRING], [AUTUMN_BREAK, WINTER_BREAK, EASTER_BREAK, STUDY_DAY])

FRI, SAT, SUN, MON, TUE = (date(2026, 11, 20) + timedelta(n) for n in range(5))
COVERED = st.dates(YEAR.covers.first, YEAR.covers.last)


class TestIsSchoolDay:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2026, 8, 17), False),
            (date(2026, 8, 18), True),
            (SAT, False),
            (SUN, False),
            (MON, True),
            (date(2026, 9, 25), False),
            (date(2026, 10, 28), False),
            (date(2026, 12, 21), True),
            (date(2026, 12, 22), False),
            (date(2027, 1, 1), False),
            (date(2027, 3, 26), False),
            (date(2027, 5, 6), False),
            (date(2027, 5, 7), True),
            (date(2027, 6, 14), False),
            (date(2027, 6, 30), False),
        ],
    )
    def test_a_school_year(self, day: date, expected: bool) -> None:
        assert YEAR.is_school_day(day) is expected

    def test_a_day_that_was_added(self) -> None:
        calendar = SchoolCalendar.from_terms([AUTUMN], extra=[SAT])
        assert calendar.is_school_day(SAT)

    @pytest.mark.parametrize("day", [date(2026, 6, 30), date(2027, 7, 1)])
    def test_what_is_not_covered_is_unknown(self, day: date) -> None:
        with pytest.raises(OutsideCalendar):
            YEAR.is_school_day(day)


class TestAdd:
    @pytest.mark.parametrize(
        ("start", "count", "expected"),
        [
            (FRI, 1, MON),
            (SAT, 1, MON),
            (SUN, 1, MON),
            (FRI, 2, TUE),
            (MON, -1, FRI),
            (SUN, -1, FRI),
            (SAT, -1, FRI),
            (FRI, 0, FRI),
            (SAT, 0, MON),
            (date(2026, 10, 23), 1, date(2026, 11, 2)),
            (date(2026, 11, 2), -1, date(2026, 10, 23)),
            (date(2026, 12, 21), 1, date(2027, 1, 11)),
            (date(2026, 12, 31), 0, date(2027, 1, 11)),
            (date(2027, 1, 11), -1, date(2026, 12, 21)),
            (date(2027, 1, 2), -3, date(2026, 12, 17)),
            (date(2027, 3, 25), 1, date(2027, 4, 5)),
            (date(2027, 6, 11), 0, date(2027, 6, 11)),
            (date(2026, 7, 15), 5, date(2026, 8, 24)),
        ],
    )
    def test_known(self, start: date, count: int, expected: date) -> None:
        assert YEAR.add_school_days(start, count) == expected

    @pytest.mark.parametrize(
        ("start", "count"),
        [
            (date(2027, 6, 11), 1),
            (date(2027, 6, 15), 0),
            (date(2026, 8, 18), -1),
            (FRI, 10_000),
            (FRI, -10_000),
        ],
    )
    def test_beyond_what_is_entered(self, start: date, count: int) -> None:
        with pytest.raises(OutsideCalendar):
            YEAR.add_school_days(start, count)

    def test_over_the_summer_into_the_next_year(self) -> None:
        both = SchoolCalendar.from_terms([SPRING, Period(date(2027, 8, 17), date(2027, 12, 21))])
        assert both.add_school_days(date(2027, 6, 11), 1) == date(2027, 8, 17)
        assert both.add_school_days(date(2027, 6, 10), 3) == date(2027, 8, 18)
        assert both.school_days_between(date(2027, 6, 11), date(2027, 8, 16)) == 0
        assert not both.is_school_day(date(2027, 7, 14))

    def test_next(self) -> None:
        assert YEAR.next_school_day(FRI) == MON
        assert YEAR.next_school_day(MON) == TUE


class TestBetween:
    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (FRI, FRI, 0),
            (FRI, SAT, 0),
            (FRI, MON, 1),
            (FRI, TUE, 2),
            (SAT, SUN, 0),
            (SAT, MON, 1),
            (MON, FRI, -1),
            (SAT, FRI, 0),
            (date(2026, 12, 21), date(2027, 1, 10), 0),
            (date(2026, 12, 18), date(2027, 1, 11), 2),
            (date(2026, 10, 23), date(2026, 11, 3), 2),
        ],
    )
    def test_known(self, start: date, end: date, expected: int) -> None:
        assert YEAR.school_days_between(start, end) == expected

    @given(COVERED, COVERED, COVERED)
    def test_stretches_add_up(self, one: date, two: date, three: date) -> None:
        between = YEAR.school_days_between
        assert between(one, two) == -between(two, one)
        assert between(one, two) + between(two, three) == between(one, three)

    @given(st.dates(date(2026, 9, 1), date(2027, 4, 1)), st.integers(1, 40))
    def test_counts_what_was_added(self, start: date, count: int) -> None:
        end = YEAR.add_school_days(start, count)
        assert YEAR.is_school_day(end)
        assert YEAR.school_days_between(start, end) == count

    @given(COVERED, COVERED)
    def test_agrees_with_counting_on_fingers(self, one: date, two: date) -> None:
        start, end = sorted((one, two))
        after = (start + timedelta(n + 1) for n in range((end - start).days))
        assert YEAR.school_days_between(start, end) == sum(YEAR.is_school_day(day) for day in after)

    @given(st.dates(date(2026, 10, 1), date(2027, 5, 1)), st.integers(1, 15))
    def test_back_and_forth(self, start: date, count: int) -> None:
        day = YEAR.add_school_days(start, 0)
        assert YEAR.add_school_days(YEAR.add_school_days(day, count), -count) == day


class TestCalendar:
    def test_days_in_any_order_and_twice(self) -> None:
        assert SchoolCalendar([TUE, FRI, MON, FRI]).school_days_between(FRI, TUE) == 2

    def test_no_days_need_a_period(self) -> None:
        with pytest.raises(ValueError, match="covers"):
            SchoolCalendar([])
        summer = SchoolCalendar([], Period(FRI, TUE))
        assert not summer.is_school_day(MON)
        with pytest.raises(OutsideCalendar):
            summer.next_school_day(FRI)

    def test_a_day_outside_the_period(self) -> None:
        with pytest.raises(ValueError, match="outside the period"):
            SchoolCalendar([FRI], Period(MON, TUE))

    def test_impossible_terms(self) -> None:
        with pytest.raises(ValueError, match="at least one term"):
            SchoolCalendar.from_terms([])
        with pytest.raises(ValueError, match="on or after"):
            SchoolCalendar.from_terms([Period(TUE, MON)])


class TestYearsAndWeeks:
    @pytest.mark.parametrize(
        ("day", "code"),
        [
            (date(2026, 6, 30), "2025/2026"),
            (date(2026, 7, 1), "2026/2027"),
            (date(2026, 12, 31), "2026/2027"),
            (date(2027, 1, 1), "2026/2027"),
            (date(2027, 6, 30), "2026/2027"),
        ],
    )
    def test_school_year(self, day: date, code: str) -> None:
        assert school_year_code(day) == code
        assert school_year(day).first <= day <= school_year(day).last

    @pytest.mark.parametrize(
        ("day", "week"),
        [
            (date(2026, 12, 31), IsoWeek(2026, 53)),
            (date(2027, 1, 3), IsoWeek(2026, 53)),
            (date(2027, 1, 4), IsoWeek(2027, 1)),
            (date(2024, 12, 30), IsoWeek(2025, 1)),
            (date(2026, 11, 22), IsoWeek(2026, 47)),
        ],
    )
    def test_iso_week(self, day: date, week: IsoWeek) -> None:
        assert IsoWeek.of(day) == week
        assert week.monday <= day <= week.period().last

    def test_weeks_go_on_over_the_year(self) -> None:
        assert IsoWeek(2026, 52).plus(2) == IsoWeek(2027, 1)
        assert IsoWeek(2027, 1).plus(-1) == IsoWeek(2026, 53)

    @pytest.mark.parametrize(("year", "count"), [(2020, 53), (2025, 52), (2026, 53), (2027, 52), (2032, 53)])
    def test_weeks_in_year(self, year: int, count: int) -> None:
        assert weeks_in_year(year) == count

    def test_a_week_that_is_not(self) -> None:
        with pytest.raises(ValueError, match="week"):
            _ = IsoWeek(2025, 53).monday


class TestStockholm:
    @pytest.mark.parametrize(
        ("instant", "day"),
        [
            (datetime(2026, 1, 14, 22, 59, tzinfo=UTC), date(2026, 1, 14)),
            (datetime(2026, 1, 14, 23, 0, tzinfo=UTC), date(2026, 1, 15)),
            (datetime(2026, 7, 14, 21, 59, tzinfo=UTC), date(2026, 7, 14)),
            (datetime(2026, 7, 14, 22, 0, tzinfo=UTC), date(2026, 7, 15)),
            (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
            (datetime(2026, 7, 15, 3, 0, tzinfo=timezone(timedelta(hours=9))), date(2026, 7, 14)),
        ],
    )
    def test_day(self, instant: datetime, day: date) -> None:
        assert stockholm_day(instant) == day

    @pytest.mark.parametrize(
        ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)]
    )
    def test_days_are_not_all_as_long(self, day: date, hours: int) -> None:
        start, end = stockholm_midnights(day)
        assert (end - start) == timedelta(hours=hours)
        assert stockholm_day(start) == day
        assert stockholm_day(end - timedelta(microseconds=1)) == day
        assert stockholm_day(end) == day + timedelta(1)

    @pytest.mark.parametrize(
        ("day", "at", "expected"),
        [
            (date(2026, 1, 15), time(8, 0), datetime(2026, 1, 15, 7, 0, tzinfo=UTC)),
            (date(2026, 7, 15), time(8, 0), datetime(2026, 7, 15, 6, 0, tzinfo=UTC)),
            (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
            (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ],
    )
    def test_wall_clock(self, day: date, at: time, expected: datetime) -> None:
        assert stockholm_instant(day, at) == expected

    def test_what_is_neither_instant_nor_wall_clock(self) -> None:
        naive = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
        with pytest.raises(ValueError, match="time zone"):
            stockholm_day(naive)
        with pytest.raises(ValueError, match="time zone"):
            stockholm_instant(date(2026, 1, 1), time(8, tzinfo=UTC))
