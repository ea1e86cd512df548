"""Who on the staff is pointed out in a case of degrading treatment (C11)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from samsyn.cases.commands.name_alleged import name_alleged, remove_alleged
from samsyn.cases.models import Case
from samsyn.cases.policy import CaseAction
from samsyn.cases.queries import alleged as queries
from samsyn.cases.routes.cases import address
from samsyn.cases.routes.gates import ONE, CaseToRead, as_id, part_of_path
from samsyn.cases.schemas.alleged import AllegedPersonIn, AllegedPersonsOut
from samsyn.core.gate import Gate, TheWork
from samsyn.core.route import GuardedRoute

router = APIRouter(route_class=GuardedRoute)
CaseToName = Annotated[Case, Depends(Gate(CaseAction.NAME_ALLEGED, **ONE))]
CaseToClear = Annotated[Case, Depends(Gate(CaseAction.MANAGE_CIRCLE, version="required", **ONE))]
AllegedId = Annotated[str, part_of_path("allegedPersonId")]


@router.get("/cases/{caseId}/alleged-persons")
async def list_alleged_persons(case: CaseToRead, work: TheWork) -> AllegedPersonsOut:
    """Who on the staff is pointed out; also those named by mistake."""
    return await queries.alleged(work, case)


@router.post("/cases/{caseId}/alleged-persons", status_code=status.HTTP_201_CREATED)
async def create_alleged_person(
    case: CaseToName, body: AllegedPersonIn, work: TheWork, response: Response
) -> AllegedPersonsOut:
    """Names somebody (C11), and answers who is named. From now on they see nothing of the case, and it is the
    organiser's: where a head is named no head of the unit has a part in it."""
    await name_alleged(work, case, body)
    address(response, f"/cases/{case.id}/alleged-persons")
    return await queries.alleged(work, case)


@router.delete("/cases/{caseId}/alleged-persons/{allegedPersonId}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_alleged_person(case: CaseToClear, alleged_id: AllegedId, work: TheWork) -> Response:
    """They were named by mistake. The case stays with the organiser. If-Match: the version of the case."""
    await remove_alleged(work, case, as_id(alleged_id))
    return Response(status_code=status.HTTP_204_NO_CONTENT)
