"""`/concerns`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response, status

from samsyn.cases.commands.assess_concern import assess_concern
from samsyn.cases.commands.report_concern import report_concern
from samsyn.cases.models import Concern, ConcernHead
from samsyn.cases.policy import (
    ONE_CONCERN,
    ONE_RECEIPT,
    ConcernAction,
    allowed_on_concern,
    allowed_on_receipt,
    assesses,
    is_person,
)
from samsyn.cases.queries import concerns as queries
from samsyn.cases.rules import ConcernState
from samsyn.cases.schemas.concerns import AssessmentIn, ConcernIn, ConcernOut, ConcernRow, ReceiptOut
from samsyn.core.errors import BadPaging
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, ActingPage
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
BY_DEADLINE = "assessBy"
ONE: dict[str, Any] = {
    "kind": "Concern",
    "find": ONE_CONCERN,
    "parameter": "concernId",
    "allowed": allowed_on_concern,
}
Concerns = Annotated[Work, Depends(Gate(ConcernAction.LIST, kind="Concern", allowed=is_person))]
NewConcern = Annotated[
    Work,
    Depends(Gate(ConcernAction.REPORT, kind="Concern", scope="concerns:write", assurance=1)),
]
ConcernToRead = Annotated[Concern, Depends(Gate(ConcernAction.READ, **ONE))]
ConcernToAssess = Annotated[Concern, Depends(Gate(ConcernAction.ASSESS, **ONE))]
Receipt = Annotated[
    ConcernHead,
    Depends(
        Gate(
            ConcernAction.RECEIPT,
            kind="Concern",
            find=ONE_RECEIPT,
            parameter="concernId",
            allowed=allowed_on_receipt,
            scope="concerns:write",
            assurance=1,
        )
    ),
]


@router.get("/concerns")
async def list_concerns(
    work: Concerns,
    asked: ThePaging,
    state: Annotated[ConcernState | None, Query(description="NEW: those to assess.")] = None,
    mine: Annotated[bool, Query(description="Only those that the caller reported.")] = False,
) -> ActingPage[ConcernRow]:
    """Concerns that the caller assesses or has reported, the oldest first, each with its clock. ``sort``
    ``assessBy``, of ``state`` NEW alone: those that the caller is to assess, what is urgent first and then
    what runs out first, by pages."""
    if asked.sort == BY_DEADLINE:
        if state is not ConcernState.NEW or mine:
            raise BadPaging
        page = await queries.list_waiting(work, asked)
    else:
        page = await queries.list_concerns(work, asked, state, mine)
    return ActingPage.of(page, [ConcernAction.ASSESS] if assesses(work.actor) else [])


@router.post("/concerns", status_code=status.HTTP_201_CREATED)
async def create_concern(work: NewConcern, body: ConcernIn, response: Response) -> ReceiptOut:
    """Reports a concern. With ``degradingTreatment`` it is the report to the principal, or past the unit to
    the organiser's case officer, under skollagen 6:10. The receipt says what happens next."""
    head = await report_concern(work, body)
    response.headers["Location"] = f"{BASE_PATH}/concerns/{head.id}/receipt"
    response.headers["ETag"] = etag(head)
    return await queries.receipt(work, head)


@router.get("/concerns/{concernId}/receipt")
async def read_concern_receipt(head: Receipt, work: TheWork, response: Response) -> ReceiptOut:
    """The receipt of a concern: number, times and state, without text or pupil."""
    response.headers["ETag"] = etag(head)
    return await queries.receipt(work, head)


@router.get("/concerns/{concernId}")
async def read_concern(concern: ConcernToRead, work: TheWork, response: Response) -> ConcernOut:
    """One concern, for whoever reported it, those who assess it, and the circle of a case it led to."""
    response.headers["ETag"] = etag(concern)
    return await queries.concern(work, concern)


@router.post("/concerns/{concernId}/assessment", status_code=status.HTTP_201_CREATED)
async def create_concern_assessment(
    concern: ConcernToAssess, body: AssessmentIn, work: TheWork, response: Response
) -> ConcernOut:
    """Opens a case, joins the concern to one, or answers the reporter. Once (409 CONCERN_ASSESSED); C10."""
    await assess_concern(work, concern, body)
    response.headers["Location"] = f"{BASE_PATH}/concerns/{concern.id}"
    response.headers["ETag"] = etag(concern)
    return await queries.concern(work, concern)
