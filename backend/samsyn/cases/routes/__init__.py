"""Every operation on concerns and cases."""

from fastapi import APIRouter

<<<<<<< HEAD
from samsyn.cases.routes import break_glass, cases, concerns, investigations, parts, straddling
from samsyn.core.route import GuardedRoute

router = APIRouter(route_class=GuardedRoute)
for part in (concerns, cases, break_glass, parts, investigations, straddling):
=======
from samsyn.cases.routes import cases, concerns, live, parts, straddling
from samsyn.core.route import GuardedRoute

router = APIRouter(route_class=GuardedRoute)
for part in (concerns, cases, live, parts, straddling):
>>>>>>> 98b1607 (An open case page hears that others have saved, and asks anew under its own rights)
    router.include_router(part.router)

__all__ = ["router"]
