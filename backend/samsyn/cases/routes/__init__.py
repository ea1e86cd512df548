"""Every operation on concerns and cases."""

from fastapi import APIRouter

from samsyn.cases.routes import (
    attachments,
    break_glass,
    cases,
    concerns,
    contributions,
    decisions,
    exports,
    hearings,
    investigations,
    live,
    measures,
    notifying,
    parts,
    straddling,
)
from samsyn.core.route import GuardedRoute

PARTS = (
    concerns,
    cases,
    attachments,
    exports,
    break_glass,
    live,
    measures,
    parts,
    investigations,
    hearings,
    decisions,
    notifying,
    contributions,
    straddling,
)
router = APIRouter(route_class=GuardedRoute)
for part in PARTS:
    router.include_router(part.router)

__all__ = ["router"]
