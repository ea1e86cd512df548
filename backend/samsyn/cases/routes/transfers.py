"""`/cases/{caseId}/transfers`: handing over at a change of school; `/incoming-transfers` at the other end."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response, status

from samsyn.cases.commands.transfer_case import hand_over, receive
from samsyn.cases.models import Case, CaseTransfer
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.actions import IncomingAction
from samsyn.cases.policy.transfers import ONE_INCOMING, allowed_on_incoming, receives
from samsyn.cases.queries import transfers as queries
from samsyn.cases.routes.gates import ONE, CaseToRead, as_id, part_of_path
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.transfers import (
    IncomingTransfersOut,
    TransferIn,
    TransferOut,
    TransferReceiptIn,
    TransfersOut,
)
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
TransferId = Annotated[str, part_of_path("transferId")]
CaseToTransfer = Annotated[Case, Depends(Gate(CaseAction.TRANSFER, **ONE))]
Incoming = Annotated[Work, Depends(Gate(IncomingAction.LIST, kind="CaseTransfer", allowed=receives))]
ToReceive = Annotated[
    CaseTransfer,
    Depends(
        Gate(
            IncomingAction.RECEIVE,
            kind="CaseTransfer",
            find=ONE_INCOMING,
            parameter="transferId",
            allowed=allowed_on_incoming,
            version="required",
        )
    ),
]
DOCUMENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "What was handed over, tagged (PDF/UA-1), as it stood.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    },
    409: {"description": "The document could not be made."},
}


async def _shown(work: Work, one: CaseTransfer, response: Response) -> TransferOut:
    response.headers["ETag"] = etag(one)
    return (await queries.shown(work, [one]))[0]


@router.get("/cases/{caseId}/transfers")
async def list_transfers(case: CaseToRead, work: TheWork) -> TransfersOut:
    """What was handed over or came in, the newest first, and what can go along now."""
    return await queries.transfers(work, case)


@router.post("/cases/{caseId}/transfers", status_code=status.HTTP_201_CREATED)
async def create_transfer(
    case: CaseToTransfer, body: TransferIn, work: TheWork, response: Response
) -> TransferOut:
    """Hands over what was chosen, as it stands now. What is missing answers 422 with each field."""
    row = await hand_over(work, case, body)
    address(response, case, f"transfers/{row.id}")
    return await _shown(work, row, response)


@router.get("/cases/{caseId}/transfers/{transferId}")
async def read_transfer(
    case: CaseToRead, transfer_id: TransferId, work: TheWork, response: Response
) -> TransferOut:
    """One of them, with what it holds."""
    return await _shown(work, await queries.one(work, case, as_id(transfer_id)), response)


@router.get("/cases/{caseId}/transfers/{transferId}/document", response_class=Response, responses=DOCUMENT)
async def read_transfer_document(case: CaseToRead, transfer_id: TransferId, work: TheWork) -> Response:
    """The same as a document. Each download is written to the access log as a document out."""
    return await queries.document(work, case, await queries.one(work, case, as_id(transfer_id)))


@router.get("/incoming-transfers")
async def list_incoming_transfers(_: Incoming, work: TheWork) -> IncomingTransfersOut:
    """For heads: what other units of the organiser have handed over to theirs and nobody has in hand."""
    return await queries.incoming(work)


@router.post("/incoming-transfers/{transferId}/receipt", status_code=status.HTTP_201_CREATED)
async def create_transfer_receipt(
    sent: ToReceive, body: TransferReceiptIn, work: TheWork, response: Response
) -> TransferOut:
    """Takes it in hand: opens a case at the unit that holds a copy of what was chosen, and nothing else."""
    case, came = await receive(work, sent, body)
    address(response, case, f"transfers/{came.id}")
    return await _shown(work, came, response)
