"""What this domain announces; `main.wiring` says who reacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseOpened:
    case_id: UUID
    school_id: UUID
    case_type: str


@dataclass(frozen=True, slots=True)
class CaseClosed:
    case_id: UUID
    school_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class FollowUpDue:
    """A day for follow-up was set, or moved; None where the case has none any more."""

    case_id: UUID
    school_id: UUID
    on: date | None
