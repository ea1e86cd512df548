"""`/cases/{caseId}/hearings`: those whom a decision concerns are heard before it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from samsyn.cases.commands.hear_party import change_hearing as change
from samsyn.cases.commands.hear_party import hear_party
from samsyn.cases.models import Case, Hearing
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.parts import allowed_on_part, one_part
from samsyn.cases.queries import hearings as queries
from samsyn.cases.queries.parts import logged
from samsyn.cases.routes.gates import ONE, CaseToRead, as_id, part_of_path
from samsyn.cases.routes.investigations import CaseId, case_of
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.hearings import HearingIn, HearingOut, HearingPatch, HearingsOut
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.keyring import sealer_of
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
HearingId = Annotated[str, part_of_path("hearingId")]
CaseToDecide = Annotated[Case, Depends(Gate(CaseAction.WRITE_DECISION, **ONE))]
HearingToWrite = Annotated[
    Hearing,
    Depends(
        Gate(
            CaseAction.WRITE_DECISION,
            kind="Hearing",
            find=one_part(Hearing),
            parameter="hearingId",
            allowed=allowed_on_part,
            version="required",
        )
    ),
]


async def _shown(work: Work, case: Case, one: Hearing, response: Response) -> HearingOut:
    response.headers["ETag"] = etag(one)
    return queries.shown_hearing(work, case, one, await sealer_of(work))


@router.get("/cases/{caseId}/hearings")
async def list_hearings(case: CaseToRead, work: TheWork) -> HearingsOut:
    """Who is heard before a decision, what they said, and whether everybody has been."""
    return await queries.hearings(work, case)


@router.post("/cases/{caseId}/hearings", status_code=status.HTTP_201_CREATED)
async def create_hearing(
    case: CaseToDecide, body: HearingIn, work: TheWork, response: Response
) -> HearingOut:
    """Records that a party has the material and time to answer, what they said, or why they are not heard."""
    hearing = await hear_party(work, case, body)
    address(response, case, f"hearings/{hearing.id}")
    return await _shown(work, case, hearing, response)


@router.get("/cases/{caseId}/hearings/{hearingId}")
async def read_hearing(
    case: CaseToRead, hearing_id: HearingId, work: TheWork, response: Response
) -> HearingOut:
    """One party."""
    return await _shown(work, case, await queries.one(work, case, as_id(hearing_id)), response)


@router.patch("/cases/{caseId}/hearings/{hearingId}")
async def change_hearing(
    case_id: CaseId, one: HearingToWrite, body: HearingPatch, work: TheWork, response: Response
) -> HearingOut:
    """What has come since: the answer, or that the time ran out without one."""
    case = await case_of(work, case_id, one)
    await change(work, case, one, body)
    await logged(work, case, "case.hearings")
    return await _shown(work, case, one, response)
