"""`/annual-wheels`."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import ActingPage
from samsyn.core.work import Work
from samsyn.wheel.commands import wheels as commands
from samsyn.wheel.models import AnnualWheel
from samsyn.wheel.policy import WheelAction, is_staff
from samsyn.wheel.queries import dates, wheels
from samsyn.wheel.queries.status import shown_status
from samsyn.wheel.routes.shapes import READING, created, wheel_gate
from samsyn.wheel.schemas import (
    RuleStatusOut,
    WheelActivationIn,
    WheelDatesOut,
    WheelIn,
    WheelOut,
    WheelPatch,
    Year,
)

router = APIRouter(route_class=GuardedRoute)
Wheels = Annotated[Work, Depends(Gate(WheelAction.LIST, kind="AnnualWheel", **READING))]
NewWheel = Annotated[Work, Depends(Gate(WheelAction.CREATE, kind="AnnualWheel", allowed=is_staff))]
WheelToRead = Annotated[AnnualWheel, wheel_gate(WheelAction.READ, **READING)]
WheelToChange = Annotated[AnnualWheel, wheel_gate(WheelAction.CHANGE, version="required")]
WheelToActivate = Annotated[AnnualWheel, wheel_gate(WheelAction.ACTIVATE, version="required")]
WheelToJudge = Annotated[AnnualWheel, wheel_gate(WheelAction.READ_STATUS, **READING)]
WheelToDate = Annotated[AnnualWheel, wheel_gate(WheelAction.READ_DATES, **READING)]
OfSchool = Annotated[UUID | None, Query(alias="schoolId", description="The wheels of this unit only.")]
OfYear = Annotated[Year | None, Query(alias="schoolYear", description="Of this school year only.")]


@router.get("/annual-wheels")
async def list_annual_wheels(
    work: Wheels, asked: ThePaging, school_id: OfSchool = None, school_year: OfYear = None
) -> ActingPage[WheelOut]:
    """Wheels that the caller may see, the newest first."""
    return await wheels.wheels(work, asked, school_id=school_id, school_year=school_year)


@router.post("/annual-wheels", status_code=status.HTTP_201_CREATED)
async def create_annual_wheel(work: NewWheel, body: WheelIn, response: Response) -> WheelOut:
    """Sets up a unit's wheel for a school year. Raises WHEEL_EXISTS, WHEEL_YEAR."""
    wheel = await commands.create_wheel(work, body)
    created(response, f"/annual-wheels/{wheel.id}", wheel)
    return wheels.shown(wheel, work)


@router.get("/annual-wheels/{wheelId}")
async def read_annual_wheel(wheel: WheelToRead, work: TheWork, response: Response) -> WheelOut:
    """One wheel; its activities, its rule status and the unit's other dates have addresses of their own."""
    response.headers["ETag"] = etag(wheel)
    return wheels.shown(wheel, work)


@router.patch("/annual-wheels/{wheelId}")
async def change_annual_wheel(
    wheel: WheelToChange, body: WheelPatch, work: TheWork, response: Response
) -> WheelOut:
    """Changes what the year is to be about. Raises WHEEL_CLOSED."""
    wheel = await commands.change_wheel(work, wheel, body)
    response.headers["ETag"] = etag(wheel)
    return wheels.shown(wheel, work)


@router.post("/annual-wheels/{wheelId}/activation", status_code=status.HTTP_201_CREATED)
async def create_annual_wheel_activation(
    wheel: WheelToActivate, body: WheelActivationIn, work: TheWork, response: Response
) -> WheelOut:
    """Begins to use the wheel. Raises W01 where the minimum is not reached and no reason is given, and
    WHEEL_STATE."""
    wheel = await commands.activate(work, wheel, body)
    created(response, f"/annual-wheels/{wheel.id}", wheel)
    return wheels.shown(wheel, work)


@router.get("/annual-wheels/{wheelId}/rule-status")
async def read_rule_status(wheel: WheelToJudge, work: TheWork, request: Request) -> RuleStatusOut:
    """Whether there are check-ins enough (W01 to W04, and the longest gap), in words."""
    return await shown_status(work, wheel, language_of(request))


@router.get("/annual-wheels/{wheelId}/dates")
async def read_wheel_dates(wheel: WheelToDate, work: TheWork, request: Request) -> WheelDatesOut:
    """The unit's meetings in the year, and the check-ins and deadlines of its goals."""
    return await dates.dates(work, wheel, language_of(request))
