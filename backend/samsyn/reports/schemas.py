"""Bodies of the week's focus."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pydantic import Field

from samsyn.core.schema import Day, Instant, Links, Out


class FocusCardOut(Out):
    """What, why and the next step, in the caller's language; ``path`` is an address of the pages."""

    code: str = Field(json_schema_extra={"example": "CONCERNS_WAITING"})
    what: str = Field(json_schema_extra={"example": "Bedöm 2 nya signaler"})
    why: str = Field(json_schema_extra={"example": "Den äldsta väntar sedan 4 skoldagar. Er riktlinje är 5."})
    action: str = Field(json_schema_extra={"example": "Till bedömning"})
    path: str = Field(json_schema_extra={"example": "/arenden/att-bedoma"})
    due: Day | None


class WeekItemOut(Out):
    id: UUID
    title: str
    starts_at: Instant
    ends_at: Instant
    path: str


class FocusOut(Out):
    """The start page: at most seven cards, the week's meetings, one line of good news where there is one."""

    links: Links = Field(alias="_links")
    week: int = Field(ge=1, le=53, description="ISO week.")
    cards: Sequence[FocusCardOut]
    meetings: Sequence[WeekItemOut]
    good_news: str | None
