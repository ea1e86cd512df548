"""Bodies of cases that meet a change of the rules."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from samsyn.cases.rules import CasePhase
from samsyn.cases.schemas.cases import CaseTypeRef
from samsyn.core.schema import Instant, Links, Named, Out


class StraddlingRow(Out):
    """``caseType`` is null where the number is all that may be known; ``typeEnds``: the next pack does not
    have the type."""

    links: Links = Field(alias="_links")
    id: UUID
    number: str
    case_type: CaseTypeRef | None
    type_ends: bool
    school: Named
    phase: CasePhase
    opened_at: Instant
