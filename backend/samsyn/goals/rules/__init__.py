"""SMART goals: what a good one is (S, M, A, R, T), when a team has accepted it, and how far it has come."""

from samsyn.goals.rules.acceptance import Acceptance, Quorum, quorum
from samsyn.goals.rules.smart import (
    GoalFacts,
    SmartReport,
    SmartRow,
    activation_violations,
    load_advice,
    months_after,
    progress,
    smart_check,
    vague_wording,
)
from samsyn.goals.rules.states import (
    Adjustment,
    Direction,
    GoalOutcome,
    GoalState,
    MetricSource,
    SmartLetter,
    SmartStatus,
    Stance,
    next_states,
)

__all__ = [
    "Acceptance",
    "Adjustment",
    "Direction",
    "GoalFacts",
    "GoalOutcome",
    "GoalState",
    "MetricSource",
    "Quorum",
    "SmartLetter",
    "SmartReport",
    "SmartRow",
    "SmartStatus",
    "Stance",
    "activation_violations",
    "load_advice",
    "months_after",
    "next_states",
    "progress",
    "quorum",
    "smart_check",
    "vague_wording",
]
