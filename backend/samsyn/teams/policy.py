"""Teams and staffing are internal (K1): everybody of the unit reads them, its heads keep them.

Teams of the organiser are kept by the head of student health; the administrator keeps all. Being in a team
may open its meetings, so nobody but a head of the unit puts themselves into one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select

from samsyn.core.actor import HEADS, Actor, Function
from samsyn.core.scope import ADMINISTERS, KEY, TENANT, in_own_unit, scoped
from samsyn.organisation import School
from samsyn.teams.models import StaffingRecord, Team, TeamMember


class TeamAction(StrEnum):
    LIST = "team.list"
    READ = "team.read"
    CREATE = "team.create"
    CHANGE = "team.change"
    LIST_MEMBERS = "team.list-members"
    ADD_MEMBER = "team.add-member"


class MemberAction(StrEnum):
    READ = "team-member.read"
    END = "team-member.end"


class StaffingAction(StrEnum):
    LIST = "staffing-record.list"
    READ = "staffing-record.read"
    CREATE = "staffing-record.create"
    CHANGE = "staffing-record.change"


COVERAGE_READ = "coverage.read"


def _mine(column: Any) -> Any:
    return or_(in_own_unit(column), ADMINISTERS)


VISIBLE_TEAMS = scoped(select(Team).where(Team.tenant_id == TENANT, _mine(Team.school_id)), Team)
ONE_TEAM = scoped(VISIBLE_TEAMS.where(Team.id == KEY), Team)
VISIBLE_MEMBERS = scoped(
    select(TeamMember)
    .join(Team, and_(Team.tenant_id == TeamMember.tenant_id, Team.id == TeamMember.team_id))
    .where(TeamMember.tenant_id == TENANT, _mine(Team.school_id)),
    Team,
    TeamMember,
)
ONE_MEMBER = scoped(VISIBLE_MEMBERS.where(TeamMember.id == KEY), Team, TeamMember)
VISIBLE_STAFFING = scoped(
    select(StaffingRecord).where(StaffingRecord.tenant_id == TENANT, _mine(StaffingRecord.school_id)),
    StaffingRecord,
)
ONE_STAFFING = scoped(VISIBLE_STAFFING.where(StaffingRecord.id == KEY), StaffingRecord)
ONE_UNIT = scoped(
    select(School).where(School.tenant_id == TENANT, School.id == KEY, _mine(School.id)), School
)
"""A unit that the caller may know this much about."""


def is_person(actor: Actor) -> bool:
    return actor.kind == "PERSON"


def keeps(actor: Actor, school: UUID | None) -> bool:
    """Whether the caller keeps the teams and posts there; ``school`` None: at the organiser."""
    if actor.holds(Function.SYSTEM_ADMIN):
        return True
    if school is None:
        return actor.holds(Function.CENTRAL_MANAGER)
    return actor.holds_at(school, HEADS)


def keeps_somewhere(actor: Actor) -> bool:
    """Whether there is any place where the caller may make a team."""
    return actor.holds(Function.SYSTEM_ADMIN, Function.CENTRAL_MANAGER, *HEADS)


def may_put(actor: Actor, person: UUID, school: UUID | None) -> bool:
    """Whether the caller may make this person a member of a team there."""
    heads_it = school is not None and actor.holds_at(school, HEADS)
    return keeps(actor, school) and (person != actor.id or heads_it)


def allowed_on_team(actor: Actor, team: Team) -> frozenset[TeamAction]:
    own = {TeamAction.READ, TeamAction.LIST_MEMBERS}
    kept = {TeamAction.CHANGE, TeamAction.ADD_MEMBER} if keeps(actor, team.school_id) else set()
    return frozenset(own | kept)


def allowed_on_staffing(actor: Actor, record: StaffingRecord) -> frozenset[StaffingAction]:
    own = {StaffingAction.READ}
    return frozenset(own | {StaffingAction.CHANGE} if keeps(actor, record.school_id) else own)


def allowed_on_member(actor: Actor, school: UUID | None) -> frozenset[MemberAction]:
    own = {MemberAction.READ}
    return frozenset(own | {MemberAction.END} if keeps(actor, school) else own)


def allowed_on_unit(actor: Actor, school: School) -> frozenset[str]:
    """Of the unit's teams and posts as a whole."""
    kept = {TeamAction.CREATE, StaffingAction.CREATE} if keeps(actor, school.id) else set()
    return frozenset({COVERAGE_READ} | kept)
