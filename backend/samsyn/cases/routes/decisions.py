"""`/cases/{caseId}/decisions`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.cases.commands.draft_decision import discard_decision, draft_decision, write_decision
from samsyn.cases.commands.sign_decision import sign_decision
from samsyn.cases.models import Case, Decision
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.parts import allowed_on_part, one_part
from samsyn.cases.queries import decisions as queries
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.signing import decisions_of, one_decision
from samsyn.cases.routes.gates import CaseToRead, as_id, part_of_path
from samsyn.cases.routes.hearings import CaseToDecide
from samsyn.cases.routes.investigations import CaseId, case_of
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.decisions import DecisionIn, DecisionOut, DecisionPatch, DecisionsOut, SignatureIn
from samsyn.core.credential import COOKIE, token_hash
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
DecisionId = Annotated[str, part_of_path("decisionId")]
ONE: dict[str, Any] = {
    "kind": "Decision",
    "find": one_part(Decision),
    "parameter": "decisionId",
    "allowed": allowed_on_part,
}
DecisionToWrite = Annotated[Decision, Depends(Gate(CaseAction.WRITE_DECISION, version="required", **ONE))]
DecisionToSign = Annotated[Decision, Depends(Gate(CaseAction.SIGN_DECISION, version="required", **ONE))]


async def shown_decision(
    work: Work, case: Case, one: Decision, request: Request, response: Response
) -> DecisionOut:
    response.headers["ETag"] = etag(one)
    every = await decisions_of(work, case)
    return (await queries.shown(work, case, [one], every, language_of(request)))[0]


@router.get("/cases/{caseId}/decisions")
async def list_decisions(case: CaseToRead, work: TheWork, request: Request) -> DecisionsOut:
    """Decisions, the newest first, drafts with what is missing; and the kinds that the case can have."""
    return await queries.decisions(work, case, language_of(request))


@router.post("/cases/{caseId}/decisions", status_code=status.HTTP_201_CREATED)
async def create_decision(
    case: CaseToDecide, body: DecisionIn, work: TheWork, request: Request, response: Response
) -> DecisionOut:
    """Begins a draft."""
    draft = await draft_decision(work, case, body)
    address(response, case, f"decisions/{draft.id}")
    return await shown_decision(work, case, draft, request, response)


@router.get("/cases/{caseId}/decisions/{decisionId}")
async def read_decision(
    case: CaseToRead, decision_id: DecisionId, work: TheWork, request: Request, response: Response
) -> DecisionOut:
    """One decision, or a draft."""
    return await shown_decision(
        work, case, await one_decision(work, case, as_id(decision_id)), request, response
    )


@router.patch("/cases/{caseId}/decisions/{decisionId}")
async def change_decision(
    case_id: CaseId,
    one: DecisionToWrite,
    body: DecisionPatch,
    work: TheWork,
    request: Request,
    response: Response,
) -> DecisionOut:
    """Writes in a draft; signed it is locked (409 DECISION_SIGNED)."""
    case = await case_of(work, case_id, one)
    await write_decision(work, case, one, body)
    await logged(work, case, "case.decisions")
    return await shown_decision(work, case, one, request, response)


@router.delete("/cases/{caseId}/decisions/{decisionId}", status_code=status.HTTP_204_NO_CONTENT)
async def discard_decision_draft(case_id: CaseId, one: DecisionToWrite, work: TheWork) -> Response:
    """Throws a draft away; signed it stands (409 DECISION_SIGNED)."""
    await discard_decision(work, await case_of(work, case_id, one), one)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.post("/cases/{caseId}/decisions/{decisionId}/signature", status_code=status.HTTP_201_CREATED)
async def create_decision_signature(
    case_id: CaseId,
    one: DecisionToSign,
    body: SignatureIn,
    work: TheWork,
    request: Request,
    response: Response,
) -> DecisionOut:
    """Signs it, once, at the server's time, and moves the case on. What is missing answers 422 with each
    field and paragraph (C02 to C06); who may not decide it 403; who was second 409."""
    case = await case_of(work, case_id, one)
    await sign_decision(work, case, one, body, token_hash(request.cookies[COOKIE]))
    address(response, case, f"decisions/{one.id}")
    return await shown_decision(work, case, one, request, response)
