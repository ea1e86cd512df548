"""`/annual-wheels` with what stands on them."""

from fastapi import APIRouter

from samsyn.core.route import GuardedRoute
from samsyn.wheel.routes import activities, wheels

router = APIRouter(route_class=GuardedRoute)
for part in (wheels, activities):
    router.include_router(part.router)

__all__ = ["router"]
