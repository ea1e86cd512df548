"""`/case-types`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from samsyn.core.gate import Gate
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work
from samsyn.legal import queries
from samsyn.legal.policy import CaseTypeAction
from samsyn.legal.schemas import CaseTypesOut

router = APIRouter(route_class=GuardedRoute)
CaseTypes = Annotated[
    Work, Depends(Gate(CaseTypeAction.LIST, kind="CaseType", scope="case-types:read", assurance=1))
]


@router.get("/case-types")
async def list_case_types(work: CaseTypes, request: Request) -> CaseTypesOut:
    """The case types of today's rule pack, with clocks, phases and legal bases."""
    return queries.case_types(work.clock.today(), language_of(request))
