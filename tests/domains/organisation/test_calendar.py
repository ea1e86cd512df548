"""Days of a school year: the ordinary year, units with days of their own, and what cannot be."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from samsyn.core.schooldays import Period
from samsyn.organisation.rules import (
    BreakDays,
    BreakKind,
    DayKind,
    SchoolYear,
    SingleDay,
    Term,
    TermDays,
    YearDays,
    calendar_violations,
    day_views,
    default_year,
    unit_calendar,
)

BJORK, ANG = uuid4(), uuid4()
YEAR = SchoolYear(2026)
HT = TermDays(Term.HT, Period(date(2026, 8, 17), date(2026, 12, 18)))
VT = TermDays(Term.VT, Period(date(2027, 1, 11), date(2027, 6, 11)))


@pytest.mark.parametrize("first", range(2020, 2051))
def test_an_ordinary_year_has_the_days_that_the_ordinance_asks_for(first: int) -> None:
    """178 and five study days, over in June."""
    year = default_year(SchoolYear(first))
    calendar = unit_calendar([], None, [SchoolYear(first)])
    whole = SchoolYear(first).period
    assert calendar.school_days_between(*whole) == 183
    assert not calendar.is_school_day(whole.first)
    assert date(first + 1, 6, 4) <= year.terms[-1].days.last <= date(first + 1, 6, 24)
    assert date(first, 8, 15) <= year.terms[0].days.first <= date(first, 8, 24)
    assert calendar_violations(year.code, *_parts(year)) == {}


def _parts(year: YearDays) -> tuple[list[TermDays], list[BreakDays]]:
    return list(year.terms), list(year.breaks)


def test_a_year_that_nobody_entered_is_an_ordinary_one() -> None:
    entered = YearDays("2026/2027", [HT, VT])
    calendar = unit_calendar([entered], None, [YEAR, YEAR.next()])
    assert calendar.is_school_day(date(2026, 10, 28))
    assert not calendar.is_school_day(date(2027, 11, 3))
    assert calendar.is_school_day(date(2027, 11, 10))


def test_a_unit_with_terms_of_its_own_follows_only_those() -> None:
    own = TermDays(Term.HT, Period(date(2026, 8, 24), date(2026, 12, 18)), BJORK)
    spring = TermDays(Term.VT, VT.days, BJORK)
    year = YearDays("2026/2027", [HT, VT, own, spring])
    assert not unit_calendar([year], BJORK, [YEAR]).is_school_day(date(2026, 8, 18))
    assert unit_calendar([year], ANG, [YEAR]).is_school_day(date(2026, 8, 18))
    assert unit_calendar([year], None, [YEAR]).is_school_day(date(2026, 8, 18))


def test_a_break_of_one_unit_is_nobody_elses() -> None:
    week = Period(date(2026, 9, 14), date(2026, 9, 18))
    year = YearDays("2026/2027", [HT, VT], [BreakDays(BreakKind.LOCAL_CLOSURE, "Vattenskada", week, BJORK)])
    assert not unit_calendar([year], BJORK, [YEAR]).is_school_day(date(2026, 9, 16))
    assert unit_calendar([year], ANG, [YEAR]).is_school_day(date(2026, 9, 16))


def test_the_units_own_day_wins_over_everybodys_whatever_the_order() -> None:
    day = date(2026, 9, 16)
    singles = [SingleDay(day, True, "Skola ändå", BJORK), SingleDay(day, False, "Studiedag")]
    for order in (singles, singles[::-1]):
        year = YearDays("2026/2027", [HT, VT], singles=order)
        assert unit_calendar([year], BJORK, [YEAR]).is_school_day(day)
        assert not unit_calendar([year], ANG, [YEAR]).is_school_day(day)


def test_a_saturday_can_be_a_school_day() -> None:
    day = date(2026, 9, 19)
    year = YearDays("2026/2027", [HT, VT], singles=[SingleDay(day, True, "Öppet hus")])
    calendar = unit_calendar([year], None, [YEAR])
    assert calendar.is_school_day(day)
    assert calendar.next_school_day(date(2026, 9, 18)) == day


def test_every_day_says_what_it_is() -> None:
    autumn = BreakDays(BreakKind.AUTUMN_BREAK, "Höstlov", Period(date(2026, 10, 26), date(2026, 10, 30)))
    year = YearDays(
        "2026/2027", [HT, VT], [autumn], [SingleDay(date(2026, 9, 16), False, "Studiedag", BJORK)]
    )
    days = {view.day: view for view in day_views(year.of(BJORK), *YEAR.period)}
    assert len(days) == 365
    assert days[date(2026, 9, 15)].kind is DayKind.SCHOOL_DAY
    assert (days[date(2026, 9, 16)].kind, days[date(2026, 9, 16)].name) == (DayKind.DAY_OFF, "Studiedag")
    assert (days[date(2026, 10, 27)].kind, days[date(2026, 10, 27)].name) == (DayKind.BREAK, "Höstlov")
    assert days[date(2026, 10, 24)].kind is DayKind.WEEKEND
    assert days[date(2027, 3, 26)].kind is DayKind.HOLIDAY
    assert days[date(2026, 7, 14)].kind is DayKind.OUTSIDE_TERM
    calendar = unit_calendar([year], BJORK, [YEAR])
    assert all(view.is_school_day == calendar.is_school_day(day) for day, view in days.items())


@pytest.mark.parametrize(
    ("terms", "breaks", "expected"),
    [
        ([HT, VT], [], {}),
        ([HT], [], {"/terms": "TERM_MISSING"}),
        ([HT, TermDays(Term.VT, VT.days, BJORK)], [], {"/terms": "TERM_MISSING"}),
        ([HT, VT, HT], [], {"/terms/2": "TERMS_OVERLAP"}),
        ([HT, VT, TermDays(Term.HT, HT.days, BJORK)], [], {}),
        (
            [HT, TermDays(Term.VT, Period(date(2026, 12, 10), date(2027, 6, 11)))],
            [],
            {"/terms/1": "TERMS_OVERLAP"},
        ),
        (
            [HT, TermDays(Term.VT, Period(date(2027, 1, 11), date(2027, 7, 2)))],
            [],
            {"/terms/1": "OUTSIDE_YEAR"},
        ),
        (
            [HT, VT],
            [BreakDays(BreakKind.WINTER_BREAK, "Sportlov", Period(date(2027, 3, 5), date(2027, 3, 1)))],
            {"/breaks/0": "BACKWARDS"},
        ),
        (
            [HT, VT],
            [BreakDays(BreakKind.WINTER_BREAK, "Sportlov", Period(date(2028, 3, 1), date(2028, 3, 5)))],
            {"/breaks/0": "OUTSIDE_YEAR"},
        ),
    ],
)
def test_what_is_wrong_is_pointed_at(
    terms: list[TermDays], breaks: list[BreakDays], expected: dict[str, str]
) -> None:
    found = calendar_violations("2026/2027", terms, breaks)
    assert {pointer: violation.code for pointer, violation in found.items()} == expected


def test_a_code_that_is_no_year_is_said_to_be_none() -> None:
    assert {p: v.code for p, v in calendar_violations("2026/2028", [HT, VT], []).items()} == {
        "/code": "YEAR_CODE"
    }
