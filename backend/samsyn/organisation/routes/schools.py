"""`/schools`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.paging import ThePaging, listed
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, ActingPage, self_link
from samsyn.core.work import Work
from samsyn.organisation import commands
from samsyn.organisation.models import School
from samsyn.organisation.policy import (
    ONE_SCHOOL,
    VISIBLE_SCHOOLS,
    SchoolAction,
    administers,
    allowed_on_school,
)
from samsyn.organisation.queries import SCHOOL_ORDER
from samsyn.organisation.schemas import SchoolIn, SchoolOut, SchoolPatch

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "School",
    "find": ONE_SCHOOL,
    "parameter": "schoolId",
    "allowed": allowed_on_school,
    "assurance": 1,
}
Schools = Annotated[Work, Depends(Gate(SchoolAction.LIST, kind="School", scope="schools:read", assurance=1))]
NewSchool = Annotated[Work, Depends(Gate(SchoolAction.CREATE, kind="School", allowed=administers))]
SchoolToRead = Annotated[School, Depends(Gate(SchoolAction.READ, scope="schools:read", **ONE))]
SchoolToChange = Annotated[
    School, Depends(Gate(SchoolAction.CHANGE, version="required", **(ONE | {"assurance": 2})))
]


def shown(school: School, work: Work) -> SchoolOut:
    actions = sorted(allowed_on_school(work.actor, school))
    return SchoolOut(
        links=self_link(f"/schools/{school.id}"),
        allowed_actions=actions,
        **{name: getattr(school, name) for name in SchoolOut.model_fields if hasattr(school, name)},
    )


@router.get("/schools")
async def list_schools(work: Schools, asked: ThePaging) -> ActingPage[SchoolOut]:
    """The organiser's schools and preschools in Swedish order; for a system those that it is limited to."""
    page = await listed(
        work, VISIBLE_SCHOOLS, SCHOOL_ORDER, asked, lambda row: shown(row[0], work), total=True
    )
    return ActingPage.of(page, [SchoolAction.CREATE] if administers(work.actor) else [])


@router.get("/schools/{schoolId}")
async def read_school(school: SchoolToRead, work: TheWork, response: Response) -> SchoolOut:
    """One school."""
    response.headers["ETag"] = etag(school)
    return shown(school, work)


@router.post("/schools", status_code=status.HTTP_201_CREATED)
async def create_school(work: NewSchool, body: SchoolIn, response: Response) -> SchoolOut:
    """Adds a school. Raises O01 when its short code or school unit code is taken."""
    school = await commands.create_school(work, body)
    response.headers["Location"] = f"{BASE_PATH}/schools/{school.id}"
    response.headers["ETag"] = etag(school)
    return shown(school, work)


@router.patch("/schools/{schoolId}")
async def change_school(
    school: SchoolToChange, body: SchoolPatch, work: TheWork, response: Response
) -> SchoolOut:
    """Changes what is given."""
    await commands.change_school(work, school, body)
    response.headers["ETag"] = etag(school)
    return shown(school, work)
