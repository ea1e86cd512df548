"""What the policy says of an actor and a row, without the database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn.cases.models import Case, Concern, ConcernHead
from samsyn.cases.policy import (
    BY_ROLE,
    CaseAction,
    ConcernAction,
    allowed_on_case,
    allowed_on_concern,
    allowed_on_receipt,
    assesses,
    is_case_officer,
    is_person,
    may_open,
    offered_on_concern,
    open_to_now,
)
from samsyn.cases.policy.allowed import allowed_in_circle
from samsyn.cases.rules import CasePhase, CircleRole, ConcernState
from samsyn.cases.rules.access import ConcernReach, Reach
from samsyn.core.actor import HEADS, HEALTH, Actor, Function
from tests.factories.actors import HERE, THERE, person, program, system

A = CaseAction
OFFICER = Function.ORGANISER_CASE_OFFICER
READS = {A.READ, A.REPORT}
WRITES = READS | {A.ATTACH, A.WRITE_NOTE, A.WRITE_VOICE, A.PROPOSE_MEASURE}
INVESTIGATES = WRITES | {
    A.DISCLOSE,
    A.INVESTIGATE,
    A.LINK,
    A.MOVE,
    A.NAME_ALLEGED,
    A.RECORD_MILESTONE,
    A.WRITE_DECISION,
    A.WRITE_MEASURE,
}
MANAGES = INVESTIGATES | {
    A.CHANGE,
    A.DECIDE_MEASURE,
    A.CLOSE,
    A.EXPORT,
    A.REOPEN,
    A.MANAGE_CIRCLE,
    A.READINGS,
    A.TRANSFER,
}
SIGNS = {A.WRITE_DECISION, A.SIGN_DECISION}
DECIDES = MANAGES | SIGNS
RULES = DECIDES | {A.CHANGE_RULES}
TEACHER, HEAD = person(Function.TEACHER), person(Function.PRINCIPAL)
AT_ORGANISER = person(OFFICER, scope="ORGANISER")


def case(reach: Reach = Reach.UNIT, confidentiality: str = "K2", role: str | None = None) -> Case:
    made = Case(school_id=HERE, reach=reach, confidentiality=confidentiality, phase=CasePhase.INVESTIGATION)
    made.my_role = role
    return made


def concern(reach: ConcernReach = ConcernReach.TRIAGE) -> Concern:
    return Concern(school_id=HERE, reach=reach, state=ConcernState.NEW)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (CircleRole.OWNER, MANAGES | {A.CLASSIFY}),
        (CircleRole.INVESTIGATOR, INVESTIGATES | {A.CLASSIFY}),
        (CircleRole.CONTRIBUTOR, WRITES | {A.CLASSIFY}),
        (CircleRole.INFORMED, READS | {A.CLASSIFY}),
        (None, READS),
    ],
)
def test_by_role_in_the_circle(role: str | None, may: set[CaseAction]) -> None:
    assert allowed_on_case(TEACHER, case(role=role)) == may


@pytest.mark.parametrize(
    ("actor", "reach", "confidentiality", "may"),
    [
        (HEAD, Reach.UNIT, "K0", RULES),
        (HEAD, Reach.UNIT, "K1", RULES),
        (HEAD, Reach.UNIT, "K2", RULES),
        (HEAD, Reach.UNIT, "K3", READS),
        (HEAD, Reach.BOTH, "K2", RULES),
        (HEAD, Reach.BOTH, "K4", READS),
        (HEAD, Reach.ORGANISER, "K2", READS),
        (person(Function.DEPUTY_PRINCIPAL), Reach.UNIT, "K2", DECIDES),
        (person(Function.PRINCIPAL, THERE), Reach.UNIT, "K2", READS),
        (person(Function.EHT_PSYCHOLOGY), Reach.UNIT, "K2", READS),
        (AT_ORGANISER, Reach.UNIT, "K2", READS),
        (AT_ORGANISER, Reach.BOTH, "K2", DECIDES),
        (AT_ORGANISER, Reach.ORGANISER, "K2", DECIDES),
        (AT_ORGANISER, Reach.ORGANISER, "K3", READS),
        (person(OFFICER), Reach.ORGANISER, "K2", READS),
        (person(Function.CENTRAL_MANAGER, scope="ORGANISER"), Reach.ORGANISER, "K2", READS),
    ],
)
def test_by_function(actor: Actor, reach: Reach, confidentiality: str, may: set[CaseAction]) -> None:
    assert allowed_on_case(actor, case(reach, confidentiality)) == may


@pytest.mark.parametrize(
    ("actor", "role", "may"),
    [
        (HEAD, CircleRole.INFORMED, READS | SIGNS | {A.CHANGE_RULES, A.CLASSIFY}),
        (HEAD, None, READS),
        (person(Function.PRINCIPAL, THERE), CircleRole.INFORMED, READS | {A.CLASSIFY}),
        (person(Function.DEPUTY_PRINCIPAL), CircleRole.OWNER, DECIDES | {A.CLASSIFY}),
    ],
)
def test_rules_of_a_case_past_the_lists(actor: Actor, role: str | None, may: set[CaseAction]) -> None:
    """C19: the unit's principal who takes part in it; another way in (break-glass) is for reading."""
    assert allowed_on_case(actor, case(confidentiality="K3", role=role)) == may


@pytest.mark.parametrize(
    ("actor", "reach", "role", "may"),
    [
        (HEAD, Reach.UNIT, CircleRole.INFORMED, True),
        (HEAD, Reach.BOTH, CircleRole.INFORMED, True),
        (HEAD, Reach.ORGANISER, CircleRole.OWNER, False),
        (AT_ORGANISER, Reach.UNIT, CircleRole.OWNER, False),
        (AT_ORGANISER, Reach.BOTH, CircleRole.INFORMED, True),
        (AT_ORGANISER, Reach.ORGANISER, CircleRole.INFORMED, True),
        (TEACHER, Reach.BOTH, CircleRole.OWNER, False),
        (person(Function.PRINCIPAL, THERE), Reach.UNIT, CircleRole.OWNER, False),
    ],
)
def test_who_takes_part_signs_what_is_at_their_own_level(
    actor: Actor, reach: Reach, role: str, may: bool
) -> None:
    allowed = allowed_on_case(actor, case(reach, "K3", role))
    assert (A.SIGN_DECISION in allowed) is may


@pytest.mark.parametrize("role", [None, *BY_ROLE])
def test_what_is_k3_at_least_goes_by_the_circle_alone(role: str | None) -> None:
    """Who comes by function does not read it, and so does not write it."""
    for actor in (TEACHER, HEAD, AT_ORGANISER):
        assert allowed_in_circle(actor, case(Reach.BOTH, role=role)) == BY_ROLE.get(role or "", READS)


def test_a_partner_reads_no_report_to_authorities() -> None:
    """Nor does whoever has no task here at all; with another task beside it somebody does."""
    partner = person(Function.EXTERNAL_PARTNER, scope="ORGANISER")
    both = replace(partner, assignments=(*partner.assignments, *TEACHER.assignments))
    informed = case(role=CircleRole.INFORMED)
    assert allowed_on_case(partner, informed) == {A.READ, A.CLASSIFY}
    assert allowed_on_case(person(), informed) == {A.READ, A.CLASSIFY}
    assert allowed_on_case(both, informed) == READS | {A.CLASSIFY}


def test_what_is_offered_on_an_open_and_a_closed_case() -> None:
    opened, closed = case(), case()
    closed.phase = CasePhase.CLOSED
    assert open_to_now(HEAD, opened) == RULES - {A.REOPEN}
    assert open_to_now(HEAD, closed) == READS | {A.READINGS, A.REOPEN, A.EXPORT}
    assert open_to_now(TEACHER, closed) == READS
    assert A.EXPORT not in open_to_now(TEACHER, case(confidentiality="K4", role="OWNER"))


@pytest.mark.parametrize("reach", ConcernReach)
def test_who_assesses_a_concern(reach: ConcernReach) -> None:
    functions = {ConcernReach.TRIAGE: HEADS | HEALTH, ConcernReach.HEADS: HEADS}.get(reach, frozenset())
    read, assess = {ConcernAction.READ}, {ConcernAction.READ, ConcernAction.ASSESS}
    for function in Function:
        at_unit = allowed_on_concern(person(function), concern(reach))
        assert at_unit == (assess if function in functions else read), function
        assert allowed_on_concern(person(function, THERE), concern(reach)) == read, function
        central = allowed_on_concern(person(function, scope="ORGANISER"), concern(reach))
        is_officer = function is OFFICER and reach is ConcernReach.ORGANISER
        assert central == (assess if is_officer else read), function


def test_an_assessed_concern_is_not_offered_again() -> None:
    done = concern()
    assert offered_on_concern(HEAD, done) == {ConcernAction.READ, ConcernAction.ASSESS}
    done.state = ConcernState.ASSESSED
    assert offered_on_concern(HEAD, done) == {ConcernAction.READ}


def test_a_receipt_is_read_and_no_more() -> None:
    assert allowed_on_receipt(TEACHER, ConcernHead(school_id=HERE)) == {ConcernAction.RECEIPT}


def test_the_organiser_s_case_officer_works_for_the_organiser() -> None:
    assert is_case_officer(AT_ORGANISER)
    assert not is_case_officer(person(OFFICER))
    assert not is_case_officer(person(OFFICER, HERE, scope="AREA"))
    assert not is_case_officer(person(Function.CENTRAL_MANAGER, scope="ORGANISER"))


def test_who_may_ask_at_all() -> None:
    triage = HEADS | HEALTH
    for function in Function:
        assert may_open(person(function)) == (function in triage), function
        assert assesses(person(function)) == (function in triage), function
        assert assesses(person(function, scope="ORGANISER")) == (function is OFFICER), function
    assert not may_open(person())
    assert [is_person(one) for one in (person(), system(), program())] == [True, False, False]
