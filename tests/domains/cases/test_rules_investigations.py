"""Investigations as pure rules: kinds, clocks, and whose voices a case of degrading treatment takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from samsyn.cases.rules import Voice, VoiceMethod, VoicePerspective
from samsyn.cases.rules.investigations import (
    Conclusion,
    InvestigationKind,
    children_heard,
    conclusions_of,
    kinds_of,
)
from samsyn.cases.rules.timeline import Happened, moments
from samsyn.legal import ClockEvent, load_rule_book

ONE, TWO = UUID(int=1), UUID(int=2)
BEGAN = datetime(2026, 1, 7, 9, tzinfo=UTC)
STARTED, DONE = ClockEvent.INVESTIGATION_STARTED, ClockEvent.INVESTIGATION_COMPLETED


def own(student: UUID | None = None) -> Voice:
    return Voice(VoicePerspective.CHILD_OWN, VoiceMethod.CONVERSATION, "", student)


def missing(student: UUID | None = None, reason: str = "Ville inte prata med någon") -> Voice:
    return Voice(VoicePerspective.CHILD_OWN, VoiceMethod.DECLINED, reason, student)


ADULT = Voice(VoicePerspective.ADULT_ON_CHILD, VoiceMethod.OBSERVATION, "", TWO)


@pytest.mark.parametrize(
    ("pupils", "pointed_out", "voices", "heard"),
    [
        ([ONE, TWO], "STUDENT", [own(ONE), own(TWO)], True),
        ([ONE, TWO], "STUDENT", [own(ONE), missing(TWO)], True),
        ([ONE, TWO], "STUDENT", [own(ONE), missing(TWO, "för kort")], False),
        ([ONE, TWO], "STUDENT", [own(ONE), own(ONE)], False),
        ([ONE, TWO], "STUDENT", [own(ONE), ADULT], False),
        ([ONE, TWO], "UNKNOWN", [own(ONE)], False),
        ([ONE], "STUDENT", [own(ONE)], False),
        ([ONE], "STUDENT", [own(ONE), own()], True),
        ([ONE], "STUDENT", [own(), own()], True),
        ([ONE], "STAFF", [own()], True),
        ([ONE], "STAFF", [own(TWO)], False),
        ([], None, [], False),
        ([], None, [own()], True),
    ],
)
def test_both_children(pupils: list[UUID], pointed_out: str | None, voices: list[Voice], heard: bool) -> None:
    assert children_heard(pupils, pointed_out, voices) is heard


def at(hours: int, kind: str, phase: str | None = None, left: str | None = None) -> Happened:
    return Happened(kind, BEGAN + timedelta(hours=hours), phase, left)


def hours(found: dict[ClockEvent, list[datetime]], what: ClockEvent) -> list[int]:
    return [round((at - BEGAN) / timedelta(hours=1)) for at in found.get(what, ())]


def test_one_under_way_is_not_started_again() -> None:
    """A case that opened as an investigation was begun then, whatever is written down later."""
    found = moments([at(0, "OPENED", "INVESTIGATION"), at(5, "INVESTIGATION_STARTED")])
    assert hours(found, STARTED) == [0]


def test_leaving_its_phase_does_not_complete_it_again() -> None:
    events = [
        at(0, "INVESTIGATION_STARTED"),
        at(3, "INVESTIGATION_COMPLETED"),
        at(9, "PHASE_CHANGED", "DECISION", "INVESTIGATION"),
    ]
    assert hours(moments(events), DONE) == [3]
    assert hours(moments([events[0], events[2]]), DONE) == [9]
    assert hours(moments([events[2]]), DONE) == [9]


def test_a_second_one_starts_the_clock_anew() -> None:
    events = [
        at(0, "OPENED", "INVESTIGATION"),
        at(3, "INVESTIGATION_COMPLETED"),
        at(4, "INVESTIGATION_STARTED"),
    ]
    found = moments(events)
    assert (hours(found, STARTED), hours(found, DONE)) == ([0, 4], [3])
    later = moments([*events, at(8, "INVESTIGATION_COMPLETED")])
    assert hours(later, DONE) == [3, 8]


def test_a_renewed_decision_counts_from_its_own_phase() -> None:
    events = [
        at(0, "OPENED", "INVESTIGATION"),
        at(3, "PHASE_CHANGED", "DECISION", "INVESTIGATION"),
        at(9, "PHASE_CHANGED", "DECISION", "EVALUATION"),
    ]
    assert hours(moments(events), DONE) == [3, 9]


def test_a_mapping_is_no_moment() -> None:
    found = moments([at(0, "MAPPING_STARTED"), at(1, "MAPPING_COMPLETED")])
    assert found == {}


def test_every_type_that_is_investigated_has_a_kind() -> None:
    none = {kind.code for kind in load_rule_book().case_types if not kinds_of(kind.code)}
    assert none == {"CHILD_WELFARE_REPORT", "POLICE_REPORT"}
    assert kinds_of("ABSENCE")[0] is InvestigationKind.ABSENCE


def test_only_absence_can_be_left_uninvestigated() -> None:
    unneeded = Conclusion.INVESTIGATION_NOT_NEEDED
    assert [kind for kind in InvestigationKind if unneeded in conclusions_of(kind)] == [
        InvestigationKind.ABSENCE
    ]
