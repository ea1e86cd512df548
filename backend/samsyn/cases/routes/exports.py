"""Documents out of a case."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response, status

from samsyn.cases.commands.export_case import export_case
from samsyn.cases.queries import exports
from samsyn.cases.routes.gates import CaseToExport, CaseToRead, ExportId, as_id
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.exports import PDF, ExportIn, ExportOut
from samsyn.core.gate import TheWork
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page

router = APIRouter(route_class=GuardedRoute)


@router.post(
    "/cases/{caseId}/exports",
    status_code=status.HTTP_201_CREATED,
    response_class=Response,
    responses=PDF,
)
async def create_case_export(case: CaseToExport, body: ExportIn, work: TheWork, request: Request) -> Response:
    """The case as PDF, holding what the caller may read, in the language of the call. Each is registered as a
    document out; class K4 never goes out, and class K3 only with a reason."""
    export, made = await export_case(work, case, body, language_of(request))
    answer = Response(made, status.HTTP_201_CREATED, media_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{case.number}.pdf"'
    address(answer, case, f"exports/{export.id}")
    return answer


@router.get("/cases/{caseId}/exports")
async def list_case_exports(case: CaseToRead, asked: ThePaging, work: TheWork) -> Page[ExportOut]:
    """The register: who let out what and why, the newest first."""
    return await exports.list_exports(work, case, asked)


@router.get("/cases/{caseId}/exports/{exportId}")
async def read_case_export(case: CaseToRead, export_id: ExportId, work: TheWork) -> ExportOut:
    """One line of the register."""
    return await exports.one_export(work, case, as_id(export_id))
