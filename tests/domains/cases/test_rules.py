"""Concerns, phases, the child's voice, measures, closing and confidentiality."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cases.rules import (
    OPENING_PHASES,
    AllegedOffender,
    CaseNumber,
    CasePhase,
    CircleRole,
    ClosureReason,
    ConcernAnswer,
    ConcernOutcome,
    ConcernState,
    DisclosureBasis,
    MeasureEffect,
    MeasureState,
    Voice,
    VoiceMethod,
    VoicePerspective,
    assessment_violations,
    class_of_new_case,
    class_violations,
    close_violations,
    closure_reasons,
    decision_violations,
    end_measure_violations,
    highest,
    load_invariants,
    member_violations,
    next_measure_states,
    next_phases,
    note_violations,
    open_violations,
    parse_case_number,
    pause_violations,
    report_receivers,
)
from samsyn.core.actor import Function
from samsyn.core.schooldays import Period, SchoolCalendar
from samsyn.core.violations import Severity, Violation
from samsyn.core.vocabulary import ConfidentialityClass, SecrecyBranch, SubjectKind

P = CasePhase
TODAY = date(2026, 11, 23)
ALL = frozenset(CasePhase)
CALENDAR = SchoolCalendar.from_terms([Period(date(2026, 8, 17), date(2026, 12, 18))])


def codes(violations: tuple[Violation, ...]) -> list[str]:
    return [violation.code for violation in violations]


@pytest.mark.parametrize("alleged", list(AllegedOffender))
def test_c11_those_who_may_be_pointed_out_are_not_told(alleged: AllegedOffender) -> None:
    told = report_receivers(alleged)
    if alleged in {AllegedOffender.STAFF, AllegedOffender.PRINCIPAL}:
        assert told == {Function.ORGANISER_CASE_OFFICER}
    else:
        assert told == {Function.PRINCIPAL, Function.DEPUTY_PRINCIPAL}


def test_c10_a_child_that_felt_degraded_is_never_answered_without_a_case() -> None:
    answer = (ConcernAnswer.ADVICE_GIVEN, "Vi pratade i arbetslaget.")
    new = ConcernState.NEW
    assert codes(assessment_violations(new, ConcernOutcome.ANSWERED, True, *answer)) == ["C10"]
    assert assessment_violations(new, ConcernOutcome.ANSWERED, False, *answer) == ()
    assert assessment_violations(new, ConcernOutcome.CASE_OPENED, True) == ()
    assert assessment_violations(new, ConcernOutcome.JOINED, True) == ()


def test_an_answer_has_a_kind_and_feedback_and_is_given_once() -> None:
    def assess(state: ConcernState, answer: ConcernAnswer | None, text: str) -> list[str]:
        return codes(assessment_violations(state, ConcernOutcome.ANSWERED, False, answer, text))

    assert assess(ConcernState.NEW, None, "Tack") == ["CONCERN_ANSWER"]
    assert assess(ConcernState.NEW, ConcernAnswer.SUPPORT_IN_TEAM, " ") == ["CONCERN_ANSWER"]
    assert assess(ConcernState.ASSESSED, ConcernAnswer.SUPPORT_IN_TEAM, "Tack") == ["CONCERN_ASSESSED"]


def test_the_whole_flow_of_a_type_with_every_phase() -> None:
    def onward(phase: CasePhase) -> frozenset[CasePhase]:
        return next_phases(phase, ALL, statutory=True) - {P.CLOSED}

    assert onward(P.PRELIMINARY) == {P.INVESTIGATION}
    assert onward(P.INVESTIGATION) == {P.DECISION}
    assert onward(P.DECISION) == {P.MEASURES, P.APPEALED}
    assert onward(P.MEASURES) == {P.FOLLOW_UP}
    assert onward(P.FOLLOW_UP) == {P.MEASURES, P.EVALUATION}
    assert onward(P.EVALUATION) == {P.DECISION}
    assert onward(P.APPEALED) == {P.DECISION, P.MEASURES}


def test_phases_that_a_type_does_not_have_are_passed_through() -> None:
    light = frozenset({P.PRELIMINARY, P.MEASURES, P.FOLLOW_UP})
    assert next_phases(P.PRELIMINARY, light, statutory=True) == {P.MEASURES, P.CLOSED}
    assert next_phases(P.FOLLOW_UP, light, statutory=True) == {P.MEASURES, P.CLOSED}
    one = frozenset({P.INVESTIGATION})
    assert next_phases(P.INVESTIGATION, one, statutory=True) == {P.CLOSED}


def test_pausing_is_not_offered_for_statutory_types_and_goes_back_to_where_it_was() -> None:
    assert P.PAUSED not in next_phases(P.MEASURES, ALL, statutory=True)
    assert P.PAUSED in next_phases(P.MEASURES, ALL, statutory=False)
    paused = next_phases(P.PAUSED, ALL, statutory=False, paused_from=P.MEASURES)
    assert paused == {P.MEASURES, P.CLOSED}


def test_a_closed_case_reopens_where_cases_begin() -> None:
    assert next_phases(P.CLOSED, ALL, statutory=True) == OPENING_PHASES
    assert next_phases(P.CLOSED, frozenset({P.INVESTIGATION}), statutory=True) == {P.INVESTIGATION}


@given(st.sampled_from(CasePhase), st.frozensets(st.sampled_from(CasePhase)), st.booleans())
def test_a_case_never_enters_a_phase_that_its_type_lacks(
    phase: CasePhase, enabled: frozenset[CasePhase], statutory: bool
) -> None:
    onward = next_phases(phase, enabled, statutory=statutory)
    assert onward - {P.CLOSED, P.PAUSED} <= enabled
    assert phase not in onward


def test_closing_reasons_fit_the_phase() -> None:
    always = {ClosureReason.MOVED, ClosureReason.WITHDRAWN}
    assert always <= closure_reasons(P.MEASURES, ALL)
    assert ClosureReason.NO_NEED in closure_reasons(P.DECISION, ALL)
    assert ClosureReason.NO_NEED not in closure_reasons(P.INVESTIGATION, ALL)
    assert ClosureReason.GOAL_MET in closure_reasons(P.EVALUATION, ALL)
    assert ClosureReason.GOAL_MET not in closure_reasons(P.FOLLOW_UP, ALL)
    light = frozenset({P.PRELIMINARY, P.MEASURES, P.FOLLOW_UP})
    assert ClosureReason.NO_NEED in closure_reasons(P.PRELIMINARY, light)
    assert ClosureReason.GOAL_MET in closure_reasons(P.FOLLOW_UP, light)
    assert ClosureReason.COMPLETED in closure_reasons(P.INVESTIGATION, frozenset({P.INVESTIGATION}))
    assert closure_reasons(P.CLOSED, ALL) == frozenset()


@pytest.mark.parametrize(
    ("statutory", "reason", "resume", "broken"),
    [
        (False, "Väntar på svar", TODAY + timedelta(days=30), []),
        (False, "Väntar på svar", TODAY + timedelta(days=31), ["PAUSE_REASON"]),
        (False, "Väntar på svar", TODAY, ["PAUSE_REASON"]),
        (False, "Väntar på svar", None, ["PAUSE_REASON"]),
        (False, " ", TODAY + timedelta(days=1), ["PAUSE_REASON"]),
        (True, "Väntar på svar", TODAY + timedelta(days=1), ["PAUSE_STATUTORY"]),
    ],
)
def test_a_pause_is_short_and_has_a_reason(
    statutory: bool, reason: str, resume: date | None, broken: list[str]
) -> None:
    assert codes(pause_violations(statutory, reason, resume, TODAY)) == broken


def test_c08_an_open_case_has_an_owner_and_a_next_follow_up() -> None:
    assert open_violations(True, TODAY, TODAY) == ()
    both = open_violations(False, None, TODAY)
    assert codes(both) == ["C08", "C08"]
    assert "ansvarig" in both[0].sv
    assert "uppföljning" in both[1].sv
    assert "passerat" in open_violations(True, TODAY - timedelta(days=1), TODAY)[0].sv
    late = open_violations(True, date(2027, 1, 20), TODAY, latest=date(2027, 1, 18))
    assert ("18 januari 2027" in late[0].sv, "18 January 2027" in late[0].en) == (True, True)
    assert late[0].code == "C08"
    assert open_violations(True, date(2027, 1, 18), TODAY, latest=date(2027, 1, 18)) == ()


OWN = VoicePerspective.CHILD_OWN
LONG = "Eleven har sagt att hon inte vill."


@pytest.mark.parametrize(
    ("voices", "broken"),
    [
        ([], ["C01"]),
        ([Voice(VoicePerspective.ADULT_ON_CHILD, VoiceMethod.CONVERSATION)], ["C01"]),
        ([Voice(VoicePerspective.RIGHTS, VoiceMethod.WRITTEN)], ["C01"]),
        ([Voice(OWN, VoiceMethod.DECLINED)], ["C01"]),
        ([Voice(OWN, VoiceMethod.DECLINED, "x" * 19)], ["C01"]),
        ([Voice(OWN, VoiceMethod.DECLINED, " " * 30)], ["C01"]),
        ([Voice(OWN, VoiceMethod.DECLINED, "x" * 20)], []),
        ([Voice(OWN, VoiceMethod.NOT_POSSIBLE, LONG)], []),
        ([Voice(OWN, VoiceMethod.OBSERVATION)], []),
        ([Voice(VoicePerspective.RIGHTS, VoiceMethod.WRITTEN), Voice(OWN, VoiceMethod.DRAWING)], []),
    ],
)
def test_c01_no_decision_without_the_childs_own_view(voices: list[Voice], broken: list[str]) -> None:
    found = decision_violations(SubjectKind.STUDENT, voices)
    assert codes(found) == broken
    assert all(v.severity is Severity.BLOCK for v in found)


def test_c01_says_what_is_missing_and_only_asks_in_cases_about_pupils() -> None:
    short = decision_violations(SubjectKind.STUDENT, [Voice(OWN, VoiceMethod.DECLINED, "nej")])
    assert "20 tecken" in short[0].sv
    for kind in (SubjectKind.GROUP, SubjectKind.UNIT, SubjectKind.NONE):
        assert decision_violations(kind, []) == ()


@pytest.mark.parametrize(
    ("state", "effect", "text", "broken"),
    [
        (MeasureState.APPROVED, MeasureEffect.YES, "Hon kommer varje dag.", 0),
        (MeasureState.PARTLY, MeasureEffect.NO, "Ingen skillnad.", 0),
        (MeasureState.APPROVED, None, "", 2),
        (MeasureState.APPROVED, MeasureEffect.TOO_EARLY, "Bara två veckor.", 1),
        (MeasureState.APPROVED, MeasureEffect.YES, "  ", 1),
        (MeasureState.PROPOSED, MeasureEffect.YES, "Text", 1),
        (MeasureState.ENDED, MeasureEffect.YES, "Text", 1),
    ],
)
def test_c09_a_measure_ends_with_effect_and_words(
    state: MeasureState, effect: MeasureEffect | None, text: str, broken: int
) -> None:
    assert codes(end_measure_violations(state, effect, text)) == ["C09"] * broken


def test_measures_are_decided_then_ended_and_locked() -> None:
    assert MeasureState.ENDED not in next_measure_states(MeasureState.PROPOSED)
    assert next_measure_states(MeasureState.PARTLY) == {MeasureState.ENDED}
    assert next_measure_states(MeasureState.ENDED) == next_measure_states(MeasureState.REJECTED) == set()


def test_c16_closing_needs_a_fitting_reason_and_feedback_to_pupil_and_guardian() -> None:
    possible = closure_reasons(P.EVALUATION, ALL)

    def close(subject: SubjectKind, reason: ClosureReason | None, *texts: str) -> list[str]:
        return codes(close_violations(subject, reason, possible, *texts))

    assert close(SubjectKind.STUDENT, ClosureReason.GOAL_MET, "Samtal med elev och hem.") == []
    assert close(SubjectKind.STUDENT, ClosureReason.GOAL_MET, "", "Gäller någon i hemmet.") == []
    assert close(SubjectKind.STUDENT, ClosureReason.GOAL_MET, " ") == ["C16"]
    assert close(SubjectKind.STUDENT, ClosureReason.NO_NEED, "") == ["C16", "C16"]
    assert close(SubjectKind.UNIT, None, "") == ["C16"]
    assert close(SubjectKind.GROUP, ClosureReason.GOAL_MET, "") == []


def test_c13_the_circle_has_reasons_and_c11_keeps_out_whoever_is_pointed_out() -> None:
    assert member_violations("Mentor") == ()
    assert codes(member_violations(" ")) == ["C13"]
    assert codes(member_violations("Mentor", pointed_out=True)) == ["C11"]


@pytest.mark.parametrize("author", [SecrecyBranch.EMI, SecrecyBranch.EPI])
def test_c13_a_statement_from_another_branch_needs_a_basis(author: SecrecyBranch) -> None:
    assert codes(note_violations(author, SecrecyBranch.SCHOOL, None)) == ["C13"]
    assert note_violations(author, SecrecyBranch.SCHOOL, DisclosureBasis.CONSENT_GUARDIAN) == ()
    assert note_violations(author, author, None) == ()


K = ConfidentialityClass


def test_classes_are_raised_by_the_circle_and_lowered_by_the_owner_with_a_reason() -> None:
    for role in CircleRole:
        assert class_violations(K.K2, K.K3, role, "") == ()
    assert codes(class_violations(K.K2, K.K3, None, "Skäl")) == ["CLASS_RAISE"]
    assert class_violations(K.K3, K.K2, CircleRole.OWNER, "Uppgifterna är borta") == ()
    assert codes(class_violations(K.K3, K.K2, CircleRole.OWNER, " ")) == ["CLASS_LOWER"]
    assert codes(class_violations(K.K3, K.K2, CircleRole.INVESTIGATOR, "Skäl")) == ["CLASS_LOWER"]
    assert class_violations(K.K2, K.K2, None, "") == ()


@given(st.lists(st.sampled_from(K)))
def test_a_whole_has_the_class_of_its_most_secret_part(parts: list[ConfidentialityClass]) -> None:
    whole = highest(parts)
    assert all(part.rank <= whole.rank for part in parts)
    assert whole in parts or (not parts and whole is K.K1)


def test_c15_protected_identity_makes_a_case_k4() -> None:
    assert class_of_new_case(K.K2, protected_identity=True) is K.K4
    assert class_of_new_case(K.K2, protected_identity=False) is K.K2


def test_case_numbers_look_like_the_ones_people_say() -> None:
    assert str(CaseNumber("BJ", 2026, 14)) == "BJ-26-014"
    assert parse_case_number("BJ-26-014") == CaseNumber("BJ", 2026, 14)
    assert str(CaseNumber("ÅKÖ", 2009, 1000)) == "ÅKÖ-09-1000"


@pytest.mark.parametrize(
    "text", ["bj-26-014", "B-26-014", "BJÖR-26-014", "BJ-2026-014", "BJ-26-14", "BJ-26-000", "BJ-26-0014", ""]
)
def test_what_is_no_case_number(text: str) -> None:
    assert parse_case_number(text) is None


@given(st.from_regex(r"[A-ZÅÄÖ]{2,3}", fullmatch=True), st.integers(2000, 2099), st.integers(1, 99_999))
def test_case_numbers_survive_the_round_trip(school: str, year: int, serial: int) -> None:
    number = CaseNumber(school, year, serial)
    assert parse_case_number(str(number)) == number


def test_every_invariant_has_words_in_both_languages() -> None:
    rows = load_invariants().rows
    assert {"C01", "C08", "C09", "C16"} <= {row.code for row in rows.values()}
    assert all(row.sv != row.en for row in rows.values())
