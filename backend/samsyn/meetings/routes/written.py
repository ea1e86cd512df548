"""`/meetings/{meetingId}/minutes`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from samsyn.core.errors import NotThere
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.meetings.commands import write
from samsyn.meetings.models import ItemMinutes, Meeting
from samsyn.meetings.policy import MINUTES_OF_ITEM, MeetingAction, PartAction, allowed_on_part
from samsyn.meetings.queries import parts
from samsyn.meetings.routes.shapes import MeetingId, gate
from samsyn.meetings.schemas import ItemMinutesOut, ItemMinutesPatch

router = APIRouter(route_class=GuardedRoute)
MinutesToRead = Annotated[Meeting, gate(MeetingAction.READ_MINUTES, assurance=1)]
MinutesToWrite = Annotated[
    ItemMinutes,
    Depends(
        Gate(
            PartAction.CHANGE,
            kind="ItemMinutes",
            find=MINUTES_OF_ITEM,
            parameter="itemId",
            allowed=allowed_on_part,
            version="required",
        )
    ),
]


@router.get("/meetings/{meetingId}/minutes")
async def list_minutes(meeting: MinutesToRead, work: TheWork, asked: ThePaging) -> Page[ItemMinutesOut]:
    """What was written under each item. Nothing of case items is here: it is kept in the case."""
    return await parts.minutes(work, asked, meeting.id)


@router.patch("/meetings/{meetingId}/minutes/{itemId}")
async def write_minutes(
    meeting_id: MeetingId, row: MinutesToWrite, body: ItemMinutesPatch, work: TheWork, response: Response
) -> ItemMinutesOut:
    """Writes under one item; whoever read an older version gets 412. Raises MEETING_STATE."""
    if row.meeting_id != meeting_id:
        raise NotThere
    await write.write_minutes(work, row, body)
    response.headers["ETag"] = etag(row)
    return (await parts.shown_minutes(work, [row]))[0]
