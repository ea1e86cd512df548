"""`/smart-goals/{goalId}/proposal`, `…/acceptances`, `…/objection-answers`, `…/activation`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.core.errors import NotThere
from samsyn.core.gate import Gate, TheWork
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.goals.commands import ask
from samsyn.goals.models import Goal, GoalAcceptance
from samsyn.goals.policy import ONE_ACCEPTANCE, GoalAction, allowed_on_part
from samsyn.goals.queries import goals as queries
from samsyn.goals.queries import parts
from samsyn.goals.routes.shapes import READING, GoalId, created, gate
from samsyn.goals.schemas import AcceptanceIn, AcceptanceOut, AnswerIn, GoalOut

router = APIRouter(route_class=GuardedRoute)
GoalToPropose = Annotated[Goal, gate(GoalAction.PROPOSE, version="required")]
GoalToActivate = Annotated[Goal, gate(GoalAction.ACTIVATE, version="required")]
GoalToAccept = Annotated[Goal, gate(GoalAction.ACCEPT)]
GoalToAnswer = Annotated[Goal, gate(GoalAction.ANSWER)]
Stances = Annotated[Goal, gate(GoalAction.READ_ACCEPTANCES, **READING)]
OneStance = Annotated[
    GoalAcceptance,
    Depends(
        Gate(
            GoalAction.READ_ACCEPTANCES,
            kind="GoalAcceptance",
            find=ONE_ACCEPTANCE,
            parameter="acceptanceId",
            allowed=allowed_on_part,
            **READING,
        )
    ),
]


@router.post("/smart-goals/{goalId}/proposal", status_code=status.HTTP_201_CREATED)
async def create_smart_goal_proposal(goal: GoalToPropose, work: TheWork, response: Response) -> GoalOut:
    """Asks the team to take its stand. Raises G02, G03, GOAL_STATE."""
    goal = await ask.propose(work, goal)
    created(response, f"/smart-goals/{goal.id}", goal)
    return await queries.shown(work, goal)


@router.get("/smart-goals/{goalId}/acceptances")
async def list_goal_acceptances(
    goal: Stances, work: TheWork, asked: ThePaging, request: Request
) -> Page[AcceptanceOut]:
    """Who stands behind the goal and who objects, the newest first; earlier rounds are kept."""
    return await parts.acceptances(work, asked, goal, language_of(request))


@router.post("/smart-goals/{goalId}/acceptances", status_code=status.HTTP_201_CREATED)
async def create_goal_acceptance(
    goal: GoalToAccept, body: AcceptanceIn, work: TheWork, request: Request, response: Response
) -> AcceptanceOut:
    """The caller's own stance; a new one takes the place of the old.
    Raises GOAL_STATE, GOAL_OBJECTION_WORDS."""
    row = await ask.accept(work, goal, body)
    created(response, f"/smart-goals/{goal.id}/acceptances/{row.id}", row)
    return (await parts.shown_acceptances(work, goal, [row], language_of(request)))[0]


@router.get("/smart-goals/{goalId}/acceptances/{acceptanceId}")
async def read_goal_acceptance(
    goal_id: GoalId, row: OneStance, work: TheWork, request: Request
) -> AcceptanceOut:
    """One person's stance in one round."""
    if row.goal_id != goal_id:
        raise NotThere
    goal = await queries.fetch(work, goal_id)
    return (await parts.shown_acceptances(work, goal, [row], language_of(request)))[0]


@router.post("/smart-goals/{goalId}/objection-answers", status_code=status.HTTP_201_CREATED)
async def create_objection_answer(
    goal: GoalToAnswer, body: AnswerIn, work: TheWork, request: Request, response: Response
) -> AcceptanceOut:
    """Answers somebody else's objection. Raises GOAL_NO_OBJECTION, GOAL_OWN_OBJECTION, GOAL_STATE."""
    row = await ask.answer(work, goal, body)
    created(response, f"/smart-goals/{goal.id}/acceptances/{row.id}", row)
    return (await parts.shown_acceptances(work, goal, [row], language_of(request)))[0]


@router.post("/smart-goals/{goalId}/activation", status_code=status.HTTP_201_CREATED)
async def create_smart_goal_activation(goal: GoalToActivate, work: TheWork, response: Response) -> GoalOut:
    """Begins the work towards the goal. Raises G01, G02, G03, GOAL_STATE."""
    goal = await ask.activate(work, goal)
    created(response, f"/smart-goals/{goal.id}", goal)
    return await queries.shown(work, goal)
