"""Pupils of concerns and cases, by name only for those who may know it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from samsyn.cases.errors import unknown_group, unknown_student
from samsyn.cases.models import Case
from samsyn.cases.policy import (
    CHOOSABLE_STUDENTS,
    IN_GRADE,
    NAMED_STUDENTS,
    ONE_GROUP,
    PUPIL_IDS_OF_CASE,
    PUPILS_OF_CONCERN,
)
from samsyn.cases.rules.access import FEWEST_IN_GRADE
from samsyn.cases.schemas.shared import PupilOut
from samsyn.core.schema import Named
from samsyn.core.work import Work
from samsyn.students import ProtectionLevel, Student, StudentGroup


def pupils_in(rows: Iterable[Any]) -> list[str]:
    """Ids for the access log from ``student_ids`` as PostgreSQL writes an array."""
    return sorted({one for row in rows if row.student_ids for one in row.student_ids[1:-1].split(",")})


async def chosen_students(work: Work, ids: Sequence[UUID], school_id: UUID) -> list[Student]:
    """The pupils that the caller may choose at this unit. Raises Unfit when one of them is not there."""
    if not ids:
        return []
    wanted = set(ids)
    found = list(await work.scalars(CHOOSABLE_STUDENTS, {"wanted": list(wanted)}))
    if {s.id for s in found if s.school_id == school_id} != wanted:
        raise unknown_student()
    work.students = sorted(wanted)
    work.log("student.choose", "Student", sorted(wanted), school=school_id)
    return found


def is_protected(student: Student) -> bool:
    """Nobody has said that there is no protection: handled as protected."""
    return not student.protection_known or student.protection_level != ProtectionLevel.NONE


def any_protected(students: Sequence[Student]) -> bool:
    return any(map(is_protected, students))


async def chosen_group(work: Work, group_id: UUID | None, school_id: UUID) -> None:
    """Raises Unfit when the group is not one of the unit."""
    if group_id is not None:
        found: StudentGroup | None = await work.one_or_none(ONE_GROUP, key=group_id)
        if found is None or found.school_id != school_id:
            raise unknown_group()


async def any_protected_in(work: Work, case: Case) -> bool:
    """Whether a pupil in the case is, also where the caller may not know who it is: that shows as
    protected."""
    students = await remember_case_students(work, case.id)
    return any(pupil.protected for pupil in await pupils_shown(work, students))


async def group_named(work: Work, group_id: UUID | None) -> Named | None:
    if group_id is None:
        return None
    found: StudentGroup | None = await work.one_or_none(ONE_GROUP, key=group_id)
    return Named(id=group_id, name=found.name) if found else None


async def grade_to_name(work: Work, school_id: UUID, students: Sequence[Student]) -> str | None:
    """The grade of all of them, where it has so many pupils that it may be named outside the case."""
    grades = {student.grade for student in students}
    grade = grades.pop() if len(grades) == 1 else None
    if grade is None:
        return None
    size: int = await work.scalar(IN_GRADE, {"school": school_id, "grade": grade})
    return grade if size >= FEWEST_IN_GRADE else None


async def remember_case_students(work: Work, case_id: UUID) -> list[UUID]:
    """Ids of the pupils in a case; from here on the access log of this request names them. A case that its
    gate has found knows them already."""
    case = work.held(Case, case_id)
    known = None if case is None else case.pupil_ids
    work.students = list(await work.scalars(PUPIL_IDS_OF_CASE, {"key": case_id}) if known is None else known)
    return work.students


async def remember_concern_students(work: Work, concern_id: UUID) -> list[UUID]:
    """The same for a concern."""
    work.students = [row.student_id for row in await work.scalars(PUPILS_OF_CONCERN, {"key": concern_id})]
    return work.students


async def pupils_shown(work: Work, ids: Sequence[UUID]) -> list[PupilOut]:
    """In the order of names; without a name where the caller may not know who it is."""
    if not ids:
        return []
    found = {s.id: s for s in await work.scalars(NAMED_STUDENTS, {"wanted": list(ids)})}
    known = [
        PupilOut(
            id=s.id,
            name=s.name,
            grade=s.grade,
            protected=is_protected(s),
        )
        for s in sorted(found.values(), key=lambda s: s.sort_key)
    ]
    hidden = [PupilOut(id=one, name=None, grade=None, protected=True) for one in ids if one not in found]
    return known + hidden
