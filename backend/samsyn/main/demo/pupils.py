"""Chapter 2: classes with their pupils, mentors and teachers; two pupils with protected personal data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from samsyn.core.ids import uuid7
from samsyn.core.sortkey import swedish_sort_key
from samsyn.core.work import Work
from samsyn.main.demo.names import children
from samsyn.main.demo.town import DemoSchool, Pupil, Town
from samsyn.students import (
    GroupLeader,
    GroupMember,
    GroupType,
    LeaderRole,
    ProtectionLevel,
    Student,
    StudentGroup,
)

SINCE = date(2026, 8, 17)
PROTECTED = {
    ("BJ", "5A", 3): ProtectionLevel.CONFIDENTIAL_MARK,
    ("ÄN", "2B", 7): ProtectionLevel.PROTECTED_REGISTRATION,
}
"""School, class and place in the class of the two whose data are protected."""


async def fill(town: Town) -> None:
    """Pupils and groups of every school, one transaction a school."""
    names = children(town.chance)
    for school in town.schools:
        async with town.as_system() as work:
            await work.open()
            for number, (name, grade, size) in enumerate(school.plan.classes):
                group = await _group(work, school, name, number)
                school.groups[name] = group
                await _pupils(work, school, (name, grade, size), group, names)
            await work.finish()


async def _group(work: Work, school: DemoSchool, name: str, number: int) -> UUID:
    kind = GroupType.PRESCHOOL_SECTION if not school.plan.grades else GroupType.CLASS
    group = StudentGroup(
        tenant_id=work.tenant, id=uuid7(), school_id=school.id, name=name, sort_key=swedish_sort_key(name),
        type=str(kind), valid_from=SINCE,
    )  # fmt: skip
    work.add(group)
    await work.flush()
    teachers = school.staff.get("TEACHER") or school.staff["PRESCHOOL_TEACHER"]
    mentors = school.staff.get("MENTOR") or teachers
    leaders = [(mentors[number % len(mentors)], LeaderRole.MENTOR)]
    leaders += [(teachers[(number + step) % len(teachers)], LeaderRole.TEACHER) for step in range(3)]
    for person, role in dict.fromkeys(leaders):
        work.add(
            GroupLeader(
                tenant_id=work.tenant, id=uuid7(), group_id=group.id, person_id=person, role=str(role),
                valid_from=SINCE,
            )
        )  # fmt: skip
    await work.flush()
    return group.id


async def _pupils(
    work: Work, school: DemoSchool, of: tuple[str, str, int], group: UUID, names: Iterator[tuple[str, str]]
) -> None:
    name, grade, size = of
    made = []
    for place in range(size):
        given, family = next(names)
        level = PROTECTED.get((school.plan.short_code, name, place), ProtectionLevel.NONE)
        student = Student(
            tenant_id=work.tenant, id=uuid7(), school_id=school.id, given_name=given, family_name=family,
            sort_key=swedish_sort_key(f"{family} {given}"), grade=grade, protection_level=str(level),
            protection_known=True, active=True,
        )  # fmt: skip
        made.append(student)
        if level is ProtectionLevel.NONE:
            school.pupils.append(Pupil(student.id, name))
    work.add_all(made)
    await work.flush()
    work.add_all(
        GroupMember(tenant_id=work.tenant, id=uuid7(), group_id=group, student_id=s.id, valid_from=SINCE)
        for s in made
    )
    await work.flush()
