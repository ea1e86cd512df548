"""`/areas`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.paging import ThePaging, listed
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, ActingPage, self_link
from samsyn.core.work import Work
from samsyn.organisation import commands
from samsyn.organisation.models import Area
from samsyn.organisation.policy import ONE_AREA, AreaAction, administers, allowed_on_area
from samsyn.organisation.queries import ALL_AREAS, AREA_ORDER
from samsyn.organisation.schemas import AreaIn, AreaOut, AreaPatch

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "Area",
    "find": ONE_AREA,
    "parameter": "areaId",
    "allowed": allowed_on_area,
}
Areas = Annotated[Work, Depends(Gate(AreaAction.LIST, kind="Area", scope="schools:read", assurance=1))]
NewArea = Annotated[Work, Depends(Gate(AreaAction.CREATE, kind="Area", allowed=administers))]
AreaToRead = Annotated[Area, Depends(Gate(AreaAction.READ, scope="schools:read", assurance=1, **ONE))]
AreaToChange = Annotated[Area, Depends(Gate(AreaAction.CHANGE, version="required", **ONE))]


def shown(area: Area, work: Work) -> AreaOut:
    return AreaOut(
        links=self_link(f"/areas/{area.id}"),
        allowed_actions=sorted(allowed_on_area(work.actor, area)),
        id=area.id,
        name=area.name,
        parent_id=area.parent_id,
        version=area.version,
    )


@router.get("/areas")
async def list_areas(work: Areas, asked: ThePaging) -> ActingPage[AreaOut]:
    """The organiser's areas in Swedish order."""
    page = await listed(work, ALL_AREAS, AREA_ORDER, asked, lambda row: shown(row[0], work), total=True)
    return ActingPage.of(page, [AreaAction.CREATE] if administers(work.actor) else [])


@router.get("/areas/{areaId}")
async def read_area(area: AreaToRead, work: TheWork, response: Response) -> AreaOut:
    """One area of the organiser."""
    response.headers["ETag"] = etag(area)
    return shown(area, work)


@router.post("/areas", status_code=status.HTTP_201_CREATED)
async def create_area(work: NewArea, body: AreaIn, response: Response) -> AreaOut:
    """Adds an area. Raises O04 for a name that is taken."""
    area = await commands.create_area(work, body)
    response.headers["Location"] = f"{BASE_PATH}/areas/{area.id}"
    response.headers["ETag"] = etag(area)
    return shown(area, work)


@router.patch("/areas/{areaId}")
async def change_area(area: AreaToChange, body: AreaPatch, work: TheWork, response: Response) -> AreaOut:
    """Changes what is given. Raises O04, and O07 for an area below itself."""
    await commands.change_area(work, area, body)
    response.headers["ETag"] = etag(area)
    return shown(area, work)
