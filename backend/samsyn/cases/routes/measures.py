"""`/cases/{caseId}/measures` and what was tried in other cases."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.cases.commands.keep_measures import (
    decide_measure,
    evaluate_measure,
    new_measure,
    note_fidelity,
)
from samsyn.cases.commands.move_measure import move_measure
from samsyn.cases.models import Case, Measure
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.parts import allowed_on_part, one_part
from samsyn.cases.queries import measures as queries
from samsyn.cases.routes.gates import (
    CaseForDecision,
    CaseForMeasure,
    CaseForProposal,
    CaseToRead,
    MeasureId,
    as_id,
)
from samsyn.cases.routes.investigations import CaseId, case_of
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.measures import (
    EvaluationIn,
    FidelityIn,
    MeasureDecision,
    MeasureIn,
    MeasureOut,
    MeasurePatch,
    MeasuresOut,
    TriedMeasuresOut,
)
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
MeasureToMove = Annotated[
    Measure,
    Depends(
        Gate(
            CaseAction.DECIDE_MEASURE,
            kind="Measure",
            find=one_part(Measure),
            parameter="measureId",
            allowed=allowed_on_part,
            version="required",
        )
    ),
]


async def _written(work: Work, case: Case, measure: Measure, response: Response) -> MeasureOut:
    address(response, case, f"measures/{measure.id}")
    response.headers["ETag"] = etag(measure)
    return await queries.measure_shown(work, case, measure)


@router.get("/cases/{caseId}/measures")
async def list_case_measures(case: CaseToRead, work: TheWork) -> MeasuresOut:
    """Measures in the order they began, with the days on which each was done as planned or not."""
    return await queries.measures(work, case)


@router.post("/cases/{caseId}/measures", status_code=status.HTTP_201_CREATED)
async def create_case_measure(
    case: CaseForProposal, body: MeasureIn, work: TheWork, response: Response
) -> MeasureOut:
    """Agrees on a measure with a day for its follow-up, or proposes one for somebody else to decide."""
    return await _written(work, case, await new_measure(work, case, body), response)


@router.get("/cases/{caseId}/measures/{measureId}")
async def read_case_measure(
    case: CaseToRead, measure_id: MeasureId, work: TheWork, response: Response
) -> MeasureOut:
    """One measure."""
    measure = await queries.measure(work, case, as_id(measure_id))
    response.headers["ETag"] = f'"{measure.version}"'
    return measure


@router.patch("/cases/{caseId}/measures/{measureId}")
async def change_case_measure(
    case_id: CaseId, measure: MeasureToMove, body: MeasurePatch, work: TheWork, response: Response
) -> MeasureOut:
    """Goes over to somebody else, with the lines that those who teach are told to ask them about."""
    case = await case_of(work, case_id, measure)
    await move_measure(work, case, measure, body)
    response.headers["ETag"] = etag(measure)
    return await queries.measure_shown(work, case, measure)


@router.post("/cases/{caseId}/measures/{measureId}/decision", status_code=status.HTTP_201_CREATED)
async def create_measure_decision(
    case: CaseForDecision, measure_id: MeasureId, body: MeasureDecision, work: TheWork, response: Response
) -> MeasureOut:
    """Decides a proposal, with the motivation: approved, in part, or turned down. Once."""
    return await _written(work, case, await decide_measure(work, case, as_id(measure_id), body), response)


@router.post("/cases/{caseId}/measures/{measureId}/fidelity-entries", status_code=status.HTTP_201_CREATED)
async def create_fidelity_entry(
    case: CaseForProposal, measure_id: MeasureId, body: FidelityIn, work: TheWork, response: Response
) -> MeasureOut:
    """Notes whether it was done as planned on a day; one answer a day and person."""
    return await _written(work, case, await note_fidelity(work, case, as_id(measure_id), body), response)


@router.post("/cases/{caseId}/measures/{measureId}/evaluation", status_code=status.HTTP_201_CREATED)
async def create_measure_evaluation(
    case: CaseForMeasure, measure_id: MeasureId, body: EvaluationIn, work: TheWork, response: Response
) -> MeasureOut:
    """Ends the measure with its effect and what happened, and locks it (C09); TOO_EARLY lets it go on."""
    return await _written(work, case, await evaluate_measure(work, case, as_id(measure_id), body), response)


@router.get("/cases/{caseId}/tried-measures")
async def list_tried_measures(case: CaseToRead, work: TheWork, request: Request) -> TriedMeasuresOut:
    """What has been tried before on the themes of the case: measures of the unit's cases about groups and the
    environment that the caller could open (C18)."""
    return await queries.tried_before(work, case, language_of(request))
