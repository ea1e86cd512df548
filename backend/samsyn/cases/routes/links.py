"""`/cases/{caseId}/links` and the chain that links make."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.cases.commands.link_cases import end_link, link_cases
from samsyn.cases.models import Case
from samsyn.cases.policy import CaseAction
from samsyn.cases.queries import links as queries
from samsyn.cases.routes.cases import address
from samsyn.cases.routes.gates import ONE, CaseToRead, as_id, part_of_path
from samsyn.cases.schemas.links import CaseChainOut, CaseLinkIn, CaseLinkOut, CaseLinksOut, LinkEndingIn
from samsyn.core.gate import Gate, TheWork
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute

router = APIRouter(route_class=GuardedRoute)
CaseToLink = Annotated[Case, Depends(Gate(CaseAction.LINK, **ONE))]
LinkId = Annotated[str, part_of_path("linkId")]


@router.get("/cases/{caseId}/links")
async def list_case_links(case: CaseToRead, work: TheWork, request: Request) -> CaseLinksOut:
    """Cases that this one is linked to, those alone that the caller opens or may know the number of."""
    return await queries.links(work, case, language_of(request))


@router.post("/cases/{caseId}/links", status_code=status.HTTP_201_CREATED)
async def create_case_link(
    case: CaseToLink, body: CaseLinkIn, work: TheWork, request: Request, response: Response
) -> CaseLinkOut:
    """Links the case to another that the caller opens too. Raises LINK_CASE alike for a number that is none
    and for a case that is not theirs, LINK_ITSELF and LINK_EXISTS."""
    link = await link_cases(work, case, body)
    address(response, f"/cases/{case.id}/links/{link.id}")
    return await queries.link(work, case, link.id, language_of(request))


@router.get("/cases/{caseId}/links/{linkId}")
async def read_case_link(case: CaseToRead, link_id: LinkId, work: TheWork, request: Request) -> CaseLinkOut:
    """One link of the case, with the head of the case at its other end."""
    return await queries.link(work, case, as_id(link_id), language_of(request))


@router.post("/cases/{caseId}/links/{linkId}/ending", status_code=status.HTTP_201_CREATED)
async def create_link_ending(
    case: CaseToLink,
    link_id: LinkId,
    body: LinkEndingIn,
    work: TheWork,
    request: Request,
    response: Response,
) -> CaseLinkOut:
    """Ends the link from now on, with the reason; it stays on record. Raises LINK_ENDED."""
    link = await end_link(work, case, as_id(link_id), body.reason)
    address(response, f"/cases/{case.id}/links/{link.id}")
    return await queries.link(work, case, link.id, language_of(request))


@router.get("/cases/{caseId}/chain")
async def read_case_chain(case: CaseToRead, work: TheWork, request: Request) -> CaseChainOut:
    """What was tried at which level, for the pupil, the group and the organisation, in this case and in those
    that links lead to: through cases that the caller opens, and no others."""
    return await queries.chain(work, case, language_of(request))
