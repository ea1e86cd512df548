"""`/teams` and `/team-members`."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, ActingPage, Page
from samsyn.core.work import Work
from samsyn.teams import commands, queries
from samsyn.teams.models import Team, TeamMember
from samsyn.teams.policy import (
    ONE_MEMBER,
    ONE_TEAM,
    MemberAction,
    TeamAction,
    allowed_on_team,
    is_person,
    keeps_somewhere,
)
from samsyn.teams.rules import TeamType
from samsyn.teams.schemas import TeamIn, TeamMemberEndingIn, TeamMemberIn, TeamMemberOut, TeamOut, TeamPatch

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "Team",
    "find": ONE_TEAM,
    "parameter": "teamId",
    "allowed": allowed_on_team,
}
MEMBER: dict[str, Any] = {"kind": "TeamMember", "find": ONE_MEMBER, "parameter": "memberId"}
READ: dict[str, Any] = {"scope": "teams:read", "assurance": 1}
Teams = Annotated[Work, Depends(Gate(TeamAction.LIST, kind="Team", **READ))]
NewTeam = Annotated[Work, Depends(Gate(TeamAction.CREATE, kind="Team", allowed=is_person))]
TeamToRead = Annotated[Team, Depends(Gate(TeamAction.READ, **READ, **ONE))]
TeamToChange = Annotated[Team, Depends(Gate(TeamAction.CHANGE, version="required", **ONE))]
TeamOfMembers = Annotated[Team, Depends(Gate(TeamAction.LIST_MEMBERS, **READ, **ONE))]
TeamToJoin = Annotated[Team, Depends(Gate(TeamAction.ADD_MEMBER, **ONE))]
MemberToRead = Annotated[TeamMember, Depends(Gate(MemberAction.READ, **READ, **MEMBER))]
MemberToEnd = Annotated[TeamMember, Depends(Gate(MemberAction.END, **MEMBER))]


@router.get("/teams")
async def list_teams(
    work: Teams,
    asked: ThePaging,
    request: Request,
    school_id: Annotated[UUID | None, Query(alias="schoolId")] = None,
    team_type: Annotated[TeamType | None, Query(alias="type")] = None,
    include_ended: Annotated[
        bool, Query(alias="includeEnded", description="Also teams whose last day has passed.")
    ] = False,
) -> ActingPage[TeamOut]:
    """Teams of the caller's units and of the organiser, in Swedish order."""
    page = await queries.teams_listed(work, asked, language_of(request), school_id, team_type, include_ended)
    return ActingPage.of(page, [TeamAction.CREATE] if keeps_somewhere(work.actor) else [])


@router.get("/teams/{teamId}")
async def read_team(team: TeamToRead, work: TheWork, request: Request, response: Response) -> TeamOut:
    """One team and what it is for."""
    response.headers["ETag"] = etag(team)
    return await queries.team_shown(work, team, language_of(request))


@router.post("/teams", status_code=status.HTTP_201_CREATED)
async def create_team(work: NewTeam, body: TeamIn, request: Request, response: Response) -> TeamOut:
    """Makes a team of a unit, by its heads, or of the organiser. Raises T01 for a kind that does not fit."""
    team = await commands.create_team(work, body)
    response.headers["Location"] = f"{BASE_PATH}/teams/{team.id}"
    response.headers["ETag"] = etag(team)
    return await queries.team_shown(work, team, language_of(request))


@router.patch("/teams/{teamId}")
async def change_team(
    team: TeamToChange, body: TeamPatch, work: TheWork, request: Request, response: Response
) -> TeamOut:
    """Changes what is given; `endedOn` closes the team after that day."""
    await commands.change_team(work, team, body)
    response.headers["ETag"] = etag(team)
    return await queries.team_shown(work, team, language_of(request))


@router.get("/teams/{teamId}/members")
async def list_team_members(
    team: TeamOfMembers,
    work: TheWork,
    asked: ThePaging,
    request: Request,
    include_past: Annotated[
        bool, Query(alias="includePast", description="Also those who have left.")
    ] = False,
) -> Page[TeamMemberOut]:
    """Who is in the team now or soon."""
    return await queries.members_listed(work, team, asked, language_of(request), include_past)


@router.post("/teams/{teamId}/members", status_code=status.HTTP_201_CREATED)
async def add_team_member(
    team: TeamToJoin, body: TeamMemberIn, work: TheWork, request: Request, response: Response
) -> TeamMemberOut:
    """Adds somebody. Raises T01 for a second chair, T02 for who is there already, T05 for an ended team."""
    member = await commands.add_member(work, team, body)
    response.headers["Location"] = f"{BASE_PATH}/team-members/{member.id}"
    response.headers["ETag"] = etag(member)
    return await queries.member_shown(work, member, language_of(request))


@router.get("/team-members/{memberId}")
async def read_team_member(
    member: MemberToRead, work: TheWork, request: Request, response: Response
) -> TeamMemberOut:
    """Somebody's time in a team."""
    response.headers["ETag"] = etag(member)
    return await queries.member_shown(work, member, language_of(request))


@router.post("/team-members/{memberId}/ending", status_code=status.HTTP_201_CREATED)
async def end_team_member(
    member: MemberToEnd, body: TeamMemberEndingIn, work: TheWork, request: Request, response: Response
) -> TeamMemberOut:
    """Ends somebody's time in a team after its last day. Raises T03 when it is over, T04 for a day that has
    passed."""
    await commands.end_member(work, member, body)
    response.headers["Location"] = f"{BASE_PATH}/team-members/{member.id}"
    response.headers["ETag"] = etag(member)
    return await queries.member_shown(work, member, language_of(request))
