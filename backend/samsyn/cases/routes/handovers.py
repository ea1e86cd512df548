"""`/case-handovers`: somebody leaves, and somebody else takes their cases over."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.cases.commands.hand_over import hand_over
from samsyn.cases.policy import CaseAction, is_person
from samsyn.cases.queries.handovers import handover_cases
from samsyn.cases.schemas.concerns import CaseRef
from samsyn.cases.schemas.handovers import CaseHandoverIn, CaseHandoverOut, HandoverCasesOut
from samsyn.core.gate import Gate
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
HandOver = Annotated[Work, Depends(Gate(CaseAction.HAND_OVER, kind="Case", allowed=is_person))]
FromPerson = Annotated[UUID, Query(alias="fromPersonId", description="Who is responsible now.")]


@router.get("/case-handovers")
async def list_handover_cases(work: HandOver, person: FromPerson, request: Request) -> HandoverCasesOut:
    """Open cases that somebody is responsible for and the caller may hand over, the oldest first."""
    return await handover_cases(work, person, language_of(request))


@router.post("/case-handovers", status_code=status.HTTP_201_CREATED)
async def create_case_handover(work: HandOver, body: CaseHandoverIn, response: Response) -> CaseHandoverOut:
    """Makes somebody else responsible for all of these cases, or for none: each with a line in its timeline,
    and the one before out of its circle. Raises C11; class K4 is named one by one."""
    moved = [CaseRef(id=case.id, number=case.number) for case in await hand_over(work, body)]
    response.headers["Location"] = f"{BASE_PATH}/cases"
    return CaseHandoverOut(items=moved)
