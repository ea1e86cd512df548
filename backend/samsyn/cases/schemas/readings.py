"""Bodies of who has opened a case."""

from __future__ import annotations

from pydantic import Field

from samsyn.core.schema import Day, Instant, Named, Out


class CaseReadingOut(Out):
    """Somebody on one day. ``person`` null: a system. ``functionLabel``: of the assignment they acted under.
    ``times``: requests to the case that day. ``refused``: they may not do it, and did not. ``withReason``: it
    was opened with a reason (break-glass)."""

    person: Named | None
    function_label: str | None = Field(json_schema_extra={"example": "rektor"})
    day: Day
    first_at: Instant
    last_at: Instant
    times: int
    refused: bool
    with_reason: bool
