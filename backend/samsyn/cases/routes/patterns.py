"""`/case-patterns`: the same theme in many cases of a unit."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.patterns import sees_patterns
from samsyn.cases.queries.patterns import patterns
from samsyn.cases.schemas.patterns import PatternsOut
from samsyn.core.gate import Gate
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
Patterns = Annotated[Work, Depends(Gate(CaseAction.PATTERNS, kind="CaseHead", allowed=sees_patterns))]


@router.get("/case-patterns")
async def list_case_patterns(work: Patterns) -> PatternsOut:
    """Themes that many of the unit's cases have been about since the half-year began, for its heads and
    student health: a theme and a number, never which cases, and never where they are few. Class K4 is never
    counted."""
    return await patterns(work)
