"""Writing a goal and changing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from samsyn.core.errors import NotAllowed, NotThere
from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.goals.errors import Locked, UnitTeamNeeded, UnknownOwner, WrongState
from samsyn.goals.models import Goal
from samsyn.goals.policy import POST_OF, VISIBLE_TEAM, GoalAction, may_write_for
from samsyn.goals.queries.goals import OPEN_FOR, facts_of, fetch
from samsyn.goals.queries.smart import NOBODY
from samsyn.goals.rules import ASKING, FREE, PROPOSABLE, GoalState, advised_errors, smart_check
from samsyn.goals.schemas import GoalIn, GoalPatch
from samsyn.students import guard_names
from samsyn.teams import Team


async def create_goal(work: Work, body: GoalIn) -> Goal:
    """Raises NotThere for a team that the caller does not see, NotAllowed, UnitTeamNeeded, UnknownOwner."""
    team = await team_to_write_for(work, body.team_id)
    owner = body.owner_id or work.actor.id
    assert team.school_id is not None
    await _refuse_stranger(work, owner, team.school_id)
    await guard_names(work, {"/title": body.title, "/targetGroup": body.target_group}, body.name_reason)
    fields = _plain(body.model_dump(exclude={"owner_id", "team_id", "name_reason"}))
    goal = Goal(
        tenant_id=work.tenant,
        id=uuid7(),
        school_id=team.school_id,
        team_id=team.id,
        owner_id=owner,
        round=1,
        state=GoalState.DRAFT,
        **fields,
    )
    _settle(work, goal)
    work.add(goal)
    await work.flush()
    return await fetch(work, goal.id)


async def team_to_write_for(work: Work, team_id: UUID) -> Team:
    row = (await work.execute(VISIBLE_TEAM, {"key": team_id})).one_or_none()
    if row is None:
        raise NotThere
    team: Team = row[0]
    if team.school_id is None:
        raise UnitTeamNeeded
    if not may_write_for(work.actor, team, row[1]):
        raise NotAllowed
    return team


async def change_goal(work: Work, goal: Goal, body: GoalPatch) -> Goal:
    """A change of substance takes a proposed or accepted goal back to draft, and the team is asked anew.

    Raises WrongState, Locked, UnknownOwner.
    """
    changes = {
        name: value
        for name, value in _plain(body.model_dump(exclude_unset=True, exclude={"name_reason"})).items()
        if getattr(goal, name) != value
    }
    state, substance = GoalState(goal.state), set(changes) - FREE
    if state not in OPEN_FOR[GoalAction.CHANGE]:
        raise WrongState
    if substance and state not in PROPOSABLE | ASKING:
        raise Locked
    if "owner_id" in changes:
        await _refuse_stranger(work, changes["owner_id"], goal.school_id)
    written = {"/title": changes.get("title"), "/targetGroup": changes.get("target_group")}
    await guard_names(work, written, body.name_reason)
    for name, value in changes.items():
        setattr(goal, name, value)
    if substance and state in ASKING:
        goal.state, goal.round = GoalState.DRAFT, goal.round + 1
        goal.proposed_at = goal.accepted_at = None
    _settle(work, goal)
    await work.flush()
    return await fetch(work, goal.id)


def _settle(work: Work, goal: Goal) -> None:
    """A draft without anything to mend counts as checked, and the other way round."""
    if goal.state not in PROPOSABLE:
        return
    report = smart_check(facts_of(goal), NOBODY, work.clock.today())
    goal.state = GoalState.DRAFT if advised_errors(report) else GoalState.CHECKED


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Days in order and once each."""
    if fields.get("check_in_days") is not None:
        fields["check_in_days"] = sorted(set(fields["check_in_days"]))
    return fields


async def _refuse_stranger(work: Work, person: UUID, school: UUID) -> None:
    """Whoever owns a goal works at its unit, or at the organiser."""
    if (await work.execute(POST_OF.limit(1), {"key": school, "person": person})).first() is None:
        raise UnknownOwner
