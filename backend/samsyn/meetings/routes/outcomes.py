"""`/meetings/{meetingId}/start`, `…/holding`, `…/cancellation`, `…/rescheduling`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response, status

from samsyn.core.gate import TheWork
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute
from samsyn.meetings.commands import decide
from samsyn.meetings.models import Meeting
from samsyn.meetings.policy import MeetingAction
from samsyn.meetings.queries import meetings as queries
from samsyn.meetings.routes.shapes import created, gate
from samsyn.meetings.schemas import CancellationIn, MeetingOut, ReschedulingIn, TurnIn

router = APIRouter(route_class=GuardedRoute)
MeetingToStart = Annotated[Meeting, gate(MeetingAction.START, version="required")]
MeetingToTurn = Annotated[Meeting, gate(MeetingAction.TAKE_UP, version="required")]
MeetingToHold = Annotated[Meeting, gate(MeetingAction.HOLD, version="required")]
MeetingToCancel = Annotated[Meeting, gate(MeetingAction.CANCEL, version="required")]
MeetingToMove = Annotated[Meeting, gate(MeetingAction.RESCHEDULE, version="required")]


def _answer(meeting: Meeting, work: TheWork, request: Request, response: Response) -> MeetingOut:
    created(response, f"/meetings/{meeting.id}", meeting)
    return queries.shown(meeting, work, language_of(request))


@router.post("/meetings/{meetingId}/start", status_code=status.HTTP_201_CREATED)
async def start_meeting(
    meeting: MeetingToStart, work: TheWork, request: Request, response: Response
) -> MeetingOut:
    """The meeting begins, by the server's clock. Raises MEETING_STATE."""
    await decide.start_meeting(work, meeting)
    return _answer(await queries.fetch(work, meeting.id), work, request, response)


@router.post("/meetings/{meetingId}/turns", status_code=status.HTTP_201_CREATED)
async def create_turn(
    meeting: MeetingToTurn, body: TurnIn, work: TheWork, request: Request, response: Response
) -> MeetingOut:
    """Takes up an item, for everybody, or pauses; the time goes to the item that was up. Raises
    MEETING_STATE and MEETING_UNKNOWN_ITEM."""
    await decide.take_up(work, meeting, body.item_id)
    return _answer(await queries.fetch(work, meeting.id), work, request, response)


@router.post("/meetings/{meetingId}/holding", status_code=status.HTTP_201_CREATED)
async def hold_meeting(
    meeting: MeetingToHold, work: TheWork, request: Request, response: Response
) -> MeetingOut:
    """The meeting was held. Raises M01 with fewer than two attendees, MEETING_STATE."""
    await decide.hold_meeting(work, meeting)
    return _answer(meeting, work, request, response)


@router.post("/meetings/{meetingId}/cancellation", status_code=status.HTTP_201_CREATED)
async def cancel_meeting(
    meeting: MeetingToCancel, body: CancellationIn, work: TheWork, request: Request, response: Response
) -> MeetingOut:
    """The meeting does not take place. Raises MEETING_REASON, MEETING_STATE."""
    await decide.cancel_meeting(work, meeting, body)
    return _answer(meeting, work, request, response)


@router.post("/meetings/{meetingId}/rescheduling", status_code=status.HTTP_201_CREATED)
async def reschedule_meeting(
    meeting: MeetingToMove, body: ReschedulingIn, work: TheWork, request: Request, response: Response
) -> MeetingOut:
    """Gives the meeting a new time; answers with the new meeting. Raises MEETING_REASON, MEETING_TIMES."""
    made = await decide.reschedule_meeting(work, meeting, body)
    return _answer(await queries.fetch(work, made.id), work, request, response)
