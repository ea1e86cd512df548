"""Reads of teams, staffing and coverage."""

from samsyn.teams.queries.coverage import coverage_shown
from samsyn.teams.queries.staffing import staffing_listed, staffing_shown
from samsyn.teams.queries.teams import member_shown, members_listed, team_shown, teams_listed

__all__ = [
    "coverage_shown",
    "member_shown",
    "members_listed",
    "staffing_listed",
    "staffing_shown",
    "team_shown",
    "teams_listed",
]
