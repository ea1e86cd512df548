"""Teams (team): groups of staff with members, a chair and a type, and the staffing of a unit.

Words: student health team (elevhälsoteam, EHT), work team (arbetslag), management team (ledningsgrupp),
safety team (trygghetsteam), network (nätverk), member (medlem), chair (sammankallande).
A case circle (behörig krets) is not a team: it belongs to its case.
"""

from samsyn.teams.models import StaffingRecord, Team, TeamMember
from samsyn.teams.policy import VISIBLE_MEMBERS, VISIBLE_TEAMS
from samsyn.teams.routes import router
from samsyn.teams.rules import MemberRole, TeamType

__all__ = [
    "VISIBLE_MEMBERS",
    "VISIBLE_TEAMS",
    "MemberRole",
    "StaffingRecord",
    "Team",
    "TeamMember",
    "TeamType",
    "router",
]
