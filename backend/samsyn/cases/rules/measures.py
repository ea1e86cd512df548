"""Measures between proposal and evaluation: who decides what, and whether it was done as planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.cases.rules import UNDER_WAY, MeasureState, load_invariants
from samsyn.core.violations import Violation
from samsyn.core.vocabulary import Scope, SubjectKind


class Kept(StrEnum):
    """Whether it was done as planned (gjordes det som planerat?)."""

    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"


class Outcome(StrEnum):
    """What a proposal becomes, and the state it then has."""

    APPROVED = "APPROVED"
    PARTLY = "PARTLY"
    REJECTED = "REJECTED"


WIDER = frozenset({Scope.GROUP, Scope.UNIT, Scope.ORGANISER})
"""Levels beside the individual one: what is done with the learning environment (C18)."""

TRIED = UNDER_WAY | {MeasureState.ENDED}
"""Decided once: a proposal and one that was turned down have not been tried."""


MOVABLE = UNDER_WAY | {MeasureState.PROPOSED}
"""What still has somebody who answers for it."""


def moving_violations(state: MeasureState) -> tuple[Violation, ...]:
    """What has ended or was turned down stands as it was (C09)."""
    broken = load_invariants().broken("C09_LOCKED" if state is MeasureState.ENDED else "C09_STATE")
    return () if state in MOVABLE else (broken,)


def deciding_violations(state: MeasureState, motivation: str) -> tuple[Violation, ...]:
    """A proposal is decided once, and whoever decides says why."""
    if state is not MeasureState.PROPOSED:
        return (load_invariants().broken("MEASURE_DECIDED"),)
    return () if motivation.strip() else (load_invariants().broken("MEASURE_MOTIVATION"),)


def fidelity_violations(state: MeasureState, start: date, day: date, today: date) -> tuple[Violation, ...]:
    """Only a measure under way is done or not done, on a day that has been since it began."""
    if state not in UNDER_WAY:
        return (load_invariants().broken("FIDELITY_STATE"),)
    return () if start <= day <= today else (load_invariants().broken("FIDELITY_DAY"),)


@dataclass(frozen=True, slots=True)
class Known:
    """A measure as the gates see it. ``due_on``: its last day, or else the day of its follow-up."""

    scope: Scope
    state: MeasureState
    due_on: date


def all_have_effect(measures: Iterable[Known], today: date) -> bool:
    """C09 before the evaluation: whatever has come to its day has been answered for, or given a new day."""
    return not any(one.state in UNDER_WAY and one.due_on < today for one in measures)


def tries_wider(subject: SubjectKind, measures: Iterable[Known]) -> bool:
    """C18, from the case alone: it is not about a pupil, or something around the pupil is tried in it."""
    if subject is not SubjectKind.STUDENT:
        return True
    return any(one.scope in WIDER and one.state in TRIED for one in measures)
