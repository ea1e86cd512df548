"""Path parameters and gates that the routes of meetings share."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Response

from samsyn.core.gate import Gate, etag
from samsyn.core.schema import BASE_PATH
from samsyn.meetings.models import Meeting
from samsyn.meetings.policy import ONE_MEETING, MeetingAction, allowed_on_meeting

ON_MEETING: dict[str, Any] = {
    "kind": "Meeting",
    "find": ONE_MEETING,
    "parameter": "meetingId",
    "allowed": allowed_on_meeting,
}
MeetingId = Annotated[UUID, Path(alias="meetingId")]


def gate(action: MeetingAction, **more: Any) -> Any:
    """The dependency of an operation on one meeting."""
    return Depends(Gate(action, **ON_MEETING, **more))


def created(response: Response, path: str, row: Any) -> None:
    response.headers["Location"] = f"{BASE_PATH}{path}"
    response.headers["ETag"] = etag(row)


MeetingToPlan = Annotated[Meeting, gate(MeetingAction.PLAN)]
