"""Pupils and groups as they are shown. Every read of pupils is written to the access log here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Named, Page, self_link
from samsyn.core.sortkey import swedish_sort_key
from samsyn.core.work import Work
from samsyn.identity import Person
from samsyn.organisation import School
from samsyn.students.models import GroupLeader, GroupMember, Student, StudentGrant, StudentGroup
from samsyn.students.policy import (
    FOUND_STUDENTS,
    GROUPS_OF_STUDENTS,
    LEADERS_OF_GROUPS,
    MEMBERS_OF_GROUP,
    MY_GROUPS,
    MY_STUDENTS,
    VISIBLE_GROUPS,
    GrantAction,
    GroupAction,
    StudentAction,
    allowed_on_group,
    allowed_on_student,
)
from samsyn.students.rules import GroupType, LeaderRole, ProtectionLevel, is_protected
from samsyn.students.schemas import (
    FoundStudentOut,
    GrantOut,
    GroupName,
    GroupOut,
    LeaderOut,
    StudentOut,
    StudentSearchIn,
    StudentSearchOut,
)

STUDENT_ORDER = Order("students", {"name": Student.sort_key}, "name", Student.id)
GROUP_ORDER = Order(
    "groups", {"name": StudentGroup.sort_key, "type": StudentGroup.type}, "name", StudentGroup.id
)


async def my_students(work: Work, asked: Paging, group: UUID | None) -> Page[StudentOut]:
    """Pupils of the groups that the caller leads; of one of them when ``group`` is given."""
    wanted: Any = MY_STUDENTS
    if group is not None:
        inside = select(GroupMember.student_id).where(
            GroupMember.tenant_id == work.tenant, GroupMember.group_id == group
        )
        wanted = wanted.where(Student.id.in_(inside))
    return await _students(work, wanted, asked, StudentAction.LIST_MINE, {})


async def members_of(work: Work, group: StudentGroup, asked: Paging) -> Page[StudentOut]:
    """The pupils of a group that the caller may list."""
    return await _students(work, MEMBERS_OF_GROUP, asked, GroupAction.LIST_MEMBERS, {"key": group.id})


async def _students(
    work: Work, wanted: Any, asked: Paging, action: str, values: dict[str, Any]
) -> Page[StudentOut]:
    page: Page[Student] = await listed(work, wanted, STUDENT_ORDER, asked, lambda row: row[0], values=values)
    ids = [student.id for student in page.items]
    work.log(action, "Student", ids, students=ids)
    items = await _shown(work, page.items)
    return Page[StudentOut](items=items, meta=page.meta, links=page.links)


async def student_shown(work: Work, student: Student) -> StudentOut:
    """One pupil, whom the gate has found."""
    work.log(StudentAction.READ, "Student", [student.id], students=[student.id], school=student.school_id)
    return (await _shown(work, [student]))[0]


async def _shown(work: Work, students: Sequence[Student]) -> list[StudentOut]:
    groups, schools = await _groups_of(work, students), await _schools_of(work, students)
    return [
        StudentOut(
            links=self_link(f"/students/{one.id}"),
            allowed_actions=sorted(allowed_on_student(work.actor, one)),
            id=one.id,
            given_name=one.given_name,
            family_name=one.family_name,
            name=one.name,
            grade=one.grade,
            school=schools[one.school_id],
            groups=groups.get(one.id, ()),
            is_protected=is_protected(ProtectionLevel(one.protection_level), one.protection_known),
        )
        for one in students
    ]


async def _groups_of(work: Work, students: Sequence[Student]) -> dict[UUID, list[GroupName]]:
    found: dict[UUID, list[GroupName]] = defaultdict(list)
    wanted = GROUPS_OF_STUDENTS.where(GroupMember.student_id.in_([s.id for s in students]))
    for row in await work.execute(wanted):
        found[row.student_id].append(GroupName(id=row.id, name=row.name, type=GroupType(row.type)))
    return found


async def _schools_of(work: Work, students: Sequence[Student]) -> dict[UUID, Named]:
    wanted = select(School.id, School.name).where(
        School.tenant_id == work.tenant, School.id.in_({s.school_id for s in students})
    )
    return {row.id: Named(id=row.id, name=row.name) for row in await work.execute(wanted)}


async def search(work: Work, body: StudentSearchIn) -> StudentSearchOut:
    """Pupils of exactly this name in the caller's units, as å, é and case are sorted; logged also when nobody
    is found."""
    sought = swedish_sort_key(f"{body.family_name} {body.given_name}")
    rows = list(await work.execute(FOUND_STUDENTS, {"sought": sought}))
    students = [row[0] for row in rows]
    ids = [student.id for student in students]
    work.log(StudentAction.SEARCH, "Student", ids, students=ids)
    groups, schools = await _groups_of(work, students), await _schools_of(work, students)
    return StudentSearchOut(
        items=[
            FoundStudentOut(
                id=row[0].id,
                name=row[0].name,
                grade=row[0].grade,
                school=schools[row[0].school_id],
                groups=[group.name for group in groups.get(row[0].id, ())],
                is_mine=row.is_mine,
            )
            for row in rows
        ]
    )


async def groups_listed(
    work: Work, asked: Paging, school: UUID | None, kind: GroupType | None, mine: bool
) -> Page[GroupOut]:
    """``mine``: only those that the caller leads now."""
    wanted: Any = MY_GROUPS if mine else VISIBLE_GROUPS
    if school is not None:
        wanted = wanted.where(StudentGroup.school_id == school)
    if kind is not None:
        wanted = wanted.where(StudentGroup.type == kind)
    page: Page[StudentGroup] = await listed(work, wanted, GROUP_ORDER, asked, lambda row: row[0])
    return Page[GroupOut](items=await _groups(work, page.items), meta=page.meta, links=page.links)


async def group_shown(work: Work, group: StudentGroup) -> GroupOut:
    return (await _groups(work, [group]))[0]


async def _groups(work: Work, groups: Sequence[StudentGroup]) -> list[GroupOut]:
    wanted = LEADERS_OF_GROUPS.where(GroupLeader.group_id.in_([g.id for g in groups]))
    leads: dict[UUID, list[GroupLeader]] = defaultdict(list)
    for lead in await work.scalars(wanted.order_by(GroupLeader.role, GroupLeader.id)):
        leads[lead.group_id].append(lead)
    people = await _names(work, {lead.person_id for of in leads.values() for lead in of})

    def show(group: StudentGroup) -> GroupOut:
        of = leads.get(group.id, ())
        allowed = allowed_on_group(work.actor, group)
        if work.actor.assurance > 1 and any(lead.person_id == work.actor.id for lead in of):
            allowed |= {GroupAction.LIST_MEMBERS}
        return GroupOut(
            links=self_link(f"/groups/{group.id}"),
            allowed_actions=sorted(allowed),
            id=group.id,
            school_id=group.school_id,
            name=group.name,
            type=GroupType(group.type),
            leaders=[
                LeaderOut(id=lead.person_id, name=people[lead.person_id], role=LeaderRole(lead.role))
                for lead in of
            ],
            valid_from=group.valid_from,
            valid_to=group.valid_to,
        )

    return [show(group) for group in groups]


async def _names(work: Work, ids: set[UUID]) -> dict[UUID, str]:
    wanted = select(Person).where(Person.tenant_id == work.tenant, Person.id.in_(ids))
    return {person.id: person.name for person in await work.scalars(wanted)}


async def grant_shown(work: Work, grant: StudentGrant) -> GrantOut:
    work.log(GrantAction.READ, "StudentGrant", [grant.id], students=[grant.student_id])
    name = (await _names(work, {grant.person_id}))[grant.person_id]
    over = grant.valid_to < work.clock.today()
    return GrantOut(
        links=self_link(f"/student-grants/{grant.id}"),
        allowed_actions=sorted([GrantAction.READ] if over else [GrantAction.READ, GrantAction.END]),
        id=grant.id,
        student_id=grant.student_id,
        person=Named(id=grant.person_id, name=name),
        reason=grant.reason,
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
    )
