"""Weighing the best interests of the child (prövning av barnets bästa): skollagen 1:10, barnkonventionen
art. 3, and what its committee asks to be weighed (general comment no. 14)."""

from collections.abc import Sequence
from enum import StrEnum

from samsyn.cases.rules import load_invariants
from samsyn.core.violations import Violation
from samsyn.core.vocabulary import ConfidentialityClass


class Interest(StrEnum):
    """What is weighed. The child's own view is no choice among these: it always stands there, or why not."""

    EDUCATION = "EDUCATION"
    IDENTITY = "IDENTITY"
    FAMILY = "FAMILY"
    SAFETY = "SAFETY"
    VULNERABILITY = "VULNERABILITY"
    HEALTH = "HEALTH"
    DEVELOPMENT = "DEVELOPMENT"


def goes_into_document(assessment: str, decision: str) -> bool:
    """What is stricter than the decision stays in the case: the document says that it was made, and when."""
    return ConfidentialityClass(assessment).rank <= ConfidentialityClass(decision).rank


def best_interest_violations(
    interests: Sequence[str], voices: int, weighed: str, conclusion: str
) -> tuple[tuple[str, Violation], ...]:
    """What is missing, each at the field that it is about."""
    broken = load_invariants().broken
    missing: list[tuple[str, Violation]] = []
    if not interests:
        missing.append(("/interests", broken("BEST_INTERESTS")))
    if voices == 0:
        missing.append(("/voiceIds", broken("BEST_VOICE")))
    if not weighed.strip():
        missing.append(("/weighedAgainst", broken("BEST_WEIGHED")))
    if not conclusion.strip():
        missing.append(("/conclusion", broken("BEST_CONCLUSION")))
    return tuple(missing)
