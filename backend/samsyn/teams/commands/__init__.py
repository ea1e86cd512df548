"""Writes of teams and staffing."""

from samsyn.teams.commands.members import add_member, end_member
from samsyn.teams.commands.staffing import change_staffing, create_staffing
from samsyn.teams.commands.teams import change_team, create_team

__all__ = [
    "add_member",
    "change_staffing",
    "change_team",
    "create_staffing",
    "create_team",
    "end_member",
]
