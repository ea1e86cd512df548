"""What comes after a signed decision: telling the parties, appeals, and the document."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.cases.commands.appeal_decision import appeal_decision, decide_appeal
from samsyn.cases.commands.forward_appeal import forward_appeal
from samsyn.cases.commands.notify_party import note_receipt, notify_party
from samsyn.cases.models import Case, Decision
from samsyn.cases.policy import CaseAction
from samsyn.cases.queries import decided
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.routes.decisions import ONE, DecisionId, DecisionToWrite, shown_decision
from samsyn.cases.routes.gates import CaseToRead, as_id
from samsyn.cases.routes.investigations import CaseId, case_of
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.decisions import DecisionOut
from samsyn.cases.schemas.notifying import (
    AppealForwardingIn,
    AppealIn,
    AppealOutcomeIn,
    NotificationIn,
    ReceiptIn,
)
from samsyn.core.gate import Gate, TheWork
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
DecisionToTell = Annotated[Decision, Depends(Gate(CaseAction.WRITE_DECISION, **ONE))]
DOCUMENT: dict[int | str, Any] = {
    200: {
        "description": "The document, tagged (PDF/UA-1), as it was when it was signed.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    },
    409: {"description": "It is not signed: there is no document yet."},
}


async def _case(work: Work, case_id: str, one: Decision) -> Case:
    case = await case_of(work, case_id, one)
    await remember_case_students(work, case.id)
    return case


async def _after(work: Work, case: Case, one: Decision, request: Request, response: Response) -> DecisionOut:
    address(response, case, f"decisions/{one.id}")
    return await shown_decision(work, case, one, request, response)


@router.get("/cases/{caseId}/decisions/{decisionId}/document", response_class=Response, responses=DOCUMENT)
async def read_decision_document(case: CaseToRead, decision_id: DecisionId, work: TheWork) -> Response:
    """The document of a signed decision, as it stood. Each download is written to the access log."""
    return await decided.document_of_decision(work, case, as_id(decision_id))


@router.post("/cases/{caseId}/decisions/{decisionId}/notifications", status_code=status.HTTP_201_CREATED)
async def create_decision_notification(
    case_id: CaseId,
    one: DecisionToTell,
    body: NotificationIn,
    work: TheWork,
    request: Request,
    response: Response,
) -> DecisionOut:
    """Records that one recipient was told, how and when (C15, C21, C22). Nothing is sent from here."""
    case = await _case(work, case_id, one)
    await notify_party(work, case, one, body)
    return await _after(work, case, one, request, response)


@router.post("/cases/{caseId}/decisions/{decisionId}/receipts", status_code=status.HTTP_201_CREATED)
async def create_notification_receipt(
    case_id: CaseId,
    one: DecisionToTell,
    body: ReceiptIn,
    work: TheWork,
    request: Request,
    response: Response,
) -> DecisionOut:
    """The day that a recipient got it: their time to appeal is counted from then, once."""
    case = await _case(work, case_id, one)
    await note_receipt(work, case, one, body.notification_id, body)
    return await _after(work, case, one, request, response)


@router.post("/cases/{caseId}/decisions/{decisionId}/appeal", status_code=status.HTTP_201_CREATED)
async def create_decision_appeal(
    case_id: CaseId, one: DecisionToWrite, body: AppealIn, work: TheWork, request: Request, response: Response
) -> DecisionOut:
    """Records an appeal, and whether it came in time; the case waits for the board from here on."""
    case = await _case(work, case_id, one)
    await appeal_decision(work, case, one, body)
    return await _after(work, case, one, request, response)


@router.post("/cases/{caseId}/decisions/{decisionId}/appeal-forwarding", status_code=status.HTTP_201_CREATED)
async def create_appeal_forwarding(
    case_id: CaseId,
    one: DecisionToWrite,
    body: AppealForwardingIn,
    work: TheWork,
    request: Request,
    response: Response,
) -> DecisionOut:
    """Records that an appeal which came in time was handed over to the board. Nothing is sent from here."""
    case = await _case(work, case_id, one)
    await forward_appeal(work, case, one, body)
    return await _after(work, case, one, request, response)


@router.post("/cases/{caseId}/decisions/{decisionId}/appeal-outcome", status_code=status.HTTP_201_CREATED)
async def create_appeal_outcome(
    case_id: CaseId,
    one: DecisionToWrite,
    body: AppealOutcomeIn,
    work: TheWork,
    request: Request,
    response: Response,
) -> DecisionOut:
    """What the board decided: the case goes back to its measures, or to a new decision where it was
    revoked."""
    case = await _case(work, case_id, one)
    await decide_appeal(work, case, one, body)
    return await _after(work, case, one, request, response)
