"""Asking the team, taking a stance, answering an objection, and beginning."""

from __future__ import annotations

from sqlalchemy import Uuid, bindparam

from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.goals.errors import NoObjection, ObjectionWords, OwnObjection, RuleBroken, WrongState
from samsyn.goals.models import Goal, GoalAcceptance
from samsyn.goals.policy import ONE_ACCEPTANCE
from samsyn.goals.queries.goals import fetch
from samsyn.goals.queries.smart import STANCES, electorate, facts, stances, standing
from samsyn.goals.rules import (
    ANSWERABLE,
    ASKING,
    PROPOSABLE,
    GoalState,
    Stance,
    activation_violations,
)
from samsyn.goals.schemas import AcceptanceIn, AnswerIn

OWN_STANCE = STANCES.where(GoalAcceptance.person_id == bindparam("person", type_=Uuid))


async def propose(work: Work, goal: Goal) -> Goal:
    """Asks the team. Raises WrongState, and RuleBroken where acceptance could not lead on (G02, G03)."""
    if goal.state not in PROPOSABLE:
        raise WrongState
    voters = await electorate(work, goal)
    found = activation_violations(await facts(work, goal), voters.quorum([]), work.clock.today())
    lasting = [v for v in found if v.code != "G01"]
    if lasting:
        raise RuleBroken(lasting)
    goal.state, goal.proposed_at = GoalState.PROPOSED, work.clock.now()
    await work.flush()
    return await fetch(work, goal.id)


async def accept(work: Work, goal: Goal, body: AcceptanceIn) -> GoalAcceptance:
    """The caller's own stance; a new one takes the place of the old and needs a new answer.

    Raises WrongState, ObjectionWords.
    """
    if goal.state not in ASKING:
        raise WrongState
    if body.stance is Stance.OBJECT and body.comment is None:
        raise ObjectionWords
    key = {"goal": goal.id, "round": goal.round, "person": work.actor.id}
    own: GoalAcceptance | None = await work.one_or_none(OWN_STANCE, **key)
    if own is None:
        own = GoalAcceptance(
            tenant_id=work.tenant, id=uuid7(), goal_id=goal.id, round=goal.round, person_id=work.actor.id
        )
        work.add(own)
    elif (own.stance, own.comment) == (body.stance, body.comment):
        return own
    own.stance, own.comment, own.given_at = body.stance, body.comment, work.clock.now()
    own.answer = own.answered_at = own.answered_by = None
    await work.flush()
    await _settle(work, goal)
    return own


async def answer(work: Work, goal: Goal, body: AnswerIn) -> GoalAcceptance:
    """Raises WrongState, NoObjection, OwnObjection."""
    if goal.state not in ANSWERABLE:
        raise WrongState
    row: GoalAcceptance | None = await work.one_or_none(ONE_ACCEPTANCE, key=body.acceptance_id)
    if row is None or (row.goal_id, row.round, row.stance) != (goal.id, goal.round, Stance.OBJECT):
        raise NoObjection
    if row.person_id == work.actor.id:
        raise OwnObjection
    row.answer, row.answered_at, row.answered_by = body.answer, work.clock.now(), work.actor.id
    await work.flush()
    await _settle(work, goal)
    return row


async def _settle(work: Work, goal: Goal) -> None:
    """A goal that enough stand behind, with every objection answered, is accepted."""
    if goal.state != GoalState.PROPOSED:
        return
    behind = (await electorate(work, goal)).quorum(await stances(work, goal))
    if behind.reached and not behind.open_objections:
        goal.state, goal.accepted_at = GoalState.ACCEPTED, work.clock.now()
        await work.flush()


async def activate(work: Work, goal: Goal) -> Goal:
    """Begins the work towards the goal. Raises RuleBroken (G01 to G03), WrongState."""
    if goal.state not in PROPOSABLE | ASKING:
        raise WrongState
    found = activation_violations(*await standing(work, goal), work.clock.today())
    if found:
        raise RuleBroken(found)
    now = work.clock.now()
    goal.accepted_at = goal.accepted_at or now
    goal.state, goal.activated_at = GoalState.ACTIVE, now
    await work.flush()
    return await fetch(work, goal.id)
