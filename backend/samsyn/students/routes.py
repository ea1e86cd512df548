"""`/groups`, `/students`, `/student-searches`, `/me/students` and `/student-grants`."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response, status

from samsyn.core.gate import Gate, TheWork
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, Page
from samsyn.core.work import Work
from samsyn.students import commands, queries
from samsyn.students.models import Student, StudentGrant, StudentGroup
from samsyn.students.policy import (
    GROUP_WITH_MEMBERS,
    ONE_GRANT,
    ONE_GROUP,
    ONE_STUDENT,
    GrantAction,
    GroupAction,
    StudentAction,
    allowed_on_student,
    works_at_a_unit,
)
from samsyn.students.rules import GroupType
from samsyn.students.schemas import (
    GrantIn,
    GrantOut,
    GroupOut,
    StudentOut,
    StudentSearchIn,
    StudentSearchOut,
)

router = APIRouter(route_class=GuardedRoute)
STUDENT: dict[str, Any] = {
    "kind": "Student",
    "find": ONE_STUDENT,
    "parameter": "studentId",
    "allowed": allowed_on_student,
}
GRANT: dict[str, Any] = {"kind": "StudentGrant", "find": ONE_GRANT, "parameter": "studentGrantId"}
GROUP: dict[str, Any] = {"kind": "StudentGroup", "parameter": "groupId"}
READ: dict[str, Any] = {"scope": "groups:read", "assurance": 1}
Groups = Annotated[Work, Depends(Gate(GroupAction.LIST, kind="StudentGroup", **READ))]
GroupToRead = Annotated[StudentGroup, Depends(Gate(GroupAction.READ, find=ONE_GROUP, **READ, **GROUP))]
GroupOfMembers = Annotated[
    StudentGroup, Depends(Gate(GroupAction.LIST_MEMBERS, find=GROUP_WITH_MEMBERS, **GROUP))
]
StudentToRead = Annotated[Student, Depends(Gate(StudentAction.READ, **STUDENT))]
StudentToGrant = Annotated[Student, Depends(Gate(StudentAction.GRANT, **STUDENT))]
Mine = Annotated[Work, Depends(Gate(StudentAction.LIST_MINE, kind="Student", allowed=works_at_a_unit))]
Search = Annotated[Work, Depends(Gate(StudentAction.SEARCH, kind="Student", allowed=works_at_a_unit))]
GrantToRead = Annotated[StudentGrant, Depends(Gate(GrantAction.READ, **GRANT))]
GrantToEnd = Annotated[StudentGrant, Depends(Gate(GrantAction.END, **GRANT))]


@router.get("/groups")
async def list_groups(
    work: Groups,
    asked: ThePaging,
    school_id: Annotated[UUID | None, Query(alias="schoolId")] = None,
    group_type: Annotated[GroupType | None, Query(alias="type")] = None,
    mine: Annotated[bool, Query(description="Only groups that the caller leads now.")] = False,
) -> Page[GroupOut]:
    """Classes and groups of the caller's units, without their pupils."""
    return await queries.groups_listed(work, asked, school_id, group_type, mine)


@router.get("/groups/{groupId}")
async def read_group(group: GroupToRead, work: TheWork) -> GroupOut:
    """One group, without its pupils."""
    return await queries.group_shown(work, group)


@router.get("/groups/{groupId}/members")
async def list_group_members(group: GroupOfMembers, work: TheWork, asked: ThePaging) -> Page[StudentOut]:
    """The pupils of a group today, for its leaders and the heads of its unit. Pupils with protected personal
    data are listed to those only who have a personal grant."""
    return await queries.members_of(work, group, asked)


@router.get("/me/students")
async def list_my_students(
    work: Mine, asked: ThePaging, group_id: Annotated[UUID | None, Query(alias="groupId")] = None
) -> Page[StudentOut]:
    """Pupils of the groups that the caller leads today."""
    return await queries.my_students(work, asked, group_id)


@router.get("/students/{studentId}")
async def read_student(student: StudentToRead, work: TheWork) -> StudentOut:
    """One pupil, for leaders of the groups and heads and student health of the unit."""
    return await queries.student_shown(work, student)


@router.post("/student-searches")
async def search_students(work: Search, body: StudentSearchIn) -> StudentSearchOut:
    """Finds pupils of the caller's units by exact first and last name, three at most, one's own first. Nobody
    with protected personal data is ever found. Each search is written to the access log."""
    return await queries.search(work, body)


@router.post("/students/{studentId}/grants", status_code=status.HTTP_201_CREATED)
async def create_student_grant(
    student: StudentToGrant, body: GrantIn, work: TheWork, response: Response
) -> GrantOut:
    """Lets a named colleague see a pupil with protected personal data, for a reason and at most a year; given
    by a head of the unit who sees the pupil. Raises S01."""
    grant = await commands.give_grant(work, student, body)
    response.headers["Location"] = f"{BASE_PATH}/student-grants/{grant.id}"
    return await queries.grant_shown(work, grant)


@router.get("/student-grants/{studentGrantId}")
async def read_student_grant(grant: GrantToRead, work: TheWork) -> GrantOut:
    """A personal grant that the caller has given."""
    return await queries.grant_shown(work, grant)


@router.post("/student-grants/{studentGrantId}/ending", status_code=status.HTTP_201_CREATED)
async def end_student_grant(grant: GrantToEnd, work: TheWork, response: Response) -> GrantOut:
    """Takes a personal grant back, from the next request on. Raises S02 when it has ended already."""
    await commands.end_grant(work, grant)
    response.headers["Location"] = f"{BASE_PATH}/student-grants/{grant.id}"
    return await queries.grant_shown(work, grant)
