"""`/assignments`."""

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
from samsyn.identity import queries
from samsyn.identity.commands import people as commands
from samsyn.identity.models import Assignment
from samsyn.identity.policy import ONE_ASSIGNMENT, AssignmentAction, allowed_on_assignment, is_person
from samsyn.identity.schemas import AssignmentEndingIn, AssignmentIn, AssignmentOut

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "Assignment",
    "find": ONE_ASSIGNMENT,
    "parameter": "assignmentId",
    "allowed": allowed_on_assignment,
}
READ: dict[str, Any] = {"scope": "people:read", "assurance": 1}
Assignments = Annotated[Work, Depends(Gate(AssignmentAction.LIST, kind="Assignment", **READ))]
NewAssignment = Annotated[Work, Depends(Gate(AssignmentAction.CREATE, kind="Assignment", allowed=is_person))]
AssignmentToRead = Annotated[Assignment, Depends(Gate(AssignmentAction.READ, **READ, **ONE))]
AssignmentToEnd = Annotated[Assignment, Depends(Gate(AssignmentAction.END, **ONE))]


@router.get("/assignments")
async def list_assignments(
    work: Assignments,
    asked: ThePaging,
    request: Request,
    person_id: Annotated[UUID | None, Query(alias="personId")] = None,
    school_id: Annotated[UUID | None, Query(alias="schoolId")] = None,
) -> Page[AssignmentOut]:
    """Assignments of today in the caller's units and above them, and all of one's own; the administrator sees
    past and future ones too. With `schoolId`: those that reach that unit."""
    return await queries.assignments_listed(work, asked, language_of(request), person_id, school_id)


@router.get("/assignments/{assignmentId}")
async def read_assignment(
    assignment: AssignmentToRead, work: TheWork, request: Request, response: Response
) -> AssignmentOut:
    """One assignment."""
    response.headers["ETag"] = etag(assignment)
    return await queries.assignment_shown(work, assignment, language_of(request))


@router.post("/assignments", status_code=status.HTTP_201_CREATED)
async def create_assignment(
    work: NewAssignment, body: AssignmentIn, request: Request, response: Response
) -> AssignmentOut:
    """Gives somebody an assignment: it opens what its function may see, from its first day. Raises I01 where
    it cannot be held, I02 for oneself, I05 for somebody who has left."""
    assignment = await commands.create_assignment(work, body)
    response.headers["Location"] = f"{BASE_PATH}/assignments/{assignment.id}"
    response.headers["ETag"] = etag(assignment)
    return await queries.assignment_shown(work, assignment, language_of(request))


@router.post("/assignments/{assignmentId}/ending", status_code=status.HTTP_201_CREATED)
async def end_assignment(
    assignment: AssignmentToEnd,
    body: AssignmentEndingIn,
    work: TheWork,
    request: Request,
    response: Response,
) -> AssignmentOut:
    """Ends an assignment with a reason: at once, so that it opens nothing from the next request on, or
    after a last day. Raises I03 when it is over, I04 for a day that is past or later than its own end."""
    await commands.end_assignment(work, assignment, body)
    response.headers["Location"] = f"{BASE_PATH}/assignments/{assignment.id}"
    response.headers["ETag"] = etag(assignment)
    return await queries.assignment_shown(work, assignment, language_of(request))
