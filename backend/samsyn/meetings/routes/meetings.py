"""`/meetings`."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Day, Page
from samsyn.core.work import Work
from samsyn.meetings.commands import plan
from samsyn.meetings.models import Meeting
from samsyn.meetings.policy import MeetingAction, is_staff
from samsyn.meetings.queries import meetings as queries
from samsyn.meetings.routes.shapes import created, gate
from samsyn.meetings.schemas import MeetingIn, MeetingOut, MeetingPatch, MeetingTeamOut

router = APIRouter(route_class=GuardedRoute)
Meetings = Annotated[
    Work, Depends(Gate(MeetingAction.LIST, kind="Meeting", scope="meetings:read", assurance=1))
]
NewMeeting = Annotated[Work, Depends(Gate(MeetingAction.CREATE, kind="Meeting", allowed=is_staff))]
TeamsToCall = Annotated[
    Work, Depends(Gate(MeetingAction.LIST_TEAMS, kind="Team", allowed=is_staff, assurance=1))
]
MeetingToRead = Annotated[Meeting, gate(MeetingAction.READ, scope="meetings:read", assurance=1)]
MeetingToChange = Annotated[Meeting, gate(MeetingAction.CHANGE, version="required")]
FirstDay = Annotated[Day | None, Query(alias="from", description="First day.")]
LastDay = Annotated[Day | None, Query(alias="to", description="Last day, included.")]
OfTeam = Annotated[UUID | None, Query(alias="teamId", description="Meetings of this team only.")]
Mine = Annotated[bool, Query(description="Only meetings that the caller is invited to.")]


@router.get("/meetings")
async def list_meetings(
    work: Meetings,
    asked: ThePaging,
    request: Request,
    first: FirstDay = None,
    last: LastDay = None,
    team_id: OfTeam = None,
    mine: Mine = False,
) -> Page[MeetingOut]:
    """Meetings that the caller may see. A meeting about a pupil is seen by those invited to it."""
    language = language_of(request)
    return await queries.meetings(work, asked, language, first=first, last=last, team_id=team_id, mine=mine)


@router.post("/meetings", status_code=status.HTTP_201_CREATED)
async def create_meeting(
    work: NewMeeting, body: MeetingIn, request: Request, response: Response
) -> MeetingOut:
    """Plans a meeting of a team. Raises MEETING_TIMES, MEETING_PERSON."""
    made = await plan.plan_meeting(work, body)
    meeting = await queries.fetch(work, made.id)
    created(response, f"/meetings/{meeting.id}", meeting)
    return queries.shown(meeting, work, language_of(request))


@router.get("/meetings/{meetingId}")
async def read_meeting(
    meeting: MeetingToRead, work: TheWork, request: Request, response: Response
) -> MeetingOut:
    """One meeting. A planned one that passed a day ago is told as NOT_HELD."""
    response.headers["ETag"] = etag(meeting)
    return queries.shown(meeting, work, language_of(request))


@router.patch("/meetings/{meetingId}")
async def change_meeting(
    meeting: MeetingToChange, body: MeetingPatch, work: TheWork, request: Request, response: Response
) -> MeetingOut:
    """Changes time of day, place or mode. Raises MEETING_STATE, MEETING_DAY, MEETING_TIMES."""
    await plan.change_meeting(work, meeting, body)
    response.headers["ETag"] = etag(meeting)
    return queries.shown(meeting, work, language_of(request))


@router.get("/meeting-teams")
async def list_meeting_teams(work: TeamsToCall, asked: ThePaging) -> Page[MeetingTeamOut]:
    """Teams whose meetings the caller may plan, in Swedish order."""
    return await queries.teams_to_call(work, asked)
