"""`/session`, `/me`, `/oauth/token`, accounts, `/people` and `/assignments`."""

from __future__ import annotations

from fastapi import APIRouter

from samsyn.core.route import GuardedRoute
from samsyn.identity.routes import accounts, assignments, clients, own_account, people, sessions

router = APIRouter(route_class=GuardedRoute)
for part in (sessions, own_account, accounts, people, assignments, clients):
    router.include_router(part.router)
