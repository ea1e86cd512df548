"""Goals as they are shown, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, func, literal, select

from samsyn.core.errors import NotThere
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import ActingPage, Named, Page, self_link
from samsyn.core.work import Work
from samsyn.goals.models import Goal
from samsyn.goals.policy import (
    ONE_GOAL,
    VISIBLE_GOALS,
    WRITABLE_TEAMS,
    GoalAction,
    allowed_on_goal,
    units_to_write_in,
)
from samsyn.goals.rules import (
    ANSWERABLE,
    ASKING,
    PROPOSABLE,
    UNDER_WAY,
    Direction,
    GoalFacts,
    GoalState,
    MetricSource,
    progress,
)
from samsyn.goals.schemas import GoalOut, TeamOfGoal
from samsyn.identity import Person
from samsyn.teams import Team

_FAR = literal(date(9999, 12, 31))
ORDER = Order(
    "goals",
    {"deadlineOn": func.coalesce(Goal.deadline_on, _FAR), "createdAt": Goal.created_at, "title": Goal.title},
    "deadlineOn",
    Goal.id,
)
_SCHOOL = Goal.school_id == bindparam("school", type_=Uuid)
TEAM_ORDER = Order("goal-teams", {"name": Team.sort_key}, "name", Team.id)
_AT_SCHOOL = Team.school_id == bindparam("school", type_=Uuid)
_TEAM = Goal.team_id == bindparam("team", type_=Uuid)
_STATE = Goal.state == bindparam("state", type_=Text)
OPEN_FOR = {
    GoalAction.CHANGE: frozenset(GoalState) - {GoalState.EVALUATED, GoalState.CLOSED, GoalState.ABANDONED},
    GoalAction.PROPOSE: PROPOSABLE,
    GoalAction.ACCEPT: ASKING,
    GoalAction.ANSWER: ANSWERABLE,
    GoalAction.ACTIVATE: ASKING,
    GoalAction.CHECK_IN: UNDER_WAY,
}
"""In which states a right means anything; what is not named here is always open."""
COMPUTED = {"links", "allowed_actions", "school", "team", "owner", "progress"}


def facts_of(goal: Any, held: Iterable[date] = (), other_active_goals: int = 0) -> GoalFacts:
    """What the rules need of a goal, or of a body that has the same fields."""
    return GoalFacts(
        title=goal.title,
        target_group=goal.target_group or "",
        metric=goal.metric or "",
        unit=goal.unit or "",
        source=MetricSource(goal.metric_source) if goal.metric_source else None,
        direction=Direction(goal.direction) if goal.direction else None,
        baseline_value=goal.baseline_value,
        baseline_date=goal.baseline_on,
        target_value=goal.target_value,
        start=goal.start_on,
        deadline=goal.deadline_on,
        check_ins=(*goal.check_in_days, *held),
        resources=goal.realism_note or "",
        other_active_goals=other_active_goals,
    )


async def names_of(work: Work, ids: Iterable[UUID | None]) -> dict[UUID, Named]:
    """Staff by id."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    people = select(Person).where(Person.tenant_id == work.tenant, Person.id.in_(wanted))
    return {p.id: Named(id=p.id, name=p.name) for p in await work.scalars(people)}


async def fetch(work: Work, goal_id: UUID) -> Goal:
    """A goal read anew, with the caller's seat and its latest value. Raises NotThere."""
    found: Goal | None = await work.one_or_none(ONE_GOAL, key=goal_id)
    if found is None:
        raise NotThere
    return found


def offered(work: Work, goal: Goal) -> list[str]:
    """What this caller may do now: the rights, as far as the goal's state lets them."""
    state = GoalState(goal.state)
    return sorted(a for a in allowed_on_goal(work.actor, goal) if a not in OPEN_FOR or state in OPEN_FOR[a])


def _shown(goal: Goal, work: Work, names: dict[UUID, Named]) -> GoalOut:
    own = {name: getattr(goal, name) for name in GoalOut.model_fields if name not in COMPUTED}
    return GoalOut(
        links=self_link(f"/smart-goals/{goal.id}"),
        allowed_actions=offered(work, goal),
        school=Named(id=goal.school_id, name=goal.school_name),
        team=TeamOfGoal(id=goal.team_id, name=goal.team_name, type=goal.team_type),
        owner=names[goal.owner_id],
        progress=progress(facts_of(goal), goal.current_value),
        **own,
    )


async def shown(work: Work, goal: Goal) -> GoalOut:
    return _shown(goal, work, await names_of(work, [goal.owner_id]))


async def goals(
    work: Work,
    asked: Paging,
    *,
    school_id: UUID | None,
    team_id: UUID | None,
    state: GoalState | None,
) -> ActingPage[GoalOut]:
    """Goals that the caller may see, those that end first first."""
    statement, values = VISIBLE_GOALS, dict[str, Any]()
    if school_id is not None:
        statement, values["school"] = statement.where(_SCHOOL), school_id
    if team_id is not None:
        statement, values["team"] = statement.where(_TEAM), team_id
    if state is not None:
        statement, values["state"] = statement.where(_STATE), str(state)
    page: Page[Any] = await listed(
        work, statement, ORDER, asked, lambda row: row[0], values=values, total=True
    )
    names = await names_of(work, [goal.owner_id for goal in page.items])
    items = [_shown(goal, work, names) for goal in page.items]
    shown_page = Page[GoalOut](items=items, meta=page.meta, links=page.links)
    some_team = (await work.execute(WRITABLE_TEAMS.limit(1), _writes(work))).first()
    return ActingPage[GoalOut].of(shown_page, [GoalAction.CREATE] if some_team else [])


def _writes(work: Work) -> dict[str, Any]:
    return {"writes_at": units_to_write_in(work.actor)}


async def teams(work: Work, asked: Paging, school_id: UUID | None) -> Page[TeamOfGoal]:
    """Teams that the caller may write goals for, in Swedish order."""
    statement, values = WRITABLE_TEAMS, _writes(work)
    if school_id is not None:
        statement, values["school"] = statement.where(_AT_SCHOOL), school_id

    def show(row: Any) -> TeamOfGoal:
        return TeamOfGoal(id=row[0].id, name=row[0].name, type=row[0].type)

    return await listed(work, statement, TEAM_ORDER, asked, show, values=values, total=True)
