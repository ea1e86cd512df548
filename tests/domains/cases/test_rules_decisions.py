"""The rules of decisions and parties, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cases.rules.decision_kinds import (
    IN_PERSON,
    Capacity,
    Decider,
    DecisionKind,
    SupportForm,
    bases_of_decision,
    capacity_of,
    kinds_for,
    load_kinds,
)
from samsyn.cases.rules.decisions import Draft, ProgrammeText, Shown, signing_violations
from samsyn.cases.rules.parties import Party, age_on, all_heard, parties_at
from samsyn.core.actor import Function
from samsyn.legal import load_rule_book

TODAY = date(2026, 11, 22)
REASON = "Utredningen visar att stöd behövs."
PROGRAMME = ProgrammeText(
    needs="Läsning",
    measures=["Två pass"],
    follow_up_on=TODAY + timedelta(days=30),
    evaluate_on=TODAY + timedelta(days=90),
    follow_up_by=True,
    evaluate_by=True,
    student_part="Med på mötet",
    guardians=["Vårdnadshavare 1"],
)
PRINCIPAL = Capacity(Function.PRINCIPAL, delegated=False)
DEPUTY = Capacity(Function.DEPUTY_PRINCIPAL, delegated=True)


def draft(kind: DecisionKind = DecisionKind.ACTION_PROGRAMME) -> Draft:
    """Everything in place."""
    return Draft(
        kind=load_kinds()[kind],
        case_type="SPECIAL_SUPPORT",
        about_pupil=True,
        student=True,
        born_on=date(2014, 5, 17),
        ruling="Stöd ges",
        reasons=REASON,
        delegation_ref="",
        reuse_reason="",
        forms=frozenset({SupportForm.IN_GROUP}),
        starts_on=None,
        ends_on=None,
        term_ends_on=None,
        programme=PROGRAMME,
        renews=False,
        investigation=Shown("SUPPORT_NEEDED", datetime(2026, 11, 1, tzinfo=UTC), used=False),
    )


def found(one: Draft, by: Capacity | None = PRINCIPAL) -> set[tuple[str, str]]:
    return {(pointer, violation.code) for pointer, violation in signing_violations(one, by, TODAY)}


def test_with_everything_in_place_nothing_is_missing() -> None:
    assert found(draft()) == set()


@given(st.sets(st.sampled_from(list(SupportForm)), min_size=1))
def test_c05_a_form_of_its_own_is_never_delegated(forms: set[SupportForm]) -> None:
    one = replace(
        draft(),
        forms=frozenset(forms),
        delegation_ref="Punkt 4.2",
        starts_on=TODAY,
        ends_on=TODAY,
        term_ends_on=TODAY,
    )
    assert (("/kind", "C05") in found(one, DEPUTY)) is bool(forms & IN_PERSON)
    assert found(one) == set()


def test_c05_the_organiser_does_not_decide_it_either() -> None:
    one = replace(draft(), forms=frozenset({SupportForm.INDIVIDUAL}))
    officer = Capacity(Function.ORGANISER_CASE_OFFICER, delegated=False)
    assert ("/kind", "C05") in found(one, officer)


@pytest.mark.parametrize(
    ("at", "old"),
    [(datetime(2025, 11, 22, 12, tzinfo=UTC), False), (datetime(2025, 11, 21, 12, tzinfo=UTC), True)],
)
def test_c02_twelve_months_to_the_day(at: datetime, old: bool) -> None:
    one = replace(draft(), investigation=Shown("SUPPORT_NEEDED", at, used=False))
    assert found(one) == ({("/kind", "C02")} if old else set())


def test_c02_used_before_takes_a_reason() -> None:
    used = replace(
        draft(), investigation=Shown("SUPPORT_NEEDED", datetime(2026, 11, 1, tzinfo=UTC), used=True)
    )
    assert found(used) == {("/reuseReason", "C02")}
    assert found(replace(used, reuse_reason=REASON)) == set()


def test_ending_a_programme_takes_one_to_end() -> None:
    one = replace(draft(DecisionKind.CLOSE_ACTION_PROGRAMME), programme=None, investigation=None)
    assert found(one) == {("/kind", "PROGRAMME_IN_FORCE")}
    assert found(replace(one, renews=True)) == set()


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(-400, 400), st.integers(0, 200))
def test_c06_never_past_the_term(start: date, length: int, left: int) -> None:
    last = start + timedelta(days=left)
    one = replace(
        draft(),
        forms=frozenset({SupportForm.DISTANCE}),
        starts_on=start,
        ends_on=start + timedelta(days=length),
        term_ends_on=last,
    )
    assert (("/endsOn", "C06") in found(one)) is (length > left)


def test_a_kind_with_a_form_of_its_own_has_it() -> None:
    one = draft(DecisionKind.SPECIAL_GROUP)
    assert found(one) == {("/supportForms", "C04")}


@pytest.mark.parametrize(
    ("decider", "functions", "officer", "capacity"),
    [
        (Decider.PRINCIPAL, {Function.PRINCIPAL}, False, PRINCIPAL),
        (Decider.PRINCIPAL, {Function.PRINCIPAL, Function.DEPUTY_PRINCIPAL}, True, PRINCIPAL),
        (Decider.PRINCIPAL, {Function.DEPUTY_PRINCIPAL}, False, DEPUTY),
        (Decider.PRINCIPAL, set(), True, None),
        (Decider.ORGANISER, set(), True, Capacity(Function.ORGANISER_CASE_OFFICER, False)),
        (Decider.ORGANISER, {Function.PRINCIPAL}, False, Capacity(Function.PRINCIPAL, True)),
        (Decider.ORGANISER, set(), False, None),
    ],
)
def test_in_what_capacity(
    decider: Decider, functions: set[Function], officer: bool, capacity: Capacity | None
) -> None:
    assert capacity_of(decider, frozenset(functions), officer) == capacity


def test_every_type_that_decides_has_a_kind_and_a_basis_in_every_pack() -> None:
    book = load_rule_book()
    for kind in book.case_types:
        kinds = kinds_for(kind.code)
        assert bool(kinds) is ("DECISION" in kind.phases), kind.code
        for pack in book.packs:
            for one in kinds:
                assert bases_of_decision(one, kind.code, SupportForm, pack.valid_from), one.code


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 5, 17), date(2026, 5, 16), 15),
        (date(2010, 5, 17), date(2026, 5, 17), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_on_the_day(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_c21_whom_it_is_for() -> None:
    assert [parties_at(age) for age in (15, 16, 17, 18)] == [
        {Party.GUARDIAN},
        {Party.STUDENT, Party.GUARDIAN},
        {Party.STUDENT, Party.GUARDIAN},
        {Party.STUDENT},
    ]


@pytest.mark.parametrize(
    ("states", "heard"),
    [
        ([], False),
        (["ANSWERED"], True),
        (["ANSWERED", "INFORMED"], False),
        (["NO_ANSWER", "NOT_HEARD"], True),
    ],
)
def test_all_heard(states: list[str], heard: bool) -> None:
    assert all_heard(states) is heard
