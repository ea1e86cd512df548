"""`/staffing-records` and `/schools/{schoolId}/coverage`."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, Page
from samsyn.core.work import Work
from samsyn.organisation import School
from samsyn.teams import commands, queries
from samsyn.teams.models import StaffingRecord
from samsyn.teams.policy import (
    COVERAGE_READ,
    ONE_STAFFING,
    ONE_UNIT,
    StaffingAction,
    allowed_on_staffing,
    allowed_on_unit,
    is_person,
)
from samsyn.teams.schemas import CoverageOut, StaffingIn, StaffingOut, StaffingPatch

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "StaffingRecord",
    "find": ONE_STAFFING,
    "parameter": "staffingRecordId",
    "allowed": allowed_on_staffing,
}
READ: dict[str, Any] = {"scope": "teams:read", "assurance": 1}
Records = Annotated[Work, Depends(Gate(StaffingAction.LIST, kind="StaffingRecord", **READ))]
NewRecord = Annotated[Work, Depends(Gate(StaffingAction.CREATE, kind="StaffingRecord", allowed=is_person))]
RecordToRead = Annotated[StaffingRecord, Depends(Gate(StaffingAction.READ, **READ, **ONE))]
RecordToChange = Annotated[StaffingRecord, Depends(Gate(StaffingAction.CHANGE, version="required", **ONE))]
Unit = Annotated[
    School,
    Depends(
        Gate(
            COVERAGE_READ, kind="School", find=ONE_UNIT, parameter="schoolId", allowed=allowed_on_unit, **READ
        )
    ),
]


@router.get("/staffing-records")
async def list_staffing_records(
    work: Records,
    asked: ThePaging,
    request: Request,
    school_id: Annotated[UUID | None, Query(alias="schoolId")] = None,
    school_year_id: Annotated[UUID | None, Query(alias="schoolYearId")] = None,
) -> Page[StaffingOut]:
    """Posts per profession and term at the caller's units, with pupils per full-time post."""
    return await queries.staffing_listed(work, asked, language_of(request), school_id, school_year_id)


@router.get("/staffing-records/{staffingRecordId}")
async def read_staffing_record(
    record: RecordToRead, work: TheWork, request: Request, response: Response
) -> StaffingOut:
    """One profession's posts in one term."""
    response.headers["ETag"] = etag(record)
    return await queries.staffing_shown(work, record, language_of(request))


@router.post("/staffing-records", status_code=status.HTTP_201_CREATED)
async def create_staffing_record(
    work: NewRecord, body: StaffingIn, request: Request, response: Response
) -> StaffingOut:
    """Enters the posts of a profession, by the unit's heads. Raises T06 when they are there already."""
    record = await commands.create_staffing(work, body)
    response.headers["Location"] = f"{BASE_PATH}/staffing-records/{record.id}"
    response.headers["ETag"] = etag(record)
    return await queries.staffing_shown(work, record, language_of(request))


@router.patch("/staffing-records/{staffingRecordId}")
async def change_staffing_record(
    record: RecordToChange, body: StaffingPatch, work: TheWork, request: Request, response: Response
) -> StaffingOut:
    """Changes what is given."""
    await commands.change_staffing(work, record, body)
    response.headers["ETag"] = etag(record)
    return await queries.staffing_shown(work, record, language_of(request))


@router.get("/schools/{schoolId}/coverage")
async def read_coverage(school: Unit, work: TheWork, request: Request) -> CoverageOut:
    """Which of the five professions of the Education Act the unit can reach today, in words."""
    return await queries.coverage_shown(work, school, language_of(request))
