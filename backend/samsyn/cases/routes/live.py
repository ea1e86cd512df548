"""`/cases/{caseId}/changes`: an answer that goes on while somebody has the case open."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import StreamingResponse

from samsyn.cases.routes.gates import READ_ONE, CaseToFollow
from samsyn.core.live import LONGEST_SECONDS, follow
from samsyn.core.route import GuardedRoute

router = APIRouter(route_class=GuardedRoute)
Seconds = Annotated[
    int,
    Query(
        alias="forSeconds",
        ge=0,
        le=LONGEST_SECONDS,
        description="How long the answer goes on at most; then ask again.",
    ),
]


class EventStream(StreamingResponse):
    media_type = "text/event-stream"


@router.get("/cases/{caseId}/changes", response_class=EventStream)
async def follow_case_changes(
    case: CaseToFollow, request: Request, seconds: Seconds = LONGEST_SECONDS
) -> StreamingResponse:
    """Server-sent events: `changed` when something in the case can be asked for anew, `gone` when the caller
    may no longer open it. Never what has changed. At most four at a time for a session (429)."""
    return await follow(request, READ_ONE, "case", case.id, seconds)
