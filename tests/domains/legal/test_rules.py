"""Rule packs by date (N14), the case types and their clocks, and a loader that refuses what does not fit."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cases.rules import OPENING_PHASES, CasePhase, Urgency
from samsyn.core.holidays import is_day_off
from samsyn.core.schooldays import Period, SchoolCalendar
from samsyn.core.seeds import SeedError, parse_seed
from samsyn.core.vocabulary import ConfidentialityClass, OrganiserType, SchoolForm, SubjectKind
from samsyn.legal import latest_follow_up
from samsyn.legal.rules import (
    ANY_PHASE,
    CaseType,
    ClockEvent,
    ClockKind,
    ClockUnit,
    DeadlineRule,
    NoRulePack,
    RuleBook,
    due_at,
    due_on,
    load_rule_book,
    next_review,
    next_working_day,
    read_rule_book,
)

BOOK = load_rule_book()
TYPES = {t.code: t for t in BOOK.case_types}
CLOCKS = {clock.code: clock for t in (BOOK.concern, *BOOK.case_types) for clock in t.clocks}
CALENDAR = SchoolCalendar.from_terms(
    [Period(date(2026, 8, 17), date(2026, 12, 18)), Period(date(2027, 1, 11), date(2027, 6, 11))],
    [Period(date(2026, 10, 26), date(2026, 10, 30))],
)
SECTION_7_2 = {
    "GROUP_SITUATION", "LEARNING_ENVIRONMENT", "CONSULTATION", "EXTRA_ADAPTATION", "SUPPORT_TEACHING",
    "SPECIAL_SUPPORT", "ABSENCE", "DEGRADING", "HARASSMENT", "CHILD_WELFARE_REPORT", "POLICE_REPORT",
    "INTERAGENCY", "TRANSITION", "ADAPTED_SCHOOL", "COMPLAINT", "INCIDENT", "PRESCHOOL_SUPPORT", "CRISIS",
}  # fmt: skip


def codes_on(day: date, *forms: SchoolForm) -> set[str]:
    return {t.code for t in BOOK.case_types_of(BOOK.pack_on(day), forms or None)}


def test_n14_a_case_keeps_the_pack_of_the_day_it_was_opened() -> None:
    assert BOOK.pack_on(date(2028, 6, 30)).code == "SE-2023"
    assert BOOK.pack_on(date(2028, 7, 1)).code == "SE-2028"


def test_n14_extra_adaptations_end_when_support_teaching_begins() -> None:
    before, after = codes_on(date(2028, 6, 30)), codes_on(date(2028, 7, 1))
    assert before - after == {"EXTRA_ADAPTATION"}
    assert after - before == {"SUPPORT_TEACHING"}


@given(st.dates(date(2023, 7, 2)))
def test_every_day_from_the_first_has_exactly_one_pack(day: date) -> None:
    assert [pack.holds(day) for pack in BOOK.packs].count(True) == 1
    assert BOOK.pack_on(day).holds(day)


def test_before_the_first_pack_nothing_is_known() -> None:
    with pytest.raises(NoRulePack):
        BOOK.pack_on(date(2023, 7, 1))


def test_eighteen_case_types_and_one_concern() -> None:
    assert set(TYPES) == SECTION_7_2
    assert len(TYPES) == 18
    assert BOOK.concern.phases == ()


@pytest.mark.parametrize("kind", BOOK.case_types, ids=lambda t: t.code)
def test_a_case_type_fits_the_domain_of_cases(kind: CaseType) -> None:
    phases = {CasePhase(code) for code in kind.phases}
    assert phases & OPENING_PHASES
    assert not phases & {CasePhase.PAUSED, CasePhase.CLOSED}
    assert kind.school_forms
    assert kind.clocks
    pack = next(p for p in BOOK.packs if kind.holds(p.valid_from))
    assert BOOK.bases_of(kind, max(pack.valid_from, date(2026, 11, 23)))


def test_gates_stand_before_a_phase_or_any() -> None:
    for gate in BOOK.gates:
        assert gate.before == ANY_PHASE or CasePhase(gate.before)


@pytest.mark.parametrize("code", ["SPECIAL_SUPPORT", "ABSENCE", "DEGRADING", "HARASSMENT", "ADAPTED_SCHOOL"])
def test_no_decision_on_a_child_without_the_childs_voice(code: str) -> None:
    assert "C01" in TYPES[code].gates
    assert TYPES[code].subject is SubjectKind.STUDENT


def test_nothing_stands_before_a_report_on_a_child_that_fares_ill() -> None:
    assert TYPES["CHILD_WELFARE_REPORT"].gates == ()
    assert TYPES["CHILD_WELFARE_REPORT"].default_class is ConfidentialityClass.K4


def test_a_preschool_is_offered_what_concerns_preschools() -> None:
    offered = codes_on(date(2026, 11, 23), SchoolForm.PRESCHOOL)
    assert {"PRESCHOOL_SUPPORT", "DEGRADING", "LEARNING_ENVIRONMENT"} <= offered
    assert not offered & {"SPECIAL_SUPPORT", "ABSENCE", "EXTRA_ADAPTATION"}
    assert "PRESCHOOL_SUPPORT" not in codes_on(date(2026, 11, 23), SchoolForm.COMPULSORY)
    assert TYPES["PRESCHOOL_SUPPORT"].default_class is ConfidentialityClass.K3


def test_a_citation_follows_its_law_to_the_successor() -> None:
    report = TYPES["CHILD_WELFARE_REPORT"]
    assert [b.code for b in BOOK.bases_of(report, date(2025, 6, 30))] == ["SOL_14_1"]
    assert [b.code for b in BOOK.bases_of(report, date(2025, 7, 1))] == ["SOL_19_1"]


def test_a_basis_that_does_not_hold_yet_is_not_cited() -> None:
    transition = TYPES["TRANSITION"]
    assert "PROP_2025_26_192" not in {b.code for b in BOOK.bases_of(transition, date(2026, 6, 29))}
    assert "PROP_2025_26_192" in {b.code for b in BOOK.bases_of(transition, date(2026, 6, 30))}


def test_secrecy_rests_on_a_law_for_every_organiser_and_school_form() -> None:
    for organiser in OrganiserType:
        for form in SchoolForm:
            assert BOOK.secrecy_basis(organiser, form).code
    assert BOOK.secrecy_basis(OrganiserType.INDEPENDENT, SchoolForm.PRESCHOOL).code == "SL_29_14"
    assert BOOK.secrecy_basis(OrganiserType.MUNICIPAL, SchoolForm.PRESCHOOL).code == "OSL_23_1"
    assert BOOK.secrecy_basis(OrganiserType.MUNICIPAL, SchoolForm.COMPULSORY).code == "OSL_23_2"


def test_only_the_law_itself_fixes_a_number() -> None:
    fixed = [clock.code for clock in CLOCKS.values() if clock.kind is ClockKind.STATUTORY_FIXED]
    assert fixed == ["SPECIAL_SUPPORT_APPEAL"]


def test_a_concern_has_a_clock_for_each_urgency() -> None:
    clocks = {clock.code: clock.amount for clock in BOOK.concern.clocks}
    assert clocks == {"CONCERN_ROUTINE": 5, "CONCERN_SOON": 2, "CONCERN_NOW": 0}
    assert set(clocks) == {f"CONCERN_{urgency}" for urgency in Urgency}


@pytest.mark.parametrize(
    ("clock", "start", "due"),
    [
        ("CONCERN_ROUTINE", date(2026, 10, 23), date(2026, 11, 6)),
        ("CONCERN_NOW", date(2026, 10, 24), date(2026, 10, 24)),
        ("SPECIAL_SUPPORT_COMPLETE", date(2026, 11, 23), date(2026, 12, 23)),
        ("SPECIAL_SUPPORT_FOLLOW_UP", date(2026, 11, 23), date(2027, 1, 18)),
        ("ABSENCE_COMPLETE", date(2026, 12, 14), date(2027, 2, 1)),
        ("TRANSITION_HANDOVER", date(2027, 8, 17), date(2027, 8, 16)),
    ],
)
def test_clocks_run_in_the_units_they_are_given_in(clock: str, start: date, due: date) -> None:
    assert due_on(CLOCKS[clock], start, CALENDAR) == due


@pytest.mark.parametrize(
    ("notified", "due"),
    [
        (date(2026, 11, 23), date(2026, 12, 14)),
        (date(2026, 12, 3), date(2026, 12, 28)),
        (date(2026, 11, 28), date(2026, 12, 21)),
        (date(2026, 12, 16), date(2027, 1, 7)),
    ],
)
def test_the_appeal_ends_after_three_weeks_and_never_on_a_holiday(notified: date, due: date) -> None:
    assert due_on(CLOCKS["SPECIAL_SUPPORT_APPEAL"], notified, CALENDAR) == due


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_the_next_working_day_is_near_and_works(day: date) -> None:
    found = next_working_day(day)
    assert 0 <= (found - day).days <= 5
    assert found.weekday() < 5
    assert not is_day_off(found)
    assert next_working_day(found) == found


def test_a_clock_in_days_is_late_at_midnight_in_stockholm() -> None:
    late_evening = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    rule = CLOCKS["ABSENCE_ORGANISER"]
    assert due_at(rule, datetime(2026, 11, 23, 8, 0, tzinfo=UTC), CALENDAR) == datetime(
        2026, 11, 23, 23, 0, tzinfo=UTC
    )
    assert due_at(rule, late_evening, CALENDAR) == datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert due_at(rule, late_evening.replace(hour=23), CALENDAR) == datetime(2026, 11, 24, 23, 0, tzinfo=UTC)


def test_a_clock_in_hours_runs_by_the_hour_and_has_no_day() -> None:
    rule = CLOCKS["CHILD_WELFARE_REPORT_SEND"]
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert rule.unit is ClockUnit.HOURS
    assert due_at(rule, at, CALENDAR) == at
    with pytest.raises(ValueError, match="instant"):
        due_on(rule, at.date(), CALENDAR)


@given(st.sampled_from([c for c in CLOCKS.values() if c.amount >= 0 and c.unit is not ClockUnit.HOURS]),
       st.dates(date(2026, 7, 1), date(2027, 2, 1)))  # fmt: skip
def test_no_clock_runs_out_before_it_starts(rule: DeadlineRule, start: date) -> None:
    assert due_on(rule, start, CALENDAR) >= start


def test_long_absences_are_reviewed_in_weeks_11_and_41() -> None:
    absence = TYPES["ABSENCE"]
    assert next_review(absence, date(2026, 11, 23)) == date(2027, 3, 15)
    assert next_review(absence, date(2027, 3, 15)) == date(2027, 10, 11)
    assert next_review(absence, date(2026, 12, 31)) == date(2027, 3, 15)
    assert next_review(TYPES["CRISIS"], date(2026, 11, 23)) is None


@pytest.mark.parametrize("kind", BOOK.case_types, ids=lambda t: t.code)
def test_c08_each_type_that_is_followed_up_says_how_far_ahead(kind: CaseType) -> None:
    """A proposal in weeks; nothing of the kind stands before a report (C12)."""
    longest = [clock for clock in kind.clocks if clock.from_event is ClockEvent.FOLLOW_UP_SET]
    assert len(longest) == ("C08" in kind.gates), kind.code
    for clock in longest:
        assert (clock.unit, clock.kind) == (ClockUnit.WEEKS, ClockKind.LOCAL_GUIDELINE)
        others = [c.amount for c in kind.clocks if c.to_event is clock.to_event and c.unit is clock.unit]
        assert clock.amount == max(others), "no later than the type's own follow-ups"


@pytest.mark.parametrize(
    ("code", "on", "latest"),
    [
        ("SPECIAL_SUPPORT", date(2026, 9, 1), date(2026, 11, 2)),  # 27 October lies in the autumn break
        ("SPECIAL_SUPPORT", date(2026, 9, 14), date(2026, 11, 9)),
        ("DEGRADING", date(2026, 11, 23), date(2027, 1, 11)),  # over Christmas
        ("SPECIAL_SUPPORT", date(2027, 6, 1), date(2027, 7, 27)),  # the next school year is not entered
    ],
)
def test_c08_the_longest_time_ends_on_a_school_day(code: str, on: date, latest: date) -> None:
    assert latest_follow_up(TYPES[code], on, CALENDAR) == latest


def test_c08_a_report_sets_no_limit() -> None:
    assert latest_follow_up(TYPES["CHILD_WELFARE_REPORT"], date(2026, 11, 23), CALENDAR) is None


PACKS = """
rule_packs:
  - {code: A, version: 1, valid_from: 2023-07-02, valid_to: 2028-06-30, sv: a, en: a, source_note: a}
  - {code: B, version: 1, valid_from: 2028-07-01, sv: b, en: b, source_note: b}
gates:
  - {code: G, condition: G, before: ANY, severity: BLOCK, legal_basis: L, sv: g, en: g}
"""
LAWS = """
legal_bases:
  - {code: L, act: l, section: l, sv: l, en: l, valid_from: 2011-07-01, verified: true}
secrecy_bases:
  - {organiser_types: [MUNICIPAL], legal_basis: L}
"""
KIND = "sv: t, en: t, subject: UNIT, school_forms: [SAMI], valid_from: 2011-07-01, default_class: K1"
CLOCK = "code: C, from: OPENED, to: ANSWERED, amount: 1, unit: WEEKS, kind: LOCAL_GUIDELINE"
KINDS = f"""
concern: {{code: CONCERN, {KIND}}}
case_types:
  - {{code: T, {KIND}, gates: [G], legal_bases: [L], clocks: [{{{CLOCK}}}]}}
"""


def read(packs: str = PACKS, laws: str = LAWS, kinds: str = KINDS) -> RuleBook:
    return read_rule_book(parse_seed("p", packs), parse_seed("l", laws), parse_seed("t", kinds))


def test_a_small_book_is_read() -> None:
    assert [t.code for t in read().case_types] == ["T"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"packs": PACKS.replace("2028-07-01", "2028-07-02")}, "day after"),
        ({"packs": PACKS.replace("code: B", "code: A")}, "A is given twice"),
        ({"packs": PACKS.replace("legal_basis: L", "legal_basis: X")}, "legal basis X"),
        ({"packs": PACKS.replace("2028-06-30", "2020-06-30")}, "valid_to"),
        ({"packs": PACKS.replace("BLOCK", "STOP")}, "STOP"),
        ({"laws": LAWS.replace("verified", "successor: Y, verified")}, "legal basis Y"),
        ({"kinds": KINDS.replace("[G]", "[H]")}, "gate H"),
        ({"kinds": KINDS.replace("code: T", "code: CONCERN")}, "CONCERN is given twice"),
        ({"kinds": KINDS.replace("amount: 1, unit: WEEKS", "amount: -1, unit: SCHOOL_DAYS")}, "backward"),
        ({"kinds": KINDS.replace("amount: 1", "amount: 1, escalate_to: NOBODY")}, "NOBODY"),
        (
            {"kinds": KINDS.replace("OPENED", "FOLLOW_UP_SET").replace("WEEKS", "SCHOOL_DAYS")},
            "longest time",
        ),
        ({"kinds": KINDS.replace("[SAMI]", "[MOON]")}, "MOON"),
        ({"kinds": KINDS.replace("subject: UNIT", "subject: UNIT, colour: red")}, "colour"),
    ],
)
def test_a_book_that_does_not_fit_together_is_refused(change: dict[str, str], said: str) -> None:
    with pytest.raises(SeedError, match=said):
        read(**change)
