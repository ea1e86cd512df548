"""Assessments that a case names by reference (skollagen 7:5)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from samsyn.cases.commands.refer_assessment import refer_assessment, remove_assessment
from samsyn.cases.models import Case
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.allowed import allowed_in_circle
from samsyn.cases.queries import assessments as queries
from samsyn.cases.routes.cases import address
from samsyn.cases.routes.gates import ONE, CaseToRead, as_id, part_of_path
from samsyn.cases.schemas.assessments import (
    AssessmentReferenceIn,
    AssessmentReferencesOut,
)
from samsyn.core.gate import Gate, TheWork
from samsyn.core.route import GuardedRoute

router = APIRouter(route_class=GuardedRoute)
IN_CIRCLE = {**ONE, "allowed": allowed_in_circle}
CaseToRefer = Annotated[Case, Depends(Gate(CaseAction.INVESTIGATE, **IN_CIRCLE))]
CaseToTakeBack = Annotated[Case, Depends(Gate(CaseAction.INVESTIGATE, version="required", **IN_CIRCLE))]
ReferenceId = Annotated[str, part_of_path("assessmentReferenceId")]
ONE_REFERENCE = "/cases/{caseId}/assessment-references/{assessmentReferenceId}"


@router.get("/cases/{caseId}/assessment-references")
async def list_assessment_references(case: CaseToRead, work: TheWork) -> AssessmentReferencesOut:
    """Who made which assessment, when, and where the record lies. Class K3: the circle alone."""
    return await queries.assessments(work, case)


@router.post("/cases/{caseId}/assessment-references", status_code=status.HTTP_201_CREATED)
async def create_assessment_reference(
    case: CaseToRefer, body: AssessmentReferenceIn, work: TheWork, response: Response
) -> AssessmentReferencesOut:
    """Names an assessment that lies elsewhere, and answers which are named. Raises
    JOURNAL_CONTENT for words of the record itself."""
    await refer_assessment(work, case, body)
    address(response, f"/cases/{case.id}/assessment-references")
    return await queries.assessments(work, case)


@router.delete(ONE_REFERENCE, status_code=status.HTTP_204_NO_CONTENT)
async def delete_assessment_reference(
    case: CaseToTakeBack, reference_id: ReferenceId, work: TheWork
) -> Response:
    """Takes it back; that it was there stays in the timeline. If-Match: the version of the case."""
    await remove_assessment(work, case, as_id(reference_id))
    return Response(status_code=status.HTTP_204_NO_CONTENT)
