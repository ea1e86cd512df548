"""Who may see which pupils: leaders of their groups, heads and student health of their unit.

Protected pupils (C15) are seen only by those with a personal grant, and never through a list of somebody
else's. The database holds unit and protection as well.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import and_, any_, exists, func, or_, select
from sqlalchemy.sql import ColumnElement

from samsyn.core.actor import Actor
from samsyn.core.scope import KEY, LIST_UNITS, PERSON, TENANT, TRIAGE_UNITS, UNITS, in_own_unit, scoped
from samsyn.students.models import GroupLeader, GroupMember, Student, StudentGrant, StudentGroup
from samsyn.students.rules import ProtectionLevel


class GroupAction(StrEnum):
    LIST = "group.list"
    READ = "group.read"
    READ_MEMBERS = "group.read-members"


class StudentAction(StrEnum):
    READ = "student.read"
    SEARCH = "student.search"
    LIST_MINE = "student.list-mine"


def now(row: Any) -> ColumnElement[bool]:
    """The row's days hold today; the database's own day, which is Stockholm's."""
    today = func.samsyn_today()
    return and_(row.valid_from <= today, or_(row.valid_to.is_(None), row.valid_to >= today))


GRANTED: ColumnElement[bool] = exists().where(
    StudentGrant.tenant_id == Student.tenant_id,
    StudentGrant.student_id == Student.id,
    StudentGrant.person_id == PERSON,
    now(StudentGrant),
)
UNPROTECTED: ColumnElement[bool] = or_(
    and_(Student.protection_level == ProtectionLevel.NONE, Student.protection_known.is_(True)), GRANTED
)
"""May be shown as far as protection goes. Part of every select on pupils."""

LED_BY_ME: ColumnElement[bool] = exists().where(
    GroupMember.tenant_id == Student.tenant_id,
    GroupMember.student_id == Student.id,
    now(GroupMember),
    StudentGroup.tenant_id == GroupMember.tenant_id,
    StudentGroup.id == GroupMember.group_id,
    StudentGroup.school_id == any_(UNITS),
    now(StudentGroup),
    GroupLeader.tenant_id == StudentGroup.tenant_id,
    GroupLeader.group_id == StudentGroup.id,
    GroupLeader.person_id == PERSON,
    now(GroupLeader),
)
"""In a group that the caller leads now, at a unit where the caller's assignment is valid now."""

PUPIL_TABLES = (Student, StudentGrant, StudentGroup, GroupMember, GroupLeader)

ONE_STUDENT = scoped(
    select(Student).where(
        Student.tenant_id == TENANT,
        Student.id == KEY,
        Student.active.is_(True),
        UNPROTECTED,
        or_(Student.school_id == any_(LIST_UNITS), Student.school_id == any_(TRIAGE_UNITS), LED_BY_ME),
    ),
    *PUPIL_TABLES,
)
MY_STUDENTS = scoped(
    select(Student).where(Student.tenant_id == TENANT, Student.active.is_(True), UNPROTECTED, LED_BY_ME),
    *PUPIL_TABLES,
)
VISIBLE_GROUPS = scoped(
    select(StudentGroup).where(
        StudentGroup.tenant_id == TENANT, in_own_unit(StudentGroup.school_id), now(StudentGroup)
    ),
    StudentGroup,
)
ONE_GROUP = scoped(VISIBLE_GROUPS.where(StudentGroup.id == KEY), StudentGroup)


def works_at_a_unit(actor: Actor) -> bool:
    return actor.kind == "PERSON" and bool(actor.staff_units)
