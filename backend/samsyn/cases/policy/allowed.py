"""What may be done with a concern and a case that somebody sees."""

from __future__ import annotations

from samsyn.cases.models import (
    Case,
    Concern,
    ConcernHead,
    PartOfCase,
)
from samsyn.cases.policy.actions import CaseAction, ConcernAction
from samsyn.cases.rules import CircleRole, ConcernState
from samsyn.cases.rules.access import LISTABLE, ConcernReach, Reach
from samsyn.core.actor import HEADS, TRIAGE, Actor, Function
from samsyn.core.vocabulary import ConfidentialityClass


def is_person(actor: Actor) -> bool:
    return actor.kind == "PERSON"


def is_case_officer(actor: Actor) -> bool:
    officer = Function.ORGANISER_CASE_OFFICER
    return any(a.function is officer and a.scope == "ORGANISER" for a in actor.assignments)


def assesses(actor: Actor) -> bool:
    """Somewhere; which concerns is asked of each."""
    return bool(actor.units(TRIAGE)) or is_case_officer(actor)


def may_open(actor: Actor) -> bool:
    """Somewhere: heads and student health."""
    return bool(actor.units(TRIAGE))


def may_assess(actor: Actor, concern: Concern) -> bool:
    if concern.reach == ConcernReach.ORGANISER:
        return is_case_officer(actor)
    functions = TRIAGE if concern.reach == ConcernReach.TRIAGE else HEADS
    return actor.holds_at(concern.school_id, functions)


def allowed_on_concern(actor: Actor, concern: Concern) -> frozenset[ConcernAction]:
    """Asked again after it was assessed: the command then says so (409), which is no matter of rights."""
    own = {ConcernAction.READ}
    return frozenset(own | {ConcernAction.ASSESS} if may_assess(actor, concern) else own)


def allowed_on_receipt(actor: Actor, head: ConcernHead) -> frozenset[ConcernAction]:
    return frozenset({ConcernAction.RECEIPT})


READS = frozenset({CaseAction.READ, CaseAction.REPORT})
WRITES = READS | {
    CaseAction.ATTACH,
    CaseAction.PROPOSE_MEASURE,
    CaseAction.WRITE_NOTE,
    CaseAction.WRITE_VOICE,
}
INVESTIGATES = WRITES | {
    CaseAction.DISCLOSE,
    CaseAction.INVESTIGATE,
    CaseAction.LINK,
    CaseAction.NAME_ALLEGED,
    CaseAction.RECORD_MILESTONE,
    CaseAction.WRITE_DECISION,
    CaseAction.WRITE_MEASURE,
    CaseAction.MOVE,
}
MANAGES = INVESTIGATES | {
    CaseAction.CHANGE,
    CaseAction.DECIDE_MEASURE,
    CaseAction.CLOSE,
    CaseAction.EXPORT,
    CaseAction.REOPEN,
    CaseAction.MANAGE_CIRCLE,
    CaseAction.READINGS,
    CaseAction.TRANSFER,
}
CHANGES_RULES = frozenset({CaseAction.CHANGE_RULES})
"""C19: the principal's, and nobody else's."""
BY_ROLE: dict[str, frozenset[CaseAction]] = {
    CircleRole.OWNER: MANAGES | {CaseAction.CLASSIFY},
    CircleRole.INVESTIGATOR: INVESTIGATES | {CaseAction.CLASSIFY},
    CircleRole.CONTRIBUTOR: WRITES | {CaseAction.CLASSIFY},
    CircleRole.INFORMED: READS | {CaseAction.CLASSIFY},
}


def comes_by_function(actor: Actor, case: Case | PartOfCase) -> bool:
    """As head of the unit or the organiser's case officer, beside what the circle says."""
    if case.confidentiality not in LISTABLE:
        return False
    if case.reach in (Reach.UNIT, Reach.BOTH) and actor.holds_at(case.school_id, HEADS):
        return True
    return case.reach in (Reach.BOTH, Reach.ORGANISER) and is_case_officer(actor)


SIGNS = frozenset({CaseAction.WRITE_DECISION, CaseAction.SIGN_DECISION})


def decides_in(actor: Actor, case: Case | PartOfCase, role: str | None) -> frozenset[CaseAction]:
    """Heads of the unit and the organiser's case officer who take part in it, whatever its class; which of
    them the law gives a decision to is asked when it is signed."""
    at_unit = case.reach != Reach.ORGANISER and actor.holds_at(case.school_id, HEADS)
    officer = case.reach != Reach.UNIT and is_case_officer(actor)
    takes_part = role is not None or comes_by_function(actor, case)
    return SIGNS if takes_part and (at_unit or officer) else frozenset()


def allowed_on_case(actor: Actor, case: Case) -> frozenset[CaseAction]:
    """By role in the circle and by function; that a closed case takes nothing is the commands' to say. What
    was reported to authorities is for those who work here."""
    by_role = BY_ROLE.get(case.my_role or "", READS) | decides_in(actor, case, case.my_role)
    by_function = comes_by_function(actor, case)
    allowed = by_role | MANAGES if by_function else by_role
    takes_part = by_function or case.my_role is not None
    if takes_part and actor.holds_at(case.school_id, {Function.PRINCIPAL}):
        allowed |= CHANGES_RULES
    return allowed if actor.functions - {Function.EXTERNAL_PARTNER} else allowed - {CaseAction.REPORT}


def allowed_in_circle(actor: Actor, case: Case) -> frozenset[CaseAction]:
    """Of what is of class K3 at least: who comes by function does not read it, and so does not write it."""
    return BY_ROLE.get(case.my_role or "", READS)


SHUT = frozenset(
    {CaseAction.READ, CaseAction.READINGS, CaseAction.REPORT, CaseAction.REOPEN, CaseAction.EXPORT}
)


def open_to_now(actor: Actor, case: Case) -> frozenset[CaseAction]:
    """What is offered: a closed case can be read and reopened, an open one not reopened; what is in class K4
    is never printed."""
    allowed = allowed_on_case(actor, case)
    if case.confidentiality == ConfidentialityClass.K4:
        allowed -= {CaseAction.EXPORT}
    return allowed - {CaseAction.REOPEN} if case.is_open else allowed & SHUT


def offered_on_concern(actor: Actor, concern: Concern) -> frozenset[ConcernAction]:
    allowed = allowed_on_concern(actor, concern)
    return allowed if concern.state == ConcernState.NEW else allowed - {ConcernAction.ASSESS}
