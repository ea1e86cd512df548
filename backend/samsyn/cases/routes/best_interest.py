"""`/cases/{caseId}/best-interest-assessments`: what is best for the child, weighed before a decision."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from samsyn.cases.commands.weigh_interests import weigh_interests
from samsyn.cases.models import Case
from samsyn.cases.policy import CaseAction
from samsyn.cases.queries import best_interest as queries
from samsyn.cases.routes.cases import address
from samsyn.cases.routes.gates import ONE, CaseToRead, as_id, part_of_path
from samsyn.cases.schemas.best_interest import BestInterestIn, BestInterestOut, BestInterestsOut
from samsyn.core.gate import Gate, TheWork
from samsyn.core.route import GuardedRoute

router = APIRouter(route_class=GuardedRoute)
CaseToWeigh = Annotated[Case, Depends(Gate(CaseAction.WRITE_DECISION, **ONE))]
AssessmentId = Annotated[str, part_of_path("bestInterestAssessmentId")]


@router.get("/cases/{caseId}/best-interest-assessments")
async def list_best_interest_assessments(case: CaseToRead, work: TheWork) -> BestInterestsOut:
    """How the best interests of the child were weighed, the latest first."""
    return await queries.assessments(work, case)


@router.post("/cases/{caseId}/best-interest-assessments", status_code=status.HTTP_201_CREATED)
async def create_best_interest_assessment(
    case: CaseToWeigh, body: BestInterestIn, work: TheWork, response: Response
) -> BestInterestOut:
    """Weighs them, with the child's own view among the voices of the case. Never changed: weighed anew is a
    new one. Raises BEST_INTEREST with what is missing, and JOURNAL_CONTENT."""
    row = await weigh_interests(work, case, body)
    address(response, f"/cases/{case.id}/best-interest-assessments/{row.id}")
    return (await queries.shown(work, case, [row]))[0]


@router.get("/cases/{caseId}/best-interest-assessments/{bestInterestAssessmentId}")
async def read_best_interest_assessment(
    case: CaseToRead, assessment_id: AssessmentId, work: TheWork
) -> BestInterestOut:
    """One of them."""
    return await queries.assessment(work, case, as_id(assessment_id))
