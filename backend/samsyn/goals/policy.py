"""Goals are internal (K1): staff of the unit and the central manager read them.

Heads, student health and team leads of the unit write them, and everybody writes those of their own team.
Whoever is asked to stand behind a goal (G01) may say so: heads, student health, members of its team.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, and_, any_, bindparam, func, or_, select
from sqlalchemy.orm import with_expression
from sqlalchemy.sql import ColumnElement

from samsyn.core.actor import HEADS, HEALTH, STAFF, Actor, Function
from samsyn.core.models import Base
from samsyn.core.scope import KEY, PERSON, TENANT, UNITS, in_own_unit, scoped
from samsyn.goals.models import Goal, GoalAcceptance, GoalCheckIn
from samsyn.identity import Assignment
from samsyn.organisation import School
from samsyn.teams import Team, TeamMember

WRITERS = HEADS | HEALTH | {Function.TEAM_LEAD}
ASKED = HEADS | HEALTH
"""Asked to stand behind every goal of their unit."""


class GoalAction(StrEnum):
    LIST = "goal.list"
    READ = "goal.read"
    CREATE = "goal.create"
    TRY = "goal.try"
    CHANGE = "goal.change"
    CHECK = "goal.check"
    PROPOSE = "goal.propose"
    ACTIVATE = "goal.activate"
    READ_ACCEPTANCES = "goal.read-acceptances"
    ACCEPT = "goal.accept"
    ANSWER = "goal.answer"
    READ_CHECK_INS = "goal.read-check-ins"
    CHECK_IN = "goal.check-in"


READS = frozenset({GoalAction.READ, GoalAction.CHECK, GoalAction.READ_ACCEPTANCES, GoalAction.READ_CHECK_INS})
WRITES = frozenset(
    {GoalAction.CHANGE, GoalAction.PROPOSE, GoalAction.ACTIVATE, GoalAction.ANSWER, GoalAction.CHECK_IN}
)


def today_within(row: Any) -> ColumnElement[bool]:
    today = func.samsyn_today()
    return and_(row.valid_from <= today, or_(row.valid_to.is_(None), row.valid_to >= today))


def _seat(team_id: Any) -> Any:
    """The caller's role in the team today."""
    wanted = select(func.min(TeamMember.role)).where(
        TeamMember.tenant_id == TENANT,
        TeamMember.team_id == team_id,
        TeamMember.person_id == PERSON,
        today_within(TeamMember),
    )
    return wanted.correlate_except(TeamMember).scalar_subquery()


def _of_team(column: Any) -> Any:
    found = select(column).where(Team.tenant_id == TENANT, Team.id == Goal.team_id)
    return found.correlate_except(Team).scalar_subquery()


def _latest(column: Any) -> Any:
    """Of the last check-in that has a value."""
    found = (
        select(column)
        .where(
            GoalCheckIn.tenant_id == TENANT, GoalCheckIn.goal_id == Goal.id, GoalCheckIn.value.is_not(None)
        )
        .order_by(GoalCheckIn.held_on.desc())
        .limit(1)
    )
    return found.correlate_except(GoalCheckIn).scalar_subquery()


_SCHOOL_NAME = (
    select(School.name)
    .where(School.tenant_id == TENANT, School.id == Goal.school_id)
    .correlate_except(School)
    .scalar_subquery()
)
SEEN: ColumnElement[bool] = and_(Goal.tenant_id == TENANT, in_own_unit(Goal.school_id))
TABLES: tuple[type[Base], ...] = (Goal, GoalCheckIn, Team, TeamMember)
VISIBLE_GOALS = scoped(
    select(Goal)
    .where(SEEN)
    .options(
        with_expression(Goal.seat, _seat(Goal.team_id)),
        with_expression(Goal.team_name, _of_team(Team.name)),
        with_expression(Goal.team_type, _of_team(Team.type)),
        with_expression(Goal.school_name, _SCHOOL_NAME),
        with_expression(Goal.current_value, _latest(GoalCheckIn.value)),
        with_expression(Goal.current_on, _latest(GoalCheckIn.held_on)),
    )
    .execution_options(populate_existing=True),
    *TABLES,
)
ONE_GOAL = scoped(VISIBLE_GOALS.where(Goal.id == KEY), *TABLES)
GOALS_AT_WORK = scoped(VISIBLE_GOALS.where(Goal.school_id == any_(UNITS)), *TABLES)
"""Those of units where the caller works; central readers have no part in them."""

WRITABLE_TEAMS = scoped(
    select(Team).where(
        Team.tenant_id == TENANT,
        Team.school_id == any_(UNITS),
        or_(Team.ended_on.is_(None), Team.ended_on >= func.samsyn_today()),
        or_(
            Team.school_id.in_(bindparam("writes_at", type_=Uuid, expanding=True)),
            _seat(Team.id).is_not(None),
        ),
    ),
    Team,
    TeamMember,
)
"""Teams that the caller may write goals for; ``writes_at`` comes from ``units_to_write_in``."""
COUNTED_GOALS = scoped(select(func.count()).select_from(Goal).where(SEEN), Goal)

VISIBLE_TEAM = scoped(
    select(Team, _seat(Team.id).label("seat")).where(
        Team.tenant_id == TENANT, Team.id == KEY, in_own_unit(Team.school_id)
    ),
    Team,
    TeamMember,
)
VISIBLE_ACCEPTANCES = scoped(
    select(GoalAcceptance)
    .join(Goal, and_(Goal.tenant_id == GoalAcceptance.tenant_id, Goal.id == GoalAcceptance.goal_id))
    .where(SEEN),
    GoalAcceptance,
    Goal,
)
VISIBLE_CHECK_INS = scoped(
    select(GoalCheckIn)
    .join(Goal, and_(Goal.tenant_id == GoalCheckIn.tenant_id, Goal.id == GoalCheckIn.goal_id))
    .where(SEEN),
    GoalCheckIn,
    Goal,
)
ONE_ACCEPTANCE = scoped(VISIBLE_ACCEPTANCES.where(GoalAcceptance.id == KEY), GoalAcceptance, Goal)
ONE_CHECK_IN = scoped(VISIBLE_CHECK_INS.where(GoalCheckIn.id == KEY), GoalCheckIn, Goal)
MEMBERS = scoped(
    select(TeamMember.person_id)
    .where(TeamMember.tenant_id == TENANT, TeamMember.team_id == KEY, today_within(TeamMember))
    .distinct(),
    TeamMember,
)
"""Of a team that was found through a visible goal."""
STUDENT_HEALTH_MEMBERS = scoped(
    select(TeamMember.person_id)
    .join(Team, and_(Team.tenant_id == TeamMember.tenant_id, Team.id == TeamMember.team_id))
    .where(
        Team.tenant_id == TENANT,
        Team.school_id == KEY,
        Team.type == "EHT",
        or_(Team.ended_on.is_(None), Team.ended_on >= func.samsyn_today()),
        today_within(TeamMember),
    )
    .distinct(),
    Team,
    TeamMember,
)
"""Members today of the student health team of a unit."""
POSTS = scoped(
    select(
        Assignment.person_id,
        Assignment.function,
        Assignment.profession_code,
        (Assignment.scope_type == "UNIT").label("local"),
    ).where(
        Assignment.tenant_id == TENANT,
        today_within(Assignment),
        or_(Assignment.school_id == KEY, Assignment.scope_type != "UNIT"),
    )
)
"""Assignments of today at a unit (``local``), or above it."""
POST_OF = scoped(
    POSTS.with_only_columns(Assignment.id).where(Assignment.person_id == bindparam("person", type_=Uuid))
)


def _is_of_team(actor: Actor, school: Any, seat: str | None) -> bool:
    return seat is not None and actor.holds_at(school, STAFF)


def units_to_write_in(actor: Actor) -> list[UUID]:
    return list(actor.units(WRITERS)) if actor.kind == "PERSON" else []


def may_write_for(actor: Actor, team: Team, seat: str | None) -> bool:
    if actor.kind != "PERSON" or team.school_id is None:
        return False
    return actor.holds_at(team.school_id, WRITERS) or _is_of_team(actor, team.school_id, seat)


def is_staff(actor: Actor) -> bool:
    """May ask; whether for this team is decided with the team."""
    return actor.kind == "PERSON" and bool(actor.assignments)


def allowed_on_goal(actor: Actor, goal: Goal) -> frozenset[GoalAction]:
    if actor.kind != "PERSON":
        return READS
    own = _is_of_team(actor, goal.school_id, goal.seat)
    writes = WRITES if own or actor.holds_at(goal.school_id, WRITERS) else frozenset()
    asked = own or actor.holds_at(goal.school_id, ASKED)
    return READS | writes | (frozenset({GoalAction.ACCEPT}) if asked else frozenset())


def allowed_on_part(actor: Actor, part: GoalAcceptance | GoalCheckIn) -> frozenset[GoalAction]:
    """What was said is not taken back; a stance is changed by giving another."""
    return frozenset({GoalAction.READ_ACCEPTANCES, GoalAction.READ_CHECK_INS})
