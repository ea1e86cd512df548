"""`/people`."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, ActingPage
from samsyn.core.work import Work
from samsyn.identity import queries
from samsyn.identity.commands import people as commands
from samsyn.identity.models import Person
from samsyn.identity.policy import ONE_PERSON, AssignmentAction, PersonAction, administers, allowed_on_person
from samsyn.identity.rules import PersonStatus
from samsyn.identity.schemas import PersonIn, PersonOut, PersonPatch

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "Person",
    "find": ONE_PERSON,
    "parameter": "personId",
    "allowed": allowed_on_person,
}
READ: dict[str, Any] = {"scope": "people:read", "assurance": 1}
People = Annotated[Work, Depends(Gate(PersonAction.LIST, kind="Person", **READ))]
NewPerson = Annotated[Work, Depends(Gate(PersonAction.CREATE, kind="Person", allowed=administers))]
PersonToRead = Annotated[Person, Depends(Gate(PersonAction.READ, **READ, **ONE))]
PersonToChange = Annotated[Person, Depends(Gate(PersonAction.CHANGE, version="required", **ONE))]


@router.get("/people")
async def list_people(
    work: People,
    asked: ThePaging,
    request: Request,
    school_id: Annotated[UUID | None, Query(alias="schoolId")] = None,
    person_status: Annotated[PersonStatus | None, Query(alias="status")] = None,
) -> ActingPage[PersonOut]:
    """Staff of the caller's units and of the organiser, in Swedish order; the administrator sees all. With
    `schoolId`: who has an assignment at that unit today."""
    page = await queries.people_listed(work, asked, language_of(request), school_id, person_status)
    actions = [PersonAction.CREATE, AssignmentAction.CREATE] if administers(work.actor) else []
    return ActingPage.of(page, actions)


@router.get("/people/{personId}")
async def read_person(person: PersonToRead, work: TheWork, request: Request, response: Response) -> PersonOut:
    """One member of staff with the assignments of today."""
    response.headers["ETag"] = etag(person)
    return await queries.person_shown(work, person, language_of(request))


@router.post("/people", status_code=status.HTTP_201_CREATED)
async def create_person(work: NewPerson, body: PersonIn, request: Request, response: Response) -> PersonOut:
    """Adds somebody to the staff; what they may see comes with an assignment."""
    person = await commands.create_person(work, body)
    response.headers["Location"] = f"{BASE_PATH}/people/{person.id}"
    response.headers["ETag"] = etag(person)
    return await queries.person_shown(work, person, language_of(request))


@router.patch("/people/{personId}")
async def change_person(
    person: PersonToChange, body: PersonPatch, work: TheWork, request: Request, response: Response
) -> PersonOut:
    """Changes what is given. `status` ENDED ends all assignments at once. Raises I02."""
    await commands.change_person(work, person, body)
    response.headers["ETag"] = etag(person)
    return await queries.person_shown(work, person, language_of(request))
