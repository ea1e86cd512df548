"""`/smart-goals` with what belongs to them, and `/smart-checks`."""

from fastapi import APIRouter

from samsyn.core.route import GuardedRoute
from samsyn.goals.routes import asking, check_ins, goals

router = APIRouter(route_class=GuardedRoute)
for part in (goals, asking, check_ins):
    router.include_router(part.router)

__all__ = ["router"]
