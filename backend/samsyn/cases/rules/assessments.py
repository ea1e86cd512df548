"""Assessments that are made elsewhere and named here by reference: skollagen 7:5."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from samsyn.core.vocabulary import ConfidentialityClass


class AssessmentKind(StrEnum):
    """In the order of the law."""

    PEDAGOGICAL = "PEDAGOGICAL"
    PSYCHOLOGICAL = "PSYCHOLOGICAL"
    MEDICAL = "MEDICAL"
    SOCIAL = "SOCIAL"


ASKS_FOUR: Final = "FOUR_ASSESSMENTS"
"""The condition of the gate."""
LEAST: Final = ConfidentialityClass.K3


def class_of_assessment(case: ConfidentialityClass) -> ConfidentialityClass:
    """That there is one says something of a child's health: K3 at least."""
    return max(case, LEAST, key=lambda one: one.rank)


def lacking(kinds: Iterable[str]) -> list[AssessmentKind]:
    """Which of the four nobody has referred to."""
    held = set(kinds)
    return [kind for kind in AssessmentKind if kind not in held]
