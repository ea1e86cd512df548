"""`/session`, `/me`, `/oauth/token`, `/people` and `/assignments`."""

from __future__ import annotations

from fastapi import APIRouter

from samsyn.core.route import GuardedRoute
from samsyn.identity.routes import assignments, people, sessions

router = APIRouter(route_class=GuardedRoute)
for part in (sessions, people, assignments):
    router.include_router(part.router)
