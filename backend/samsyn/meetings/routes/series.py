"""`/meeting-series`, and how a team's meetings go: `/teams/{teamId}/meeting-rate`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Day, Page
from samsyn.core.work import Work
from samsyn.meetings.commands.repeat import plan_series
from samsyn.meetings.models import MeetingSeries
from samsyn.meetings.policy import (
    ONE_SERIES,
    TEAM_TO_READ,
    MeetingAction,
    is_staff,
    reads_series,
    reads_team,
)
from samsyn.meetings.queries import rates
from samsyn.meetings.queries import series as queries
from samsyn.meetings.routes.shapes import created
from samsyn.meetings.schemas import MeetingRateOut, MeetingSeriesIn, MeetingSeriesOut
from samsyn.teams import Team

router = APIRouter(route_class=GuardedRoute)
AllSeries = Annotated[
    Work, Depends(Gate(MeetingAction.LIST_SERIES, kind="MeetingSeries", scope="meetings:read", assurance=1))
]
NewSeries = Annotated[
    Work, Depends(Gate(MeetingAction.CREATE_SERIES, kind="MeetingSeries", allowed=is_staff))
]
SeriesToRead = Annotated[
    MeetingSeries,
    Depends(
        Gate(
            MeetingAction.READ_SERIES,
            kind="MeetingSeries",
            find=ONE_SERIES,
            parameter="seriesId",
            allowed=reads_series,
            scope="meetings:read",
            assurance=1,
        )
    ),
]
TeamToRead = Annotated[
    Team,
    Depends(
        Gate(
            MeetingAction.READ_RATE,
            kind="Team",
            find=TEAM_TO_READ,
            parameter="teamId",
            allowed=reads_team,
            scope="meetings:read",
            assurance=1,
        )
    ),
]
FirstDay = Annotated[Day | None, Query(alias="from", description="First day; this school year's otherwise.")]
LastDay = Annotated[Day | None, Query(alias="to", description="Last day, included; today otherwise.")]


@router.get("/meeting-series")
async def list_meeting_series(work: AllSeries, asked: ThePaging, request: Request) -> Page[MeetingSeriesOut]:
    """Series of the teams that the caller sees."""
    return await queries.all_series(work, asked, language_of(request))


@router.post("/meeting-series", status_code=status.HTTP_201_CREATED)
async def create_meeting_series(
    work: NewSeries, body: MeetingSeriesIn, request: Request, response: Response
) -> MeetingSeriesOut:
    """Plans a meeting on each such school day ahead. Raises MEETING_PERIOD, MEETING_TIMES,
    MEETING_SERIES_EMPTY, MEETING_SERIES_TYPE."""
    made = await plan_series(work, body)
    series = await queries.fetch(work, made.id)
    created(response, f"/meeting-series/{series.id}", series)
    return queries.shown(series, language_of(request))


@router.get("/meeting-series/{seriesId}")
async def read_meeting_series(series: SeriesToRead, request: Request, response: Response) -> MeetingSeriesOut:
    """One series."""
    response.headers["ETag"] = etag(series)
    return queries.shown(series, language_of(request))


@router.get("/teams/{teamId}/meeting-rate")
async def read_meeting_rate(
    team: TeamToRead, work: TheWork, first: FirstDay = None, last: LastDay = None
) -> MeetingRateOut:
    """Whether the team's meetings take place (M03). Raises MEETING_PERIOD."""
    return await rates.rate_shown(work, team, first, last)
