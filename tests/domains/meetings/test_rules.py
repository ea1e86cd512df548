"""Meetings that take place: states, M01, M03, and where the minutes went."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.vocabulary import Level
from samsyn.meetings.rules import (
    AgendaItemKind,
    Attendance,
    CancelReason,
    ItemMinutes,
    MeetingOutcome,
    MeetingState,
    cancel_violations,
    early_share,
    held_rate,
    held_violations,
    is_overdue,
    minutes_by_level,
    next_states,
    reflection_share,
)

S = MeetingState
STARTS = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def test_n02_eight_of_ten_meetings_took_place() -> None:
    outcomes = [
        *[MeetingOutcome(S.HELD)] * 7,
        MeetingOutcome(S.RESCHEDULED, held_after_school_days=15, reason=CancelReason.ILLNESS),
        MeetingOutcome(S.CANCELLED, reason=CancelReason.COLLISION),
        MeetingOutcome(S.CANCELLED, reason=CancelReason.ACUTE_CASE),
    ]
    rate = held_rate(outcomes)
    assert (rate.held, rate.planned, rate.rate) == (8, 10, 0.8)
    assert rate.reasons == {CancelReason.COLLISION: 1, CancelReason.ACUTE_CASE: 1}


@pytest.mark.parametrize("after", [16, None])
def test_m03_a_replacement_that_came_too_late_or_never_is_not_held(after: int | None) -> None:
    assert held_rate([MeetingOutcome(S.RESCHEDULED, after, CancelReason.TECH)]).held == 0


def test_m03_meetings_ahead_are_left_out_and_nothing_planned_is_no_number() -> None:
    ahead = [MeetingOutcome(s) for s in (S.PLANNED, S.INVITED, S.AGENDA_READY, S.IN_PROGRESS)]
    assert held_rate(ahead).rate is None
    assert held_rate([*ahead, MeetingOutcome(S.NOT_HELD), MeetingOutcome(S.MINUTES_APPROVED)]).rate == 0.5


@given(st.lists(st.builds(MeetingOutcome, st.sampled_from(MeetingState), st.none() | st.integers(0, 40))))
def test_m03_is_a_share(outcomes: list[MeetingOutcome]) -> None:
    rate = held_rate(outcomes)
    assert 0 <= rate.held <= rate.planned <= len(outcomes)
    assert rate.rate is None or 0 <= rate.rate <= 1


@pytest.mark.parametrize(
    ("attendance", "broken"),
    [
        ([], ["M01"]),
        ([Attendance.ATTENDED, Attendance.INVITED, Attendance.ABSENT], ["M01"]),
        ([Attendance.ATTENDED, Attendance.PROXY], []),
        ([Attendance.ATTENDED, Attendance.ATTENDED], []),
    ],
)
def test_m01_held_needs_two_in_the_room(attendance: list[Attendance], broken: list[str]) -> None:
    assert [v.code for v in held_violations(attendance)] == broken


def test_states_go_forward_and_end() -> None:
    assert next_states(S.HELD) == {S.MINUTES_DRAFT}
    assert next_states(S.MINUTES_DRAFT) == {S.MINUTES_APPROVED}
    for final in (S.MINUTES_APPROVED, S.CANCELLED, S.RESCHEDULED):
        assert next_states(final) == set()
    for early in (S.PLANNED, S.INVITED, S.AGENDA_READY):
        assert {S.CANCELLED, S.RESCHEDULED, S.NOT_HELD, S.IN_PROGRESS} <= next_states(early)
        assert S.HELD not in next_states(early)
    assert S.HELD in next_states(S.NOT_HELD)


def test_a_meeting_never_started_is_overdue_after_a_day() -> None:
    day = timedelta(hours=24)
    assert not is_overdue(S.INVITED, STARTS, STARTS + day)
    assert is_overdue(S.INVITED, STARTS, STARTS + day + timedelta(seconds=1))
    assert not is_overdue(S.IN_PROGRESS, STARTS, STARTS + 3 * day)
    assert not is_overdue(S.CANCELLED, STARTS, STARTS + 3 * day)


def test_cancelling_needs_a_reason_and_other_needs_words() -> None:
    assert [v.code for v in cancel_violations(None, "sjukdom")] == ["MEETING_REASON"]
    assert [v.code for v in cancel_violations(CancelReason.OTHER, " ")] == ["MEETING_REASON"]
    assert cancel_violations(CancelReason.OTHER, "vattenläcka") == ()
    assert cancel_violations(CancelReason.ILLNESS, "") == ()


ITEMS = [
    ItemMinutes(AgendaItemKind.INFO, 10),
    ItemMinutes(AgendaItemKind.CASE, 30, Level.REMEDIAL),
    ItemMinutes(AgendaItemKind.DILEMMA, 15, Level.PREVENTIVE),
    ItemMinutes(AgendaItemKind.REFLECTION, 5, Level.PROMOTIVE),
]


def test_minutes_by_level_and_their_shares() -> None:
    assert minutes_by_level(ITEMS) == {Level.PROMOTIVE: 5, Level.PREVENTIVE: 15, Level.REMEDIAL: 30}
    assert early_share(ITEMS) == 0.4
    assert reflection_share(ITEMS) == pytest.approx(20 / 60)


def test_no_minutes_are_no_share() -> None:
    assert early_share(ITEMS[:1]) is None
    assert reflection_share([]) is None
