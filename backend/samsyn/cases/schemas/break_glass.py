"""Bodies of opening a case with a reason (break-glass)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from samsyn.core.schema import Body, Chars, Instant, Named, Reason, Resource

CaseNumberText = Annotated[str, Chars(1, 40)]


class BreakGlassIn(Body):
    """``reason`` is read by the circle of the case and stays with it."""

    case_number: CaseNumberText = Field(json_schema_extra={"example": "BJ-26-014"})
    reason: Reason = Field(
        json_schema_extra={"example": "Eleven är akut sjuk och kuratorn är inte på plats."}
    )


class BreakGlassOut(Resource):
    """``caseId`` is null for those who may know that it happened and not open the case."""

    id: UUID
    case_id: UUID | None
    case_number: str
    school: Named
    person: Named
    opened_at: Instant
    until: Instant
