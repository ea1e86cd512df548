"""Every operation on concerns and cases."""

from fastapi import APIRouter

from samsyn.cases.routes import (
    agreed,
    alleged,
    assessments,
    attachments,
    best_interest,
    break_glass,
    cases,
    concerns,
    contributions,
    decisions,
    disclosures,
    exports,
    handovers,
    hearings,
    investigations,
    links,
    live,
    measures,
    notices,
    notifying,
    parts,
    patterns,
    readings,
    reports,
    searches,
    straddling,
    transfers,
    voices,
)
from samsyn.core.route import GuardedRoute

PARTS = (
    cases,
    parts,
    concerns,
    measures,
    agreed,
    alleged,
    assessments,
    attachments,
    best_interest,
    exports,
    break_glass,
    handovers,
    links,
    live,
    notices,
    patterns,
    investigations,
    hearings,
    decisions,
    notifying,
    disclosures,
    contributions,
    searches,
    readings,
    reports,
    straddling,
    transfers,
    voices,
)
"""What is asked the most stands first: every request is held against the routes in this order."""
router = APIRouter(route_class=GuardedRoute)
for part in PARTS:
    router.include_router(part.router)

__all__ = ["router"]
