"""`/me/agreed-measures`, what those who teach answer, and the sharing of a measure with them."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response, status

from samsyn.cases.commands.share_line import observe, share_line, stop_sharing
from samsyn.cases.models import AgreedMeasure
from samsyn.cases.policy.agreed import ONE_AGREED, AgreedAction, allowed_on_agreed, teaches_somewhere
from samsyn.cases.queries import agreed as queries
from samsyn.cases.queries.measures import measure_shown
from samsyn.cases.routes.gates import CaseForDecision, MeasureId, as_id
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.agreed import AgreedLineIn, AgreedMeasureOut, LineReadersOut, ObservationIn
from samsyn.cases.schemas.measures import MeasureOut
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, Page
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "AgreedMeasure",
    "find": ONE_AGREED,
    "parameter": "agreedMeasureId",
    "allowed": allowed_on_agreed,
}
Mine = Annotated[Work, Depends(Gate(AgreedAction.LIST, kind="AgreedMeasure", allowed=teaches_somewhere))]
AgreedToRead = Annotated[AgreedMeasure, Depends(Gate(AgreedAction.READ, **ONE))]
AgreedToObserve = Annotated[AgreedMeasure, Depends(Gate(AgreedAction.OBSERVE, **ONE))]


@router.get("/me/agreed-measures")
async def list_my_agreed_measures(
    work: Mine, asked: ThePaging, group_id: Annotated[UUID | None, Query(alias="groupId")] = None
) -> Page[AgreedMeasureOut]:
    """What is agreed on for the pupils of the groups that the caller leads today: one line each, since when,
    until when and whom to ask. No case and no cause."""
    return await queries.my_agreed(work, asked, group_id)


@router.get("/agreed-measures/{agreedMeasureId}")
async def read_agreed_measure(agreed: AgreedToRead, work: TheWork) -> AgreedMeasureOut:
    """One line, as long as it is shared and the caller teaches the pupil."""
    return await queries.one_agreed(work, agreed)


@router.post("/agreed-measures/{agreedMeasureId}/observations", status_code=status.HTTP_201_CREATED)
async def create_agreed_observation(
    agreed: AgreedToObserve, body: ObservationIn, work: TheWork, response: Response
) -> AgreedMeasureOut:
    """Says whether it works today, back to those who work with the case. A second answer the same day takes
    the place of the first."""
    await observe(work, agreed, body)
    response.headers["Location"] = f"{BASE_PATH}/agreed-measures/{agreed.id}"
    return await queries.one_agreed(work, agreed)


@router.post("/cases/{caseId}/measures/{measureId}/agreed-line", status_code=status.HTTP_201_CREATED)
async def create_agreed_line(
    case: CaseForDecision, measure_id: MeasureId, body: AgreedLineIn, work: TheWork, response: Response
) -> MeasureOut:
    """Shares the measure as one line with those who teach the pupils of the case, in place of the line that
    was shared before."""
    measure = await share_line(work, case, as_id(measure_id), body)
    address(response, case, f"measures/{measure.id}")
    response.headers["ETag"] = etag(measure)
    return await measure_shown(work, case, measure)


@router.delete("/cases/{caseId}/measures/{measureId}/agreed-line", status_code=status.HTTP_204_NO_CONTENT)
async def delete_agreed_line(case: CaseForDecision, measure_id: MeasureId, work: TheWork) -> Response:
    """Ends the sharing at once; what was answered stays in the case."""
    await stop_sharing(work, case, as_id(measure_id))
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.get("/cases/{caseId}/line-readers")
async def list_line_readers(case: CaseForDecision, work: TheWork) -> LineReadersOut:
    """Whom a line would reach now: those who lead groups of the pupils of the case."""
    return await queries.who_would_read(work, case)
