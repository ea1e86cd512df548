"""Bodies of what the organiser is told of absence."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from samsyn.core.schema import Instant, Named, Out


class AbsenceNoticeOut(Out):
    """That absence is investigated (skollagen 7:19 a). ``number``: of the case, which the reader does not
    open. ``about``: what whoever reported it wrote for the organiser."""

    id: UUID
    number: str = Field(json_schema_extra={"example": "BJ-26-014"})
    school: Named
    sent_at: Instant
    sent_by: Named
    about: str | None
