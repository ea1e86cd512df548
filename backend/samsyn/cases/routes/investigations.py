"""`/cases/{caseId}/investigations`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response, status
from sqlalchemy.orm.attributes import set_committed_value

from samsyn.cases.commands.investigate import (
    complete_investigation,
    start_investigation,
    write_investigation,
)
from samsyn.cases.models import Case, Investigation
from samsyn.cases.policy import ONE_CASE, CaseAction
from samsyn.cases.policy.parts import allowed_on_part, one_part
from samsyn.cases.queries import investigations as queries
from samsyn.cases.queries.parts import logged
from samsyn.cases.routes.gates import ONE, CaseToRead, as_id, part_of_path
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.investigations import (
    InvestigationCompletionIn,
    InvestigationIn,
    InvestigationOut,
    InvestigationPatch,
    InvestigationsOut,
)
from samsyn.core.errors import NotThere
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
InvestigationId = Annotated[str, part_of_path("investigationId")]
CaseId = Annotated[str, Path(alias="caseId", json_schema_extra={"format": "uuid"})]
CaseToInvestigate = Annotated[Case, Depends(Gate(CaseAction.INVESTIGATE, **ONE))]
OneToWrite = Annotated[
    Investigation,
    Depends(
        Gate(
            CaseAction.INVESTIGATE,
            kind="Investigation",
            find=one_part(Investigation),
            parameter="investigationId",
            allowed=allowed_on_part,
            version="required",
        )
    ),
]


async def case_of(work: Work, case_id: str, part: Any) -> Case:
    """The case of the path. Raises NotThere where the part belongs to another, or the case is too strict."""
    case: Case | None = await work.one_or_none(ONE_CASE, key=as_id(case_id))
    if case is None or part.case_id != case.id:
        raise NotThere
    return case


async def _shown(work: Work, case: Case, one: Investigation, response: Response) -> InvestigationOut:
    response.headers["ETag"] = etag(one)
    return (await queries.shown(work, case, [one]))[0]


@router.get("/cases/{caseId}/investigations")
async def list_investigations(case: CaseToRead, work: TheWork, request: Request) -> InvestigationsOut:
    """Investigations in the order they were started, and the kinds that can be started now."""
    return await queries.investigations(work, case, language_of(request))


@router.post("/cases/{caseId}/investigations", status_code=status.HTTP_201_CREATED)
async def create_investigation(
    case: CaseToInvestigate, body: InvestigationIn, work: TheWork, response: Response
) -> InvestigationOut:
    """Starts an investigation at the server's time. One of a kind at a time (409 INVESTIGATION_OPEN)."""
    begun = await start_investigation(work, case, body)
    set_committed_value(begun, "my_role", case.my_role)
    address(response, case, f"investigations/{begun.id}")
    return await _shown(work, case, begun, response)


@router.get("/cases/{caseId}/investigations/{investigationId}")
async def read_investigation(
    case: CaseToRead, investigation_id: InvestigationId, work: TheWork, response: Response
) -> InvestigationOut:
    """One investigation."""
    return await _shown(work, case, await queries.one(work, case, as_id(investigation_id)), response)


@router.patch("/cases/{caseId}/investigations/{investigationId}")
async def change_investigation(
    case_id: CaseId, one: OneToWrite, body: InvestigationPatch, work: TheWork, response: Response
) -> InvestigationOut:
    """Writes in it while it is under way; completed it is locked (409 INVESTIGATION_LOCKED)."""
    case = await case_of(work, case_id, one)
    await write_investigation(work, case, one, body)
    await logged(work, case, "case.investigations")
    return await _shown(work, case, one, response)


@router.post(
    "/cases/{caseId}/investigations/{investigationId}/completion", status_code=status.HTTP_201_CREATED
)
async def create_investigation_completion(
    case_id: CaseId, one: OneToWrite, body: InvestigationCompletionIn, work: TheWork, response: Response
) -> InvestigationOut:
    """Completes and locks it. What is missing answers 422 with each field (C07, FINDINGS, CAUSE_ANALYSIS)."""
    case = await case_of(work, case_id, one)
    await complete_investigation(work, case, one, body)
    address(response, case, f"investigations/{one.id}")
    return await _shown(work, case, one, response)
