"""`/annual-wheels/{wheelId}/activities`."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response, status

from samsyn.core.errors import NotThere
from samsyn.core.gate import TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.wheel.commands import activities as commands
from samsyn.wheel.models import AnnualWheel, WheelActivity
from samsyn.wheel.policy import ActivityAction, WheelAction
from samsyn.wheel.queries import activities as queries
from samsyn.wheel.routes.shapes import READING, activity_gate, created, wheel_gate
from samsyn.wheel.schemas import ActivityIn, ActivityOut, ActivityPatch

router = APIRouter(route_class=GuardedRoute)
WheelId = Annotated[UUID, Path(alias="wheelId")]
WheelToList = Annotated[AnnualWheel, wheel_gate(WheelAction.READ_ACTIVITIES, **READING)]
WheelToFill = Annotated[AnnualWheel, wheel_gate(WheelAction.ADD_ACTIVITY)]
ActivityToRead = Annotated[WheelActivity, activity_gate(ActivityAction.READ, **READING)]
ActivityToChange = Annotated[WheelActivity, activity_gate(ActivityAction.CHANGE, version="required")]
ActivityToRemove = Annotated[WheelActivity, activity_gate(ActivityAction.REMOVE, version="required")]


@router.get("/annual-wheels/{wheelId}/activities")
async def list_wheel_activities(
    wheel: WheelToList, work: TheWork, asked: ThePaging, request: Request
) -> Page[ActivityOut]:
    """What stands on the wheel, in the order of the year."""
    return await queries.activities(work, asked, wheel, language_of(request))


@router.post("/annual-wheels/{wheelId}/activities", status_code=status.HTTP_201_CREATED)
async def create_wheel_activity(
    wheel: WheelToFill, body: ActivityIn, work: TheWork, request: Request, response: Response
) -> ActivityOut:
    """Puts something on the wheel. Raises WHEEL_OUTSIDE_YEAR, WHEEL_TEAM, WHEEL_LINK, WHEEL_FULL,
    WHEEL_CLOSED."""
    activity = await commands.add_activity(work, wheel, body)
    created(response, f"/annual-wheels/{wheel.id}/activities/{activity.id}", activity)
    return await queries.shown_one(work, activity, language_of(request))


@router.get("/annual-wheels/{wheelId}/activities/{activityId}")
async def read_wheel_activity(
    wheel_id: WheelId, activity: ActivityToRead, work: TheWork, request: Request, response: Response
) -> ActivityOut:
    """One activity, also one that was taken off the wheel."""
    if activity.wheel_id != wheel_id:
        raise NotThere
    response.headers["ETag"] = etag(activity)
    return await queries.shown_one(work, activity, language_of(request))


@router.patch("/annual-wheels/{wheelId}/activities/{activityId}")
async def change_wheel_activity(
    wheel_id: WheelId,
    activity: ActivityToChange,
    body: ActivityPatch,
    work: TheWork,
    request: Request,
    response: Response,
) -> ActivityOut:
    """Changes or moves it, or brings back one that was taken off. Raises WHEEL_MOVE, WHEEL_OUTSIDE_YEAR,
    WHEEL_TEAM, WHEEL_LINK, WHEEL_CLOSED."""
    if activity.wheel_id != wheel_id:
        raise NotThere
    activity = await commands.change_activity(work, activity, body)
    response.headers["ETag"] = etag(activity)
    return await queries.shown_one(work, activity, language_of(request))


@router.delete("/annual-wheels/{wheelId}/activities/{activityId}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_wheel_activity(wheel_id: WheelId, activity: ActivityToRemove, work: TheWork) -> Response:
    """Takes it off the wheel; a change of its status brings it back. Raises WHEEL_CLOSED."""
    if activity.wheel_id != wheel_id:
        raise NotThere
    await commands.remove_activity(work, activity)
    return Response(status_code=status.HTTP_204_NO_CONTENT)
