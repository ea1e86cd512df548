"""Every clock of every case type starts, stops and runs out, also in hours and backward."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from samsyn.cases.queries.late_clocks import TO_DO
from samsyn.cases.rules.clocks import (
    FOLLOW_UP_DAY,
    escalates_at,
    escalates_to,
    escalation_id,
    follow_up_clock,
    told_of,
)
from samsyn.cases.rules.timeline import (
    ENTERED,
    REPORT_OF,
    STRAIGHT,
    EventType,
    Happened,
    RunningClock,
    running_clocks,
)
from samsyn.core.actor import Function
from samsyn.core.ids import uuid7
from samsyn.core.schooldays import Period, SchoolCalendar
from samsyn.legal import CaseType, ClockEvent, ClockKind, ClockUnit, DeadlineRule, load_rule_book

MONDAY = datetime(2026, 9, 7, 8, tzinfo=UTC)
CALENDAR = SchoolCalendar.from_terms([Period(date(2026, 8, 17), date(2027, 6, 11))])
RULES = [(kind, rule) for kind in load_rule_book().case_types for rule in kind.clocks]
KINDS = {kind.code: kind for kind in load_rule_book().case_types}


def makes(event: ClockEvent, at: datetime, case_type: str = "") -> Happened | None:
    """Something in the timeline that means this, if anything does."""
    for kind, meant in STRAIGHT.items():
        if event in meant:
            return Happened(kind, at, kind=REPORT_OF.get(case_type))
    for phase, meant in ENTERED.items():
        if event in meant:
            return Happened(EventType.PHASE_CHANGED, at, phase)
    return Happened(EventType.PHASE_CHANGED, at, left="DECISION") if event is ClockEvent.DECIDED else None


def made(event: ClockEvent, at: datetime, case_type: str = "") -> Happened:
    found = makes(event, at, case_type)
    assert found is not None, f"nothing in a timeline means {event}"
    return found


def makeable(rule: DeadlineRule) -> bool:
    return makes(rule.from_event, MONDAY) is not None and makes(rule.to_event, MONDAY) is not None


def test_the_events_that_nothing_means_yet() -> None:
    """Kept by hand: whoever makes one of them happen takes it from here. A day for follow-up starts no
    clock: how far ahead it may be is asked when it is set (C08)."""
    needed = {event for _, rule in RULES for event in (rule.from_event, rule.to_event)}
    assert {event for event in needed if makes(event, MONDAY) is None} == {
        ClockEvent.STARTS_AT_NEW_UNIT,
        ClockEvent.FOLLOW_UP_SET,
    }


def running(kind: CaseType, *events: Happened) -> dict[str, RunningClock]:
    return {clock.code: clock for clock in running_clocks(kind, events, CALENDAR)}


@pytest.mark.parametrize(("kind", "rule"), [r for r in RULES if makeable(r[1])], ids=lambda v: v.code)
def test_each_clock_runs_from_its_start_to_its_end(kind: CaseType, rule: DeadlineRule) -> None:
    assert rule.code not in running(kind)
    start = made(rule.from_event, MONDAY, kind.code)
    assert rule.code in running(kind, start)
    places = [c for c in kind.clocks if (c.from_event, c.to_event) == (rule.from_event, rule.to_event)]
    ends = [made(rule.to_event, MONDAY + timedelta(days=n + 1), kind.code) for n in range(len(places))]
    assert rule.code not in running(kind, start, *ends)


@pytest.mark.parametrize(("kind", "rule"), RULES, ids=lambda v: v.code)
def test_each_clock_is_known_in_words_and_to_somebody(kind: CaseType, rule: DeadlineRule) -> None:
    assert rule.to_event in TO_DO or rule.to_event is ClockEvent.APPEALED
    assert rule.escalate_to in (None, Function.PRINCIPAL, Function.ORGANISER_CASE_OFFICER)


def test_hours_run_out_by_the_hour_and_at_once_at_once() -> None:
    rule = DeadlineRule(
        "X", ClockEvent.OPENED, ClockEvent.ANSWERED, 30, ClockUnit.HOURS, ClockKind.LOCAL_GUIDELINE, None, 0
    )
    (clock,) = running_clocks(with_clocks(rule), [Happened("OPENED", MONDAY)], CALENDAR)
    assert (clock.out_at, clock.due_on) == (MONDAY + timedelta(hours=30), date(2026, 9, 8))
    assert not clock.is_out(MONDAY + timedelta(hours=30, seconds=-1))
    assert clock.is_out(MONDAY + timedelta(hours=30))
    now = running(KINDS["CRISIS"], Happened("OPENED", MONDAY))["CRISIS_START"]
    assert (now.out_at, now.due_on, now.is_out(MONDAY)) == (MONDAY, date(2026, 9, 7), True)


def with_clocks(*rules: DeadlineRule) -> CaseType:
    return replace(KINDS["CONSULTATION"], clocks=rules)


def test_the_second_follow_up_stops_the_second_clock() -> None:
    kind, day = KINDS["ABSENCE"], timedelta(days=1)
    measures = Happened("PHASE_CHANGED", MONDAY, "MEASURES", "DECISION")
    first = Happened("PHASE_CHANGED", MONDAY + 10 * day, "FOLLOW_UP", "MEASURES")
    on = Happened("PHASE_CHANGED", MONDAY + 11 * day, "MEASURES", "FOLLOW_UP")
    second = Happened("PHASE_CHANGED", MONDAY + 40 * day, "FOLLOW_UP", "MEASURES")
    follow_ups = {f"ABSENCE_FOLLOW_UP_{n}" for n in (1, 2, 3)}
    assert follow_ups & set(running(kind, measures)) == follow_ups
    assert follow_ups & set(running(kind, measures, first, on)) == follow_ups - {"ABSENCE_FOLLOW_UP_1"}
    assert follow_ups & set(running(kind, measures, first, on, second)) == {"ABSENCE_FOLLOW_UP_3"}
    assert running(kind, measures, first, on)["ABSENCE_FOLLOW_UP_2"].since == MONDAY


def test_a_report_past_the_principal_has_passed_that_step() -> None:
    kind = KINDS["DEGRADING"]
    events = [Happened("OPENED", MONDAY), Happened("ORGANISER_NOTIFIED", MONDAY + timedelta(hours=1))]
    left = running(kind, *events)
    assert not {"DEGRADING_PRINCIPAL", "DEGRADING_ORGANISER"} & set(left)
    assert "DEGRADING_START" in left
    early = Happened("INVESTIGATION_STARTED", MONDAY + timedelta(minutes=5))
    assert "DEGRADING_START" not in set(running(kind, *events, early))


def test_a_report_counts_from_when_it_was_sent_and_another_kind_not_at_all() -> None:
    kind, day = KINDS["CHILD_WELFARE_REPORT"], timedelta(days=1)
    opened = Happened("OPENED", MONDAY)
    police = Happened("REPORT_SENT", MONDAY + day, kind="POLICE")
    assert list(running(kind, opened, police)) == ["CHILD_WELFARE_REPORT_SEND"]
    sent = Happened("REPORT_SENT", MONDAY + day, fact=MONDAY - 2 * day, kind="SOCIAL_SERVICES")
    left = running(kind, opened, police, sent)
    assert {code: clock.due_on for code, clock in left.items()} == {
        "CHILD_WELFARE_REPORT_FEEDBACK": date(2026, 9, 19)
    }
    heard = Happened("FEEDBACK_RECEIVED", MONDAY + 2 * day, kind="SOCIAL_SERVICES")
    assert running(kind, opened, sent, heard) == {}


def test_a_time_to_appeal_is_never_late() -> None:
    rule = next(rule for _, rule in RULES if rule.to_event is ClockEvent.APPEALED)
    clock = RunningClock(
        rule.code, rule.to_event, rule.kind, MONDAY, date(2026, 9, 28), MONDAY, Function.PRINCIPAL, 0
    )
    assert not clock.is_out(MONDAY + timedelta(days=400))
    assert escalates_at(clock, CALENDAR) is None


def test_when_and_to_whom() -> None:
    clock = follow_up_clock(date(2026, 9, 11), date(2026, 9, 1))
    assert (clock.code, clock.is_out(datetime(2026, 9, 11, 21, 59, tzinfo=UTC))) == (FOLLOW_UP_DAY, False)
    assert clock.is_out(datetime(2026, 9, 11, 22, tzinfo=UTC))
    assert escalates_at(clock, CALENDAR) == datetime(2026, 9, 18, 22, tzinfo=UTC)
    assert [escalates_to(clock, reach) for reach in ("UNIT", "BOTH", "ORGANISER")] == [
        "PRINCIPAL",
        "PRINCIPAL",
        "ORGANISER_CASE_OFFICER",
    ]
    assert follow_up_clock(None, date(2026, 9, 1)).due_on == date(2026, 9, 1)


def test_one_id_for_one_run_of_one_clock_of_one_case() -> None:
    one, other = uuid7(), uuid7()
    clock = follow_up_clock(date(2026, 9, 11), date(2026, 9, 1))
    later = follow_up_clock(date(2026, 9, 12), date(2026, 9, 1))
    assert escalation_id(one, clock) == escalation_id(one, clock)
    assert len({escalation_id(one, clock), escalation_id(other, clock), escalation_id(one, later)}) == 3


def test_what_has_been_told_is_read_from_the_timeline() -> None:
    data = {"clock": "X", "since": "2026-09-07T08:00:00+00:00", "to": "PRINCIPAL"}
    assert told_of([("OPENED", "x", {}), ("CLOCK_ESCALATED", "x", data)]) == {
        ("X", "2026-09-07T08:00:00+00:00"): "PRINCIPAL"
    }
    assert told_of(None) == {}
