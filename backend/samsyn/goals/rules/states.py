"""Words of a goal, and which state may follow which."""

from collections.abc import Mapping
from enum import StrEnum


class GoalState(StrEnum):
    DRAFT = "DRAFT"
    CHECKED = "CHECKED"
    PROPOSED = "PROPOSED"
    ACCEPTED = "ACCEPTED"
    ACTIVE = "ACTIVE"
    ADJUSTED = "ADJUSTED"
    EVALUATED = "EVALUATED"
    CLOSED = "CLOSED"
    ABANDONED = "ABANDONED"


_S = GoalState
# Until a goal is active its text may be reworked, and the team is asked anew; later that is an adjustment.
_NEXT: Mapping[GoalState, frozenset[GoalState]] = {
    _S.DRAFT: frozenset({_S.CHECKED, _S.ABANDONED}),
    _S.CHECKED: frozenset({_S.DRAFT, _S.PROPOSED, _S.ABANDONED}),
    _S.PROPOSED: frozenset({_S.DRAFT, _S.ACCEPTED, _S.ABANDONED}),
    _S.ACCEPTED: frozenset({_S.DRAFT, _S.ACTIVE, _S.ABANDONED}),
    _S.ACTIVE: frozenset({_S.ADJUSTED, _S.EVALUATED, _S.ABANDONED}),
    _S.ADJUSTED: frozenset({_S.ACTIVE, _S.EVALUATED, _S.ABANDONED}),
    _S.EVALUATED: frozenset({_S.CLOSED}),
    _S.CLOSED: frozenset(),
    _S.ABANDONED: frozenset(),
}


PROPOSABLE = frozenset({_S.DRAFT, _S.CHECKED})
"""Still being written."""
ASKING = frozenset({_S.PROPOSED, _S.ACCEPTED})
"""The team takes its stand, and may change its mind until the goal is active."""
ANSWERABLE = ASKING | {_S.ACTIVE, _S.ADJUSTED}
UNDER_WAY = frozenset({_S.ACTIVE, _S.ADJUSTED})
FREE = frozenset({"owner_id", "check_in_days"})
"""Fields that may change without asking the team anew, also in an active goal."""


def next_states(state: GoalState) -> frozenset[GoalState]:
    return _NEXT[state]


class GoalOutcome(StrEnum):
    """How a closed goal ended."""

    ACHIEVED = "ACHIEVED"
    PARTLY = "PARTLY"
    NOT_ACHIEVED = "NOT_ACHIEVED"


class Direction(StrEnum):
    INCREASE = "INCREASE"
    DECREASE = "DECREASE"


class Stance(StrEnum):
    ACCEPT = "ACCEPT"
    ACCEPT_WITH_DOUBT = "ACCEPT_WITH_DOUBT"
    OBJECT = "OBJECT"


class Adjustment(StrEnum):
    """What a check-in decides."""

    KEEP = "KEEP"
    ADJUST = "ADJUST"
    STOP = "STOP"


class MetricSource(StrEnum):
    """Where the figure comes from. Data that exist already are preferred to a new survey."""

    INDICATOR = "INDICATOR"
    OWN_FIGURE = "OWN_FIGURE"
    NEW_SURVEY = "NEW_SURVEY"


class SmartLetter(StrEnum):
    S = "S"
    M = "M"
    A = "A"
    R = "R"
    T = "T"


class SmartStatus(StrEnum):
    OK = "OK"
    WARN = "WARN"
    ERROR = "ERROR"
