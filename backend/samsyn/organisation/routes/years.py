"""`/school-years` and `/calendar-days`."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging, listed, sliced
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, ActingPage, Page
from samsyn.core.work import Work
from samsyn.organisation import commands, queries
from samsyn.organisation.models import CalendarDay, SchoolYear
from samsyn.organisation.policy import (
    ONE_DAY,
    ONE_YEAR,
    DayAction,
    YearAction,
    administers,
    allowed_on_calendar,
    allowed_on_day,
    allowed_on_year,
    is_person,
)
from samsyn.organisation.routes.shapes import day_shown, exception_shown, year_shown, years_shown
from samsyn.organisation.rules import school_year_of
from samsyn.organisation.schemas import (
    CalendarDayIn,
    CalendarDayOut,
    CalendarExceptionOut,
    SchoolYearIn,
    SchoolYearOut,
    SchoolYearPatch,
)
from samsyn.organisation.schemas.years import YearCode

router = APIRouter(route_class=GuardedRoute)
YEAR: dict[str, Any] = {
    "kind": "SchoolYear",
    "find": ONE_YEAR,
    "parameter": "schoolYearId",
    "allowed": allowed_on_year,
}
DAY: dict[str, Any] = {
    "kind": "CalendarDay",
    "find": ONE_DAY,
    "parameter": "calendarDayId",
    "allowed": allowed_on_day,
}
READ: dict[str, Any] = {"scope": "calendar:read", "assurance": 1}
Years = Annotated[Work, Depends(Gate(YearAction.LIST, kind="SchoolYear", **READ))]
NewYear = Annotated[Work, Depends(Gate(YearAction.CREATE, kind="SchoolYear", allowed=administers))]
YearToRead = Annotated[SchoolYear, Depends(Gate(YearAction.READ, **READ, **YEAR))]
YearToChange = Annotated[SchoolYear, Depends(Gate(YearAction.CHANGE, version="required", **YEAR))]
Days = Annotated[Work, Depends(Gate(DayAction.LIST, kind="CalendarDay", **READ))]
NewDay = Annotated[Work, Depends(Gate(DayAction.CREATE, kind="CalendarDay", allowed=is_person))]
DayToRead = Annotated[CalendarDay, Depends(Gate(DayAction.READ, **READ, **DAY))]
DayToDrop = Annotated[CalendarDay, Depends(Gate(DayAction.DELETE, version="required", **DAY))]


@router.get("/school-years")
async def list_school_years(work: Years, asked: ThePaging) -> ActingPage[SchoolYearOut]:
    """The organiser's school years with terms, breaks and changed days, the latest first."""
    show = await years_shown(work)
    page = await listed(
        work, queries.ALL_YEARS, queries.YEAR_ORDER, asked, lambda row: show(row[0]), total=True
    )
    return ActingPage.of(page, allowed_on_calendar(work.actor))


@router.get("/school-years/{schoolYearId}")
async def read_school_year(year: YearToRead, work: TheWork, response: Response) -> SchoolYearOut:
    """One school year."""
    response.headers["ETag"] = etag(year)
    return await year_shown(work, year)


@router.post("/school-years", status_code=status.HTTP_201_CREATED)
async def create_school_year(work: NewYear, body: SchoolYearIn, response: Response) -> SchoolYearOut:
    """Enters a school year. Raises O02 when its days do not fit, O03 when it is there already."""
    year = await commands.create_year(work, body)
    response.headers["Location"] = f"{BASE_PATH}/school-years/{year.id}"
    response.headers["ETag"] = etag(year)
    return await year_shown(work, year)


@router.patch("/school-years/{schoolYearId}")
async def change_school_year(
    year: YearToChange, body: SchoolYearPatch, work: TheWork, response: Response
) -> SchoolYearOut:
    """Replaces terms or breaks. Deadlines already set stay; later ones count the new days. Raises O02."""
    old = (await queries.days_of(work, [year]))[year.id]
    await commands.change_year(work, year, old, body)
    response.headers["ETag"] = etag(year)
    return await year_shown(work, year)


@router.get("/calendar-days")
async def list_calendar_days(
    work: Days,
    asked: ThePaging,
    request: Request,
    school_id: Annotated[UUID | None, Query(alias="schoolId")] = None,
    school_year: Annotated[
        YearCode | None,
        Query(alias="schoolYear", description="Such as 2026/2027; the current one when left out."),
    ] = None,
) -> Page[CalendarDayOut]:
    """Every day of a school year as it is for a unit, or, without `schoolId`, for a unit that has nothing of
    its own. None for a unit that the caller does not know. A year that nobody has entered is shown as an
    ordinary Swedish one."""
    code = school_year or school_year_of(work.clock.today()).code
    days = await queries.unit_days(work, code, school_id)
    language = language_of(request)
    return sliced(asked, days, lambda day: day_shown(day, language))


@router.post("/calendar-days", status_code=status.HTTP_201_CREATED)
async def create_calendar_day(work: NewDay, body: CalendarDayIn, response: Response) -> CalendarExceptionOut:
    """Makes a day a day off or a school day, for a unit by its heads or for all by the administrator. Raises
    O05 when the school year is not there, O06 when the day is changed already."""
    day = await commands.add_calendar_day(work, body)
    response.headers["Location"] = f"{BASE_PATH}/calendar-days/{day.id}"
    response.headers["ETag"] = etag(day)
    return exception_shown(day, work)


@router.get("/calendar-days/{calendarDayId}")
async def read_calendar_day(day: DayToRead, work: TheWork, response: Response) -> CalendarExceptionOut:
    """One changed day."""
    response.headers["ETag"] = etag(day)
    return exception_shown(day, work)


@router.delete("/calendar-days/{calendarDayId}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_calendar_day(day: DayToDrop, work: TheWork) -> Response:
    """The day is again what terms and breaks say."""
    await commands.drop_calendar_day(work, day)
    return Response(status_code=status.HTTP_204_NO_CONTENT)
