"""Bodies about who on the staff is pointed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from samsyn.core.schema import Body, Chars, Instant, Links, Named, Out


class AllegedPersonIn(Body):
    """``reason``: who said so, in a line."""

    person_id: UUID
    reason: Annotated[str, Chars(1, 2_000)] | None = Field(
        default=None, json_schema_extra={"example": "Eleven berättade det för kuratorn."}
    )


class AllegedPersonOut(Out):
    """``removedAt``: it was a mistake; the case stays with the organiser."""

    id: UUID
    person: Named
    reason: str | None
    named_by: Named
    named_at: Instant
    removed_at: Instant | None


class AllegedPersonsOut(Out):
    links: Links = Field(alias="_links")
    items: Sequence[AllegedPersonOut]
