"""What must have come to its end before a case can be closed."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from samsyn.cases.rules import SHORTEST_REASON, load_invariants
from samsyn.core.spelled import spelled_day
from samsyn.core.violations import Violation
from samsyn.legal import ClockEvent

STEP_OF: Final = {
    "COMPLAINT_CONFIRMED": ClockEvent.CONFIRMED,
    "COMPLAINT_ANSWERED": ClockEvent.ANSWERED,
}
"""Gate → the step that opens it (skollagen 4:8). Whoever cannot be reached is neither told of the receipt nor
of the outcome: with a reason the case is closed all the same."""


def running_violation(started: date) -> Violation:
    """C09: a measure ends with what came of it, and not because its case does."""
    return load_invariants().broken(
        "C09_RUNNING", sv_day=spelled_day(started), en_day=spelled_day(started, "en")
    )


def left_shut(gates: Iterable[str], no_feedback_reason: str) -> frozenset[str]:
    """Those that stay shut with this reason why somebody was not told; too short it is none."""
    told = len(no_feedback_reason.strip()) >= SHORTEST_REASON
    return frozenset(gates) - (STEP_OF.keys() if told else frozenset())
