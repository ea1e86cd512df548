"""Reports to authorities and up the chain, and steps that are recorded by hand."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.cases.commands.keep_milestones import record_milestone
from samsyn.cases.commands.report_child_welfare import report_child_welfare
from samsyn.cases.commands.report_to_authority import correct_report, receive_feedback, report_to_authority
from samsyn.cases.models import Case
from samsyn.cases.policy import CaseAction
from samsyn.cases.queries import reports as queries
from samsyn.cases.routes.cases import address, shown
from samsyn.cases.routes.gates import ONE, as_id, part_of_path
from samsyn.cases.schemas.cases import CaseOut
from samsyn.cases.schemas.reports import (
    ChildWelfareReportIn,
    ChildWelfareReportOut,
    MilestoneIn,
    ReportCorrectionIn,
    ReportFeedbackIn,
    ReportIn,
    ReportOut,
    ReportsOut,
)
from samsyn.core.gate import Gate, TheWork
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
CaseForReport = Annotated[Case, Depends(Gate(CaseAction.REPORT, **ONE))]
CaseForMilestone = Annotated[Case, Depends(Gate(CaseAction.RECORD_MILESTONE, **ONE))]
AnyStaff = Annotated[Work, Depends(Gate(CaseAction.REPORT_CHILD_WELFARE, kind="Case", assurance=1))]
ReportId = Annotated[str, part_of_path("reportId")]


@router.post("/child-welfare-reports", status_code=status.HTTP_201_CREATED)
async def create_child_welfare_report(
    work: AnyStaff, body: ChildWelfareReportIn, response: Response
) -> ChildWelfareReportOut:
    """Records an orosanmälan that has been made, by anybody who works at the unit, in a case of class K4.
    It never waits for anything (C12): only the unit is needed."""
    case, report, school = await report_child_welfare(work, body)
    address(response, f"/cases/{case.id}/reports/{report.id}")
    return queries.receipt(case, report, school)


@router.get("/cases/{caseId}/reports")
async def list_case_reports(case: CaseForReport, work: TheWork) -> ReportsOut:
    """Reports from this case to authorities and up the chain: that they were sent, never what they said."""
    return await queries.reports(work, case)


@router.post("/cases/{caseId}/reports", status_code=status.HTTP_201_CREATED)
async def create_case_report(
    case: CaseForReport, body: ReportIn, work: TheWork, response: Response
) -> ReportOut:
    """Records a report. To the organiser it is the report itself, at the server's time (C10). To the social
    services it is taken in every phase and of everybody who opens the case (C12)."""
    report = await report_to_authority(work, case, body)
    address(response, f"/cases/{case.id}/reports/{report.id}")
    return await queries.show(work, case, report)


@router.get("/cases/{caseId}/reports/{reportId}")
async def read_case_report(case: CaseForReport, report_id: ReportId, work: TheWork) -> ReportOut:
    """One report."""
    return await queries.report(work, case, as_id(report_id))


@router.post("/cases/{caseId}/reports/{reportId}/feedback", status_code=status.HTTP_201_CREATED)
async def create_report_feedback(
    case: CaseForReport, report_id: ReportId, body: ReportFeedbackIn, work: TheWork, response: Response
) -> ReportOut:
    """What the authority answered. The latest is the one that holds; each is a line in the timeline."""
    report = await receive_feedback(work, case, as_id(report_id), body)
    address(response, f"/cases/{case.id}/reports/{report.id}")
    return await queries.show(work, case, report)


@router.post("/cases/{caseId}/reports/{reportId}/correction", status_code=status.HTTP_201_CREATED)
async def create_report_correction(
    case: CaseForReport, report_id: ReportId, body: ReportCorrectionIn, work: TheWork, response: Response
) -> ReportOut:
    """Says what was wrong; a line in the timeline. The time of a report to the organiser stays (C10). By who
    made it, who investigates or owns the case, and who decides in it."""
    report = await correct_report(work, case, as_id(report_id), body)
    address(response, f"/cases/{case.id}/reports/{report.id}")
    return await queries.show(work, case, report)


@router.post("/cases/{caseId}/milestones", status_code=status.HTTP_201_CREATED)
async def create_case_milestone(
    case: CaseForMilestone, body: MilestoneIn, work: TheWork, request: Request, response: Response
) -> CaseOut:
    """Records a step that a clock of the case waits for: a meeting held, a complaint confirmed."""
    await record_milestone(work, case, body)
    address(response, f"/cases/{case.id}")
    return await shown(work, case, request, response)
