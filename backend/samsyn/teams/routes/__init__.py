"""`/teams`, `/team-members`, `/staffing-records` and `/schools/{schoolId}/coverage`."""

from __future__ import annotations

from fastapi import APIRouter

from samsyn.core.route import GuardedRoute
from samsyn.teams.routes import staffing, teams

router = APIRouter(route_class=GuardedRoute)
for part in (teams, staffing):
    router.include_router(part.router)
