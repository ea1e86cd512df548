"""`/meetings/{meetingId}/minutes`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from samsyn.core.errors import NotThere
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, Page
from samsyn.meetings.commands import write
from samsyn.meetings.models import ItemMinutes, Meeting
from samsyn.meetings.policy import MINUTES_OF_ITEM, MeetingAction, PartAction, allowed_on_part
from samsyn.meetings.queries import parts
from samsyn.meetings.routes.shapes import MeetingId, gate
from samsyn.meetings.schemas import CaseMinutesIn, CaseMinutesOut, ItemMinutesOut, ItemMinutesPatch

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
MeetingToNote = Annotated[Meeting, gate(MeetingAction.WRITE_IN_CASE)]


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


@router.post("/meetings/{meetingId}/minutes", status_code=status.HTTP_201_CREATED)
async def create_case_minutes(
    meeting: MeetingToNote, body: CaseMinutesIn, work: TheWork, response: Response
) -> CaseMinutesOut:
    """Writes under a case item: the text becomes a note in the case. Raises MEETING_NOT_CASE and
    MEETING_STATE."""
    case_id, note_id = await write.write_in_case(work, meeting, body)
    response.headers["Location"] = f"{BASE_PATH}/cases/{case_id}/notes/{note_id}"
    return CaseMinutesOut(item_id=body.item_id, case_id=case_id, note_id=note_id)
