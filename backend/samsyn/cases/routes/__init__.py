"""Every operation on concerns and cases."""

from fastapi import APIRouter

from samsyn.cases.routes import break_glass, cases, concerns, investigations, live, parts, straddling
from samsyn.core.route import GuardedRoute

router = APIRouter(route_class=GuardedRoute)
for part in (concerns, cases, break_glass, live, parts, investigations, straddling):
    router.include_router(part.router)

__all__ = ["router"]
