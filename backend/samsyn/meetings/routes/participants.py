"""`/meetings/{meetingId}/participants`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from samsyn.core.errors import NotThere
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.meetings.commands import invite
from samsyn.meetings.models import Meeting, MeetingParticipant
from samsyn.meetings.policy import ONE_PARTICIPANT, MeetingAction, PartAction, allowed_on_part
from samsyn.meetings.queries import parts
from samsyn.meetings.routes.shapes import MeetingId, created, gate
from samsyn.meetings.schemas import ParticipantIn, ParticipantOut, ParticipantPatch

router = APIRouter(route_class=GuardedRoute)
PeopleToRead = Annotated[Meeting, gate(MeetingAction.READ_PEOPLE, assurance=1)]
MeetingToInvite = Annotated[Meeting, gate(MeetingAction.INVITE)]
ParticipantToChange = Annotated[
    MeetingParticipant,
    Depends(
        Gate(
            PartAction.CHANGE,
            kind="MeetingParticipant",
            find=ONE_PARTICIPANT,
            parameter="participantId",
            allowed=allowed_on_part,
            version="required",
        )
    ),
]


@router.get("/meetings/{meetingId}/participants")
async def list_participants(meeting: PeopleToRead, work: TheWork, asked: ThePaging) -> Page[ParticipantOut]:
    """Who is invited and who came, in Swedish order."""
    return await parts.participants(work, asked, meeting.id)


@router.post("/meetings/{meetingId}/participants", status_code=status.HTTP_201_CREATED)
async def invite_participant(
    meeting: MeetingToInvite, body: ParticipantIn, work: TheWork, response: Response
) -> ParticipantOut:
    """Invites somebody. Raises MEETING_INVITED, MEETING_PERSON, MEETING_STATE."""
    made = await invite.invite(work, meeting, body.person_id)
    row = await work.one_or_none(ONE_PARTICIPANT, key=made.id)
    created(response, f"/meetings/{meeting.id}/participants", row)
    return (await parts.shown_participants(work, [row]))[0]


@router.patch("/meetings/{meetingId}/participants/{participantId}")
async def change_participant(
    meeting_id: MeetingId, row: ParticipantToChange, body: ParticipantPatch, work: TheWork, response: Response
) -> ParticipantOut:
    """Marks whether somebody came, or who came instead. Raises M01, MEETING_PERSON, MEETING_STATE."""
    if row.meeting_id != meeting_id:
        raise NotThere
    await invite.mark_attendance(work, row, body)
    response.headers["ETag"] = etag(row)
    return (await parts.shown_participants(work, [row]))[0]
