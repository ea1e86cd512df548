"""Who is reached by a concern or a case because of what they are, beside those named in its circle."""

from enum import StrEnum

from samsyn.cases.rules import AllegedOffender, ClosureReason, load_invariants
from samsyn.core.actor import Function
from samsyn.core.violations import Violation
from samsyn.core.vocabulary import ConfidentialityClass, SecrecyBranch

LISTABLE = (ConfidentialityClass.K0, ConfidentialityClass.K1, ConfidentialityClass.K2)
"""Classes that a head of the unit or the organiser's case officer opens without being in the circle."""

SEALED = (ConfidentialityClass.K3, ConfidentialityClass.K4)
"""Classes whose free text is sealed, and read by the named circle only."""

OFFICERS_TYPES = frozenset({"DEGRADING", "HARASSMENT", "COMPLAINT"})
"""Case types that the organiser's case officer works with (domain §8.2)."""

IN_CHAIN = frozenset({"DEGRADING", "HARASSMENT"})
"""Opening a case of these types is the report to the principal, or past the unit (skollagen 6:10)."""

TAKEN_BACK = frozenset({ClosureReason.WITHDRAWN, ClosureReason.OPENED_BY_MISTAKE})
"""Reasons that are no answer to a report up the chain: it is investigated all the same."""


def taken_back_violations(
    reason: ClosureReason | None, possible: frozenset[ClosureReason]
) -> tuple[Violation, ...]:
    """Of a case in the chain: whoever closes it is told why these do not do."""
    return (load_invariants().broken("C16_CHAIN"),) if reason in TAKEN_BACK - possible else ()


NUMBER_ONLY = frozenset({"CHILD_WELFARE_REPORT", "POLICE_REPORT"})
"""Case types that are never named outside the case: the number says enough."""


class Reach(StrEnum):
    """UNIT: heads of the unit. BOTH: they and the organiser's case officer. ORGANISER: the officer alone."""

    UNIT = "UNIT"
    BOTH = "BOTH"
    ORGANISER = "ORGANISER"


class ConcernReach(StrEnum):
    """Who assesses it: heads and student health, heads alone, or the organiser's case officer."""

    TRIAGE = "TRIAGE"
    HEADS = "HEADS"
    ORGANISER = "ORGANISER"


FEWEST_IN_GRADE = 30
"""With fewer pupils in a grade, the grade would say too much about whom a case concerns."""

PAST_THE_UNIT = frozenset({AllegedOffender.STAFF, AllegedOffender.PRINCIPAL})


def reach_of_case(case_type: str, pointed_out: AllegedOffender | None) -> Reach:
    """C11: where staff is pointed out, nobody at the unit gets to the case by function."""
    if pointed_out in PAST_THE_UNIT:
        return Reach.ORGANISER
    return Reach.BOTH if case_type in OFFICERS_TYPES else Reach.UNIT


def reach_of_concern(pointed_out: AllegedOffender | None, protected_identity: bool) -> ConcernReach:
    """C10 and C11 for a child that has felt degraded (``pointed_out`` given); C15 for a protected pupil."""
    if pointed_out in PAST_THE_UNIT:
        return ConcernReach.ORGANISER
    return ConcernReach.HEADS if pointed_out or protected_identity else ConcernReach.TRIAGE


WORKS_IN = {SecrecyBranch.EMI: Function.EHT_MEDICAL, SecrecyBranch.EPI: Function.EHT_PSYCHOLOGY}
"""The function whose holders work in a branch of their own."""


def least_of(kept_in: SecrecyBranch) -> ConfidentialityClass:
    """The class that a note has at least where it is kept."""
    return ConfidentialityClass.K0 if kept_in is SecrecyBranch.SCHOOL else ConfidentialityClass.K3


def branch_of(functions: frozenset[Function]) -> SecrecyBranch:
    """The secrecy branch that somebody writes in; whoever works in a branch of their own writes there."""
    if Function.EHT_MEDICAL in functions:
        return SecrecyBranch.EMI
    return SecrecyBranch.EPI if Function.EHT_PSYCHOLOGY in functions else SecrecyBranch.SCHOOL
