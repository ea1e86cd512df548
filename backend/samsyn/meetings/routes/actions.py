"""`/action-items`."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.core.errors import NotAllowed
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.core.work import Work
from samsyn.meetings.commands import write
from samsyn.meetings.models import ActionItem
from samsyn.meetings.policy import (
    ONE_ACTION,
    MeetingAction,
    PartAction,
    allowed_on_action,
    allowed_on_meeting,
    is_staff,
)
from samsyn.meetings.queries import meetings, parts
from samsyn.meetings.routes.shapes import created
from samsyn.meetings.rules import ActionItemState
from samsyn.meetings.schemas import ActionItemIn, ActionItemOut, ActionItemPatch

router = APIRouter(route_class=GuardedRoute)
ActionItems = Annotated[
    Work, Depends(Gate(PartAction.LIST, kind="ActionItem", allowed=is_staff, assurance=1))
]
NewAction = Annotated[Work, Depends(Gate(MeetingAction.ASSIGN, kind="ActionItem", allowed=is_staff))]
ActionToChange = Annotated[
    ActionItem,
    Depends(
        Gate(
            PartAction.CHANGE,
            kind="ActionItem",
            find=ONE_ACTION,
            parameter="actionItemId",
            allowed=allowed_on_action,
            version="required",
        )
    ),
]
OfMeeting = Annotated[UUID | None, Query(alias="meetingId", description="Those of one meeting.")]
InState = Annotated[ActionItemState | None, Query(description="Only those in this state.")]


@router.get("/action-items")
async def list_action_items(
    work: ActionItems,
    asked: ThePaging,
    request: Request,
    meeting_id: OfMeeting = None,
    state: InState = None,
) -> Page[ActionItemOut]:
    """The caller's own things to do, or with ``meetingId`` those of a meeting that the caller sees."""
    return await parts.actions(work, asked, language_of(request), meeting_id=meeting_id, state=state)


@router.post("/action-items", status_code=status.HTTP_201_CREATED)
async def create_action_item(
    work: NewAction, body: ActionItemIn, request: Request, response: Response
) -> ActionItemOut:
    """Hands out something to do after a meeting. Raises MEETING_PERSON, MEETING_STATE."""
    meeting = await meetings.fetch(work, body.meeting_id)
    if MeetingAction.ASSIGN not in allowed_on_meeting(work.actor, meeting):
        raise NotAllowed
    made = await write.hand_out(work, meeting, body)
    row = await work.one_or_none(ONE_ACTION, key=made.id)
    created(response, "/action-items", row)
    return (await parts.shown_actions(work, [row], language_of(request)))[0]


@router.patch("/action-items/{actionItemId}")
async def change_action_item(
    item: ActionToChange, body: ActionItemPatch, work: TheWork, request: Request, response: Response
) -> ActionItemOut:
    """Done, a new day, or somebody else's. Raises MEETING_PERSON."""
    await write.change_action(work, item, body)
    response.headers["ETag"] = etag(item)
    return (await parts.shown_actions(work, [item], language_of(request)))[0]
