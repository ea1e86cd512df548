"""`/meetings/{meetingId}/agenda-items`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.core.errors import NotThere
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.core.work import Work
from samsyn.meetings.commands import agenda
from samsyn.meetings.models import AgendaItem, Meeting
from samsyn.meetings.policy import ONE_ITEM, MeetingAction, PartAction, allowed_on_part
from samsyn.meetings.queries import parts
from samsyn.meetings.routes.shapes import MeetingId, MeetingToPlan, created, gate
from samsyn.meetings.schemas import AgendaItemIn, AgendaItemOut, AgendaItemPatch

router = APIRouter(route_class=GuardedRoute)
ON_ITEM: dict[str, Any] = {
    "kind": "AgendaItem",
    "find": ONE_ITEM,
    "parameter": "itemId",
    "allowed": allowed_on_part,
    "version": "required",
}
AgendaToRead = Annotated[Meeting, gate(MeetingAction.READ_AGENDA, scope="meetings:read", assurance=1)]
ItemToChange = Annotated[AgendaItem, Depends(Gate(PartAction.CHANGE, **ON_ITEM))]
ItemToRemove = Annotated[AgendaItem, Depends(Gate(PartAction.REMOVE, **ON_ITEM))]


async def _shown(work: Work, item: AgendaItem, request: Request) -> AgendaItemOut:
    """Read anew: its place among the others may be another."""
    row = await work.one_or_none(ONE_ITEM, key=item.id)
    return (await parts.shown_items(work, [row], language_of(request)))[0]


@router.get("/meetings/{meetingId}/agenda-items")
async def list_agenda_items(
    meeting: AgendaToRead, work: TheWork, asked: ThePaging, request: Request
) -> Page[AgendaItemOut]:
    """The agenda. Outside a case's circle its item is *Ärende* with minutes, and nothing more."""
    return await parts.agenda(work, asked, meeting.id, language_of(request))


@router.post("/meetings/{meetingId}/agenda-items", status_code=status.HTTP_201_CREATED)
async def create_agenda_item(
    meeting: MeetingToPlan, body: AgendaItemIn, work: TheWork, request: Request, response: Response
) -> AgendaItemOut:
    """Puts something last on the agenda. Raises MEETING_ITEM, MEETING_CASE, MEETING_STATE, MEETING_FULL."""
    item = await agenda.add_item(work, meeting, body)
    created(response, f"/meetings/{meeting.id}/agenda-items", item)
    return await _shown(work, item, request)


@router.patch("/meetings/{meetingId}/agenda-items/{itemId}")
async def change_agenda_item(
    meeting_id: MeetingId,
    item: ItemToChange,
    body: AgendaItemPatch,
    work: TheWork,
    request: Request,
    response: Response,
) -> AgendaItemOut:
    """Changes words, minutes, phase or place. Raises MEETING_ITEM, MEETING_CASE, MEETING_STATE."""
    if item.meeting_id != meeting_id:
        raise NotThere
    await agenda.change_item(work, item, body)
    response.headers["ETag"] = etag(item)
    return await _shown(work, item, request)


@router.delete("/meetings/{meetingId}/agenda-items/{itemId}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_agenda_item(meeting_id: MeetingId, item: ItemToRemove, work: TheWork) -> Response:
    """Takes an item off while the meeting is a plan. Raises MEETING_STATE."""
    if item.meeting_id != meeting_id:
        raise NotThere
    await agenda.remove_item(work, item)
    return Response(status_code=status.HTTP_204_NO_CONTENT)
