"""Writes of teams."""

from __future__ import annotations

from samsyn.core.errors import NotAllowed, NotThere
from samsyn.core.ids import uuid7
from samsyn.core.sortkey import swedish_sort_key
from samsyn.core.violations import blocking
from samsyn.core.vocabulary import Scope
from samsyn.core.work import Work
from samsyn.teams.errors import TeamInvalid
from samsyn.teams.models import Team
from samsyn.teams.policy import ONE_UNIT, keeps
from samsyn.teams.rules import team_violations
from samsyn.teams.schemas import TeamIn, TeamPatch


async def create_team(work: Work, body: TeamIn) -> Team:
    """Raises NotThere for no unit of the caller's, NotAllowed, TeamInvalid for a kind that does not fit."""
    if body.school_id is not None and await work.one_or_none(ONE_UNIT, key=body.school_id) is None:
        raise NotThere
    if not keeps(work.actor, body.school_id):
        raise NotAllowed
    home = Scope.ORGANISER if body.school_id is None else Scope.UNIT
    wrong = blocking(team_violations(body.type, home, (), work.clock.today()))
    if wrong:
        raise TeamInvalid("/type", wrong)
    team = Team(
        tenant_id=work.tenant,
        id=uuid7(),
        school_id=body.school_id,
        type=str(body.type),
        name=body.name,
        purpose=body.purpose,
        sort_key=swedish_sort_key(body.name),
        ended_on=None,
    )
    work.add(team)
    await work.flush()
    return team


async def change_team(work: Work, team: Team, body: TeamPatch) -> Team:
    """Members stay in an ended team, as its history."""
    for field, value in body.model_dump(exclude_unset=True).items():
        setattr(team, field, value)
    team.sort_key = swedish_sort_key(team.name)
    await work.flush()
    return team
