"""Writing down how it goes."""

from __future__ import annotations

from sqlalchemy import Date, bindparam

from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.goals.errors import CheckInDay, CheckInEmpty, CheckInTaken, WrongState
from samsyn.goals.models import Goal, GoalCheckIn
from samsyn.goals.queries.smart import HELD
from samsyn.goals.rules import UNDER_WAY
from samsyn.goals.schemas import CheckInIn

SAME_DAY = HELD.where(GoalCheckIn.held_on == bindparam("day", type_=Date))


async def check_in(work: Work, goal: Goal, body: CheckInIn) -> GoalCheckIn:
    """Raises WrongState, CheckInDay, CheckInEmpty, CheckInTaken."""
    if goal.state not in UNDER_WAY:
        raise WrongState
    if body.held_on > work.clock.today() or (goal.start_on and body.held_on < goal.start_on):
        raise CheckInDay
    if body.value is None and not (body.what_works or body.what_hinders):
        raise CheckInEmpty
    if (await work.execute(SAME_DAY, {"goal": goal.id, "day": body.held_on})).first():
        raise CheckInTaken
    row = GoalCheckIn(tenant_id=work.tenant, id=uuid7(), goal_id=goal.id, **body.model_dump())
    work.add(row)
    await work.flush()
    return row
