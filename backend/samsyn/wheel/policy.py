"""Wheels are internal (K1): staff of the unit and the central manager read them; heads, student health and
team leads of the unit write them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Date, DateTime, Uuid, and_, any_, bindparam, func, or_, select
from sqlalchemy.orm import with_expression
from sqlalchemy.sql import ColumnElement

from samsyn.core.actor import HEADS, HEALTH, Actor, Function
from samsyn.core.models import Base
from samsyn.core.scope import KEY, TENANT, UNITS, in_own_unit, scoped
from samsyn.goals import Goal, GoalCheckIn
from samsyn.identity import Assignment
from samsyn.meetings import Meeting
from samsyn.organisation import Profession, School, SchoolYear
from samsyn.teams import Team, TeamMember
from samsyn.wheel.models import AnnualWheel, WheelActivity, WheelActivityLink

WRITERS = HEADS | HEALTH | {Function.TEAM_LEAD}
ON_THE_WALL = (
    "EHT",
    "EHM",
    "FORUM",
    "CLASS_CONFERENCE",
    "PROGNOSIS",
    "SKA_CHECKIN",
    "RESULT_DIALOGUE",
    "NETWORK",
    "MANAGEMENT",
)
"""Types of meetings that may hang on the staff-room wall. One about a pupil is never among them."""


class WheelAction(StrEnum):
    LIST = "wheel.list"
    READ = "wheel.read"
    CREATE = "wheel.create"
    CHANGE = "wheel.change"
    ACTIVATE = "wheel.activate"
    READ_STATUS = "wheel.read-status"
    READ_DATES = "wheel.read-dates"
    READ_ACTIVITIES = "wheel.read-activities"
    ADD_ACTIVITY = "wheel.add-activity"


class ActivityAction(StrEnum):
    READ = "activity.read"
    CHANGE = "activity.change"
    REMOVE = "activity.remove"


READS = frozenset(
    {WheelAction.READ, WheelAction.READ_STATUS, WheelAction.READ_DATES, WheelAction.READ_ACTIVITIES}
)
WRITES = frozenset({WheelAction.CHANGE, WheelAction.ACTIVATE, WheelAction.ADD_ACTIVITY})


def _of_year(column: Any) -> Any:
    found = select(column).where(SchoolYear.tenant_id == TENANT, SchoolYear.id == AnnualWheel.school_year_id)
    return found.correlate_except(SchoolYear).scalar_subquery()


_SCHOOL_NAME = (
    select(School.name)
    .where(School.tenant_id == TENANT, School.id == AnnualWheel.school_id)
    .correlate_except(School)
    .scalar_subquery()
)
SEEN: ColumnElement[bool] = and_(AnnualWheel.tenant_id == TENANT, in_own_unit(AnnualWheel.school_id))
OF_WHEEL = and_(AnnualWheel.tenant_id == WheelActivity.tenant_id, AnnualWheel.id == WheelActivity.wheel_id)
VISIBLE_WHEELS = scoped(
    select(AnnualWheel)
    .where(SEEN)
    .options(
        with_expression(AnnualWheel.school_name, _SCHOOL_NAME),
        with_expression(AnnualWheel.year_code, _of_year(SchoolYear.code)),
        with_expression(AnnualWheel.starts_on, _of_year(SchoolYear.starts_on)),
        with_expression(AnnualWheel.ends_on, _of_year(SchoolYear.ends_on)),
    )
    .execution_options(populate_existing=True),
    AnnualWheel,
)
ONE_WHEEL = scoped(VISIBLE_WHEELS.where(AnnualWheel.id == KEY), AnnualWheel)
WHEELS_AT_WORK = scoped(VISIBLE_WHEELS.where(AnnualWheel.school_id == any_(UNITS)), AnnualWheel)
VISIBLE_ACTIVITIES = scoped(
    select(WheelActivity)
    .join(AnnualWheel, OF_WHEEL)
    .where(SEEN)
    .options(
        with_expression(WheelActivity.school_id, AnnualWheel.school_id),
        with_expression(WheelActivity.wheel_state, AnnualWheel.state),
    )
    .execution_options(populate_existing=True),
    WheelActivity,
    AnnualWheel,
)
ONE_ACTIVITY = scoped(VISIBLE_ACTIVITIES.where(WheelActivity.id == KEY), WheelActivity, AnnualWheel)
_WHEEL = WheelActivity.wheel_id == bindparam("wheel", type_=Uuid)
ACTIVITIES_OF = scoped(
    VISIBLE_ACTIVITIES.where(_WHEEL, WheelActivity.status != "REMOVED"), WheelActivity, AnnualWheel
)
VISIBLE_LINKS = scoped(
    select(WheelActivityLink)
    .join(
        WheelActivity,
        and_(
            WheelActivity.tenant_id == WheelActivityLink.tenant_id,
            WheelActivity.id == WheelActivityLink.activity_id,
        ),
    )
    .join(AnnualWheel, OF_WHEEL)
    .where(SEEN),
    WheelActivityLink,
    WheelActivity,
    AnnualWheel,
)
LINKS_OF = scoped(VISIBLE_LINKS.where(_WHEEL), WheelActivityLink, WheelActivity, AnnualWheel)
LINKS_OF_ONE = scoped(
    VISIBLE_LINKS.where(WheelActivity.id == KEY), WheelActivityLink, WheelActivity, AnnualWheel
)
TABLES_OF_MEMBERS: tuple[type[Base], ...] = (Team, TeamMember)
VISIBLE_TEAMS = scoped(
    select(Team.id, Team.name, Team.type, Team.ended_on).where(
        Team.tenant_id == TENANT, Team.school_id == KEY, in_own_unit(Team.school_id)
    ),
    Team,
)
"""Teams of one unit."""
FIELDS_IN_TEAMS = scoped(
    select(
        TeamMember.team_id,
        Profession.statutory_domain,
        func.greatest(TeamMember.valid_from, Assignment.valid_from).label("first"),
        func.least(TeamMember.valid_to, Assignment.valid_to).label("last"),
    )
    .join(Team, and_(Team.tenant_id == TeamMember.tenant_id, Team.id == TeamMember.team_id))
    .join(
        Assignment,
        and_(Assignment.tenant_id == TeamMember.tenant_id, Assignment.person_id == TeamMember.person_id),
    )
    .join(
        Profession,
        and_(Profession.tenant_id == Assignment.tenant_id, Profession.code == Assignment.profession_code),
    )
    .where(
        TeamMember.tenant_id == TENANT,
        Team.school_id == KEY,
        in_own_unit(Team.school_id),
        or_(Assignment.school_id == Team.school_id, Assignment.scope_type != "UNIT"),
    ),
    *TABLES_OF_MEMBERS,
)
"""Which field each member brings to a team of the unit, from when, until when (null: open)."""
MEETINGS_ON_WHEEL = scoped(
    select(Meeting.id, Meeting.type, Meeting.starts_at, Meeting.ends_at, Team.name.label("team_name"))
    .join(Team, and_(Team.tenant_id == Meeting.tenant_id, Team.id == Meeting.team_id))
    .where(
        Meeting.tenant_id == TENANT,
        Meeting.school_id == KEY,
        in_own_unit(Meeting.school_id),
        Meeting.type.in_(ON_THE_WALL),
        Meeting.state.not_in(("CANCELLED", "RESCHEDULED")),
        Meeting.starts_at >= bindparam("since", type_=DateTime(timezone=True)),
        Meeting.starts_at < bindparam("until", type_=DateTime(timezone=True)),
    )
    .order_by(Meeting.starts_at, Meeting.id)
    .limit(1_000),
    Meeting,
    Team,
)
GOALS_ON_WHEEL = scoped(
    select(Goal.id, Goal.title, Goal.deadline_on, Goal.check_in_days, Goal.state)
    .where(
        Goal.tenant_id == TENANT,
        Goal.school_id == KEY,
        in_own_unit(Goal.school_id),
        Goal.state.in_(("ACTIVE", "ADJUSTED", "EVALUATED", "CLOSED")),
    )
    .order_by(Goal.deadline_on, Goal.id)
    .limit(200),
    Goal,
)
CHECK_INS_ON_WHEEL = scoped(
    select(GoalCheckIn.id, GoalCheckIn.goal_id, GoalCheckIn.held_on, GoalCheckIn.value)
    .join(Goal, and_(Goal.tenant_id == GoalCheckIn.tenant_id, Goal.id == GoalCheckIn.goal_id))
    .where(
        GoalCheckIn.tenant_id == TENANT,
        Goal.school_id == KEY,
        in_own_unit(Goal.school_id),
        GoalCheckIn.held_on >= bindparam("first", type_=Date),
        GoalCheckIn.held_on <= bindparam("last", type_=Date),
    )
    .order_by(GoalCheckIn.held_on, GoalCheckIn.id)
    .limit(1_000),
    Goal,
    GoalCheckIn,
)


GOALS_UNDER_WAY = scoped(
    select(Goal.id, Goal.school_id, func.max(GoalCheckIn.held_on).label("measured_on"))
    .outerjoin(
        GoalCheckIn,
        and_(
            GoalCheckIn.tenant_id == Goal.tenant_id,
            GoalCheckIn.goal_id == Goal.id,
            GoalCheckIn.value.is_not(None),
        ),
    )
    .where(
        Goal.tenant_id == TENANT,
        Goal.school_id == any_(UNITS),
        Goal.state.in_(("ACTIVE", "ADJUSTED")),
    )
    .group_by(Goal.id, Goal.school_id),
    Goal,
    GoalCheckIn,
)
CHECK_INS_AT_WORK = scoped(
    VISIBLE_ACTIVITIES.where(
        AnnualWheel.school_id == any_(UNITS),
        AnnualWheel.state != "CLOSED",
        WheelActivity.kind == "CHECKIN_MAJOR",
        WheelActivity.status != "REMOVED",
    ),
    WheelActivity,
    AnnualWheel,
)
"""Larger check-ins of units where the caller works."""
THESE_ACTIVITIES = scoped(
    VISIBLE_ACTIVITIES.where(WheelActivity.id.in_(bindparam("ids", type_=Uuid, expanding=True))),
    WheelActivity,
    AnnualWheel,
)


def may_write_at(actor: Actor, school: UUID) -> bool:
    return actor.kind == "PERSON" and actor.holds_at(school, WRITERS)


def may_write_somewhere(actor: Actor, school: UUID | None) -> bool:
    """At this unit, or at any where none is named."""
    if school is not None:
        return may_write_at(actor, school)
    return actor.kind == "PERSON" and bool(actor.units(WRITERS))


def sees_unit(actor: Actor, school: UUID) -> bool:
    return actor.reads_every_unit or school in actor.staff_units


def is_staff(actor: Actor) -> bool:
    """May ask; whether for this unit is decided with the unit."""
    return actor.kind == "PERSON" and bool(actor.assignments)


def allowed_on_wheel(actor: Actor, wheel: AnnualWheel) -> frozenset[WheelAction]:
    return READS | WRITES if may_write_at(actor, wheel.school_id) else READS


def allowed_on_activity(actor: Actor, activity: WheelActivity) -> frozenset[ActivityAction]:
    return frozenset(ActivityAction if may_write_at(actor, activity.school_id) else {ActivityAction.READ})
