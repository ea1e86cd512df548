"""`/smart-goals` and `/smart-checks`."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import ActingPage, Page
from samsyn.core.work import Work
from samsyn.goals.commands import write
from samsyn.goals.models import Goal
from samsyn.goals.policy import GoalAction, is_staff
from samsyn.goals.queries import goals as queries
from samsyn.goals.queries import smart
from samsyn.goals.routes.shapes import READING, GoalToRead, created, gate
from samsyn.goals.rules import GoalState
from samsyn.goals.schemas import GoalIn, GoalOut, GoalPatch, SmartCheckOut, SmartTrialOut, TeamOfGoal

router = APIRouter(route_class=GuardedRoute)
Goals = Annotated[Work, Depends(Gate(GoalAction.LIST, kind="Goal", **READING))]
Teams = Annotated[Work, Depends(Gate(GoalAction.LIST, kind="Team", allowed=is_staff, assurance=1))]
NewGoal = Annotated[Work, Depends(Gate(GoalAction.CREATE, kind="Goal", allowed=is_staff))]
Trial = Annotated[Work, Depends(Gate(GoalAction.TRY, kind="Goal", allowed=is_staff, assurance=1))]
GoalToChange = Annotated[Goal, gate(GoalAction.CHANGE, version="required")]
GoalToCheck = Annotated[Goal, gate(GoalAction.CHECK, **READING)]
OfSchool = Annotated[UUID | None, Query(alias="schoolId", description="Goals of this unit only.")]
OfTeam = Annotated[UUID | None, Query(alias="teamId", description="Goals of this team only.")]
InState = Annotated[GoalState | None, Query(description="Goals in this state only.")]


@router.get("/smart-goals")
async def list_smart_goals(
    work: Goals,
    asked: ThePaging,
    school_id: OfSchool = None,
    team_id: OfTeam = None,
    state: InState = None,
) -> ActingPage[GoalOut]:
    """Goals that the caller may see, those that end first first."""
    return await queries.goals(work, asked, school_id=school_id, team_id=team_id, state=state)


@router.get("/goal-teams")
async def list_goal_teams(work: Teams, asked: ThePaging, school_id: OfSchool = None) -> Page[TeamOfGoal]:
    """Teams that the caller may write goals for."""
    return await queries.teams(work, asked, school_id)


@router.post("/smart-goals", status_code=status.HTTP_201_CREATED)
async def create_smart_goal(work: NewGoal, body: GoalIn, response: Response) -> GoalOut:
    """Writes a goal of a team; it is a draft until the team is asked. Raises GOAL_TEAM, GOAL_OWNER."""
    goal = await write.create_goal(work, body)
    created(response, f"/smart-goals/{goal.id}", goal)
    return await queries.shown(work, goal)


@router.post("/smart-checks")
async def check_smart_draft(work: Trial, body: GoalIn, request: Request) -> SmartTrialOut:
    """What the checker says of a goal that is still being written. Nothing is stored."""
    await write.team_to_write_for(work, body.team_id)
    return await smart.trial(work, body, language_of(request))


@router.get("/smart-goals/{goalId}")
async def read_smart_goal(goal: GoalToRead, work: TheWork, response: Response) -> GoalOut:
    """One goal with its latest value and its progress."""
    response.headers["ETag"] = etag(goal)
    return await queries.shown(work, goal)


@router.patch("/smart-goals/{goalId}")
async def change_smart_goal(
    goal: GoalToChange, body: GoalPatch, work: TheWork, response: Response
) -> GoalOut:
    """Changes what is given. A change of substance makes a proposed or accepted goal a draft again, and the
    team is asked anew; an active one keeps what was accepted. Raises GOAL_LOCKED, GOAL_STATE, GOAL_OWNER."""
    goal = await write.change_goal(work, goal, body)
    response.headers["ETag"] = etag(goal)
    return await queries.shown(work, goal)


@router.get("/smart-goals/{goalId}/smart-check")
async def read_smart_check(goal: GoalToCheck, work: TheWork, request: Request) -> SmartCheckOut:
    """S, M, A, R and T with advice, who has yet to stand behind the goal, and what stops an activation."""
    return await smart.check(work, goal, language_of(request))
