"""Teams and staffing are internal (K1): everybody of the unit reads them, its heads change them."""

from __future__ import annotations

from sqlalchemy import select

from samsyn.core.scope import KEY, TENANT, in_own_unit, scoped
from samsyn.teams.models import StaffingRecord, Team, TeamMember

VISIBLE_TEAMS = scoped(
    select(Team).where(Team.tenant_id == TENANT, in_own_unit(Team.school_id)),
    Team,
)
ONE_TEAM = scoped(VISIBLE_TEAMS.where(Team.id == KEY), Team)
VISIBLE_MEMBERS = scoped(
    select(TeamMember)
    .join(Team, (Team.tenant_id == TeamMember.tenant_id) & (Team.id == TeamMember.team_id))
    .where(TeamMember.tenant_id == TENANT, in_own_unit(Team.school_id)),
    Team,
    TeamMember,
)
VISIBLE_STAFFING = scoped(
    select(StaffingRecord).where(StaffingRecord.tenant_id == TENANT, in_own_unit(StaffingRecord.school_id)),
    StaffingRecord,
)
