"""`/cases/{caseId}/readings`: who has opened a case."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from samsyn.cases.models import Case
from samsyn.cases.policy import CaseAction
from samsyn.cases.queries import readings
from samsyn.cases.routes.gates import ONE
from samsyn.cases.schemas.readings import CaseReadingOut
from samsyn.core.gate import Gate, TheWork
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page

router = APIRouter(route_class=GuardedRoute)
CaseForReadings = Annotated[Case, Depends(Gate(CaseAction.READINGS, **ONE))]


@router.get("/cases/{caseId}/readings")
async def list_case_readings(
    case: CaseForReadings, asked: ThePaging, work: TheWork, request: Request
) -> Page[CaseReadingOut]:
    """Who has opened the case, day by day, and who tried to: for whoever answers for it, and up to class K2
    those who lead the unit or have it by office."""
    return await readings.readings(work, case, asked, language_of(request))
