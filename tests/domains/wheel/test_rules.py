"""Whether a unit takes stock often enough, spread over the year, with time, people and figures in place."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.vocabulary import StatutoryDomain
from samsyn.wheel.rules import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Ring,
    RuleStatus,
    RuleStatusCode,
    WheelState,
    WheelYear,
    activation_violations,
    load_unit_template,
    longest_gap,
    next_states,
    ring,
    rule_status,
)

TERMS = (("HT", date(2026, 8, 17), date(2026, 12, 18)), ("VT", date(2027, 1, 11), date(2027, 6, 11)))
AWAY = {date(2026, 10, 26), date(2027, 2, 22), date(2027, 3, 29)}
WEEKS = tuple(
    monday
    for _, first, last in TERMS
    for n in range(0, (last - first).days + 1, 7)
    if (monday := first + timedelta(days=n)) not in AWAY
)
YEAR = WheelYear(TERMS[0][1], TERMS[1][2], TERMS, WEEKS)
THREE = frozenset({StatutoryDomain.MEDICAL, StatutoryDomain.PSYCHOSOCIAL, StatutoryDomain.SPECIAL_EDUCATION})


def check_in(day: date) -> Activity:
    return Activity(ActivityKind.CHECKIN_MAJOR, "Avstämning", day, 60, THREE, 1)


SEPTEMBER, NOVEMBER, JANUARY, APRIL = (
    check_in(day) for day in (date(2026, 9, 15), date(2026, 11, 3), date(2027, 1, 19), date(2027, 4, 20))
)


def codes(status: RuleStatus) -> list[str]:
    return [hint.code for hint in status.hints]


@pytest.mark.parametrize(
    ("wheel", "expected"),
    [
        ([], RuleStatusCode.NOT_MET),
        ([SEPTEMBER], RuleStatusCode.NOT_MET),
        ([NOVEMBER, APRIL], RuleStatusCode.MINIMUM_MET),
        ([SEPTEMBER, JANUARY, APRIL], RuleStatusCode.MINIMUM_MET),
        ([SEPTEMBER, NOVEMBER, JANUARY, APRIL], RuleStatusCode.RECOMMENDED_MET),
        ([SEPTEMBER, NOVEMBER, JANUARY, APRIL, APRIL], RuleStatusCode.RECOMMENDED_MET),
    ],
)
def test_n05_status_follows_the_number_of_check_ins(wheel: list[Activity], expected: RuleStatusCode) -> None:
    status = rule_status(wheel, YEAR)
    assert (status.status, status.counted, status.planned) == (expected, len(wheel), len(wheel))


def test_n05_more_than_twenty_school_weeks_without_check_in_is_a_warning() -> None:
    assert "WHEEL_GAP" in codes(rule_status([check_in(date(2026, 8, 25)), check_in(date(2027, 3, 2))], YEAR))
    assert "WHEEL_GAP" not in codes(rule_status([SEPTEMBER, NOVEMBER, JANUARY, APRIL], YEAR))


def test_the_gap_is_counted_in_school_weeks_and_just_twenty_is_fine() -> None:
    first = date(2026, 9, 14)
    later = [week for week in WEEKS if week > first]
    twenty, more = later[19], later[20]
    assert longest_gap([first, twenty], YEAR) == 20
    assert longest_gap([first, more], YEAR) == 21
    assert "WHEEL_GAP" not in codes(rule_status([check_in(first), check_in(twenty)], YEAR))
    assert "WHEEL_GAP" in codes(rule_status([check_in(first), check_in(more)], YEAR))


def test_w02_a_term_without_check_in_is_named() -> None:
    hints = rule_status([SEPTEMBER, NOVEMBER], YEAR).hints
    assert [h.sv for h in hints if h.code == "W02"] == ["Vårterminen saknar avstämning."]


@pytest.mark.parametrize(
    ("lack", "word"),
    [
        ({"protected_minutes": 59}, "60 skyddade minuter"),
        ({"domains": frozenset(list(THREE)[:2]) | {StatutoryDomain.LEADERSHIP}}, "kompetensområden"),
        ({"linked": 0}, "indikator eller ett mål"),
    ],
)
def test_w03_a_check_in_without_time_people_or_figures_does_not_count(
    lack: dict[str, Any], word: str
) -> None:
    status = rule_status([SEPTEMBER, replace(NOVEMBER, **lack)], YEAR)
    assert (status.counted, status.planned, status.status) == (1, 2, RuleStatusCode.NOT_MET)
    assert [word in h.sv for h in status.hints if h.code == "W03"] == [True]


def test_w04_only_at_the_end_of_the_year() -> None:
    late = [check_in(date(2027, 5, 18)), check_in(date(2027, 6, 8))]
    assert "W04" in codes(rule_status(late, YEAR))
    assert "W04" not in codes(rule_status([NOVEMBER, *late], YEAR))


def test_missed_others_and_outside_the_year_do_not_count_but_moved_does() -> None:
    wheel = [
        replace(SEPTEMBER, status=ActivityStatus.MISSED),
        replace(NOVEMBER, status=ActivityStatus.MOVED),
        replace(JANUARY, kind=ActivityKind.ANALYSIS),
        check_in(date(2027, 8, 20)),
    ]
    status = rule_status(wheel, YEAR)
    assert (status.counted, status.planned) == (1, 1)


def test_the_headline_says_it_in_words() -> None:
    def headline(*wheel: Activity) -> str:
        return rule_status(wheel, YEAR).hints[0].sv

    counting = (SEPTEMBER, JANUARY, APRIL)
    assert headline(*counting) == "3 avstämningar planerade: miniminivån är nådd, 4 rekommenderas."
    assert headline(*counting, replace(NOVEMBER, linked=0)).startswith("4 avstämningar planerade, 3 räknas: ")
    assert headline(SEPTEMBER).startswith("1 avstämning planerad: miniminivån 2 är inte nådd")


def test_activation_below_the_minimum_needs_a_reason() -> None:
    assert [v.code for v in activation_violations(RuleStatusCode.NOT_MET, "  ")] == ["W01"]
    assert activation_violations(RuleStatusCode.NOT_MET, "Ny skola, öppnar i januari") == ()
    assert activation_violations(RuleStatusCode.MINIMUM_MET, "") == ()


@given(st.lists(st.dates(TERMS[0][1], TERMS[1][2]), max_size=8), st.dates(TERMS[0][1], TERMS[1][2]))
def test_one_more_check_in_never_makes_it_worse(days: list[date], extra: date) -> None:
    before = rule_status([check_in(day) for day in days], YEAR)
    after = rule_status([check_in(day) for day in [*days, extra]], YEAR)
    order = list(RuleStatusCode)
    assert order.index(after.status) >= order.index(before.status)
    assert longest_gap(sorted([*days, extra]), YEAR) <= longest_gap(sorted(days), YEAR)


def test_every_kind_has_a_ring_and_a_wheel_goes_one_way() -> None:
    assert {ring(kind) for kind in ActivityKind} == set(Ring)
    assert next_states(WheelState.PLANNED) == {WheelState.ACTIVE}
    assert next_states(WheelState.CLOSED) == set()


def test_the_template_has_four_major_check_ins_in_their_weeks() -> None:
    items = load_unit_template()
    assert len(items) >= 40
    assert [item.weeks for item in items if item.major] == [(38, 39), (45, 46), (3, 4), (16, 17)]
    spans = [item.span(2026) for item in items]
    assert all(date(2026, 8, 1) <= first <= last <= date(2027, 6, 30) for first, last in spans)
    assert all(first.month == item.month for item, (first, _) in zip(items, spans, strict=True))
    assert next(item for item in items if item.code == "DEC_FORUM").span(2026)[1] == date(2026, 12, 31)


def test_the_template_meets_the_recommendation_when_time_people_and_figures_are_in_place() -> None:
    wheel = [
        Activity(i.kind, i.sv, i.span(2026)[0], i.protected_minutes, THREE, 1) for i in load_unit_template()
    ]
    status = rule_status(wheel, YEAR)
    assert (status.status, [h.code for h in status.hints]) == (RuleStatusCode.RECOMMENDED_MET, ["W01"])
