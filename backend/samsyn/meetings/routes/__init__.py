"""`/meetings` with what belongs to them, and `/action-items`."""

from fastapi import APIRouter

from samsyn.core.route import GuardedRoute
from samsyn.meetings.routes import actions, agenda, meetings, outcomes, participants, series, written

router = APIRouter(route_class=GuardedRoute)
for part in (meetings, outcomes, participants, agenda, written, actions, series):
    router.include_router(part.router)

__all__ = ["router"]
