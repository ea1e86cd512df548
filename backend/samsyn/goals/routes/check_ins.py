"""`/smart-goals/{goalId}/check-ins`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from samsyn.core.errors import NotThere
from samsyn.core.gate import Gate, TheWork
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.goals.commands.check_in import check_in
from samsyn.goals.models import Goal, GoalCheckIn
from samsyn.goals.policy import ONE_CHECK_IN, GoalAction, allowed_on_part
from samsyn.goals.queries import goals as queries
from samsyn.goals.queries import parts
from samsyn.goals.routes.shapes import READING, GoalId, created, gate
from samsyn.goals.schemas import CheckInIn, CheckInOut

router = APIRouter(route_class=GuardedRoute)
CheckIns = Annotated[Goal, gate(GoalAction.READ_CHECK_INS, **READING)]
GoalToCheckIn = Annotated[Goal, gate(GoalAction.CHECK_IN)]
OneCheckIn = Annotated[
    GoalCheckIn,
    Depends(
        Gate(
            GoalAction.READ_CHECK_INS,
            kind="GoalCheckIn",
            find=ONE_CHECK_IN,
            parameter="checkInId",
            allowed=allowed_on_part,
            **READING,
        )
    ),
]


@router.get("/smart-goals/{goalId}/check-ins")
async def list_goal_check_ins(goal: CheckIns, work: TheWork, asked: ThePaging) -> Page[CheckInOut]:
    """How it has gone, the latest first."""
    return await parts.check_ins(work, asked, goal)


@router.post("/smart-goals/{goalId}/check-ins", status_code=status.HTTP_201_CREATED)
async def create_goal_check_in(
    goal: GoalToCheckIn, body: CheckInIn, work: TheWork, response: Response
) -> CheckInOut:
    """Writes down a value and what works or hinders. Raises GOAL_STATE and the codes of GOAL_CHECK_IN."""
    row = await check_in(work, goal, body)
    created(response, f"/smart-goals/{goal.id}/check-ins/{row.id}", row)
    return (await parts.shown_check_ins(work, goal, [row]))[0]


@router.get("/smart-goals/{goalId}/check-ins/{checkInId}")
async def read_goal_check_in(goal_id: GoalId, row: OneCheckIn, work: TheWork) -> CheckInOut:
    """One check-in."""
    if row.goal_id != goal_id:
        raise NotThere
    goal = await queries.fetch(work, goal_id)
    return (await parts.shown_check_ins(work, goal, [row]))[0]
