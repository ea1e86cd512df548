"""`/areas`, `/schools`, `/school-years`, `/calendar-days`, `/professions` and `/lookups`."""

from __future__ import annotations

from fastapi import APIRouter

from samsyn.core.route import GuardedRoute
from samsyn.organisation.routes import areas, lookups, professions, schools, years

router = APIRouter(route_class=GuardedRoute)
for part in (areas, schools, years, professions, lookups):
    router.include_router(part.router)
