"""Who may see which pupils: leaders of their groups, heads and student health of their unit.

Protected pupils (C15) are seen only by those with a personal grant, and never through a search. The database
holds unit and protection as well.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import ARRAY, Text, and_, any_, bindparam, exists, func, or_, select
from sqlalchemy.sql import ColumnElement

from samsyn.core.actor import HEADS, Actor
from samsyn.core.scope import KEY, LIST_UNITS, PERSON, TENANT, TRIAGE_UNITS, UNITS, in_own_unit, scoped
from samsyn.students.models import GroupLeader, GroupMember, Student, StudentGrant, StudentGroup
from samsyn.students.rules import ProtectionLevel


class GroupAction(StrEnum):
    LIST = "group.list"
    READ = "group.read"
    LIST_MEMBERS = "group.list-members"


class StudentAction(StrEnum):
    READ = "student.read"
    SEARCH = "student.search"
    LIST_MINE = "student.list-mine"
    GRANT = "student.grant"
    LOOK_FOR_NAME = "student.look-for-name"
    KEEP_NAME = "student.keep-name"


class GrantAction(StrEnum):
    READ = "student-grant.read"
    END = "student-grant.end"


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
OPENLY_NAMED: ColumnElement[bool] = and_(
    Student.protection_level == ProtectionLevel.NONE, Student.protection_known.is_(True)
)
UNPROTECTED: ColumnElement[bool] = or_(OPENLY_NAMED, GRANTED)
"""May be shown as far as protection goes. Part of every select on pupils."""

_LED_GROUPS = (
    select(StudentGroup.id)
    .join(
        GroupLeader,
        and_(GroupLeader.tenant_id == StudentGroup.tenant_id, GroupLeader.group_id == StudentGroup.id),
    )
    .where(
        StudentGroup.tenant_id == TENANT,
        StudentGroup.school_id == any_(UNITS),
        now(StudentGroup),
        GroupLeader.person_id == PERSON,
        now(GroupLeader),
    )
)
LED_BY_ME: ColumnElement[bool] = Student.id.in_(
    select(GroupMember.student_id).where(
        GroupMember.tenant_id == TENANT, GroupMember.group_id.in_(_LED_GROUPS), now(GroupMember)
    )
)
"""In a group that the caller leads now, at a unit where the caller's assignment is valid now."""

PUPIL_TABLES = (Student, StudentGrant, StudentGroup, GroupMember, GroupLeader)
_HERE = (Student.tenant_id == TENANT, Student.active.is_(True), UNPROTECTED)

ONE_STUDENT = scoped(
    select(Student).where(
        *_HERE,
        Student.id == KEY,
        or_(Student.school_id == any_(LIST_UNITS), Student.school_id == any_(TRIAGE_UNITS), LED_BY_ME),
    ),
    *PUPIL_TABLES,
)
MY_STUDENTS = scoped(select(Student).where(*_HERE, LED_BY_ME), *PUPIL_TABLES)

SOUGHT: Any = bindparam("sought", type_=Text)
"""The sort key of "family given"."""
MOST_HITS = 3
FOUND_STUDENTS = scoped(
    select(Student, LED_BY_ME.label("is_mine"))
    .where(
        Student.tenant_id == TENANT,
        Student.school_id == any_(UNITS),
        Student.sort_key == SOUGHT,
        Student.active.is_(True),
        OPENLY_NAMED,
    )
    .order_by(LED_BY_ME.desc(), Student.school_id, Student.id)
    .limit(MOST_HITS),
    *PUPIL_TABLES,
)
"""By exact name in the caller's units, one's own pupils first; the protected never, whoever asks."""

NAMED_STUDENTS = scoped(
    select(Student.id, Student.sort_key).where(
        Student.tenant_id == TENANT,
        Student.school_id == any_(UNITS),
        Student.sort_key == any_(bindparam("keys", type_=ARRAY(Text()))),
        Student.active.is_(True),
        OPENLY_NAMED,
    ),
    *PUPIL_TABLES,
)
"""By whole names, as in the search: what is typed never tells of somebody protected."""

VISIBLE_GROUPS = scoped(
    select(StudentGroup).where(
        StudentGroup.tenant_id == TENANT, in_own_unit(StudentGroup.school_id), now(StudentGroup)
    ),
    StudentGroup,
    GroupLeader,
)
MY_GROUPS = scoped(VISIBLE_GROUPS.where(StudentGroup.id.in_(_LED_GROUPS)), StudentGroup, GroupLeader)
ONE_GROUP = scoped(VISIBLE_GROUPS.where(StudentGroup.id == KEY), StudentGroup, GroupLeader)
GROUP_WITH_MEMBERS = scoped(
    select(StudentGroup).where(
        StudentGroup.tenant_id == TENANT,
        StudentGroup.id == KEY,
        now(StudentGroup),
        or_(StudentGroup.school_id == any_(LIST_UNITS), StudentGroup.id.in_(_LED_GROUPS)),
    ),
    StudentGroup,
    GroupLeader,
)
"""Whose pupils the caller may list: a head of the unit, or a leader of the group."""
MEMBERS_OF_GROUP = scoped(
    select(Student).where(
        *_HERE,
        Student.id.in_(
            select(GroupMember.student_id).where(
                GroupMember.tenant_id == TENANT, GroupMember.group_id == KEY, now(GroupMember)
            )
        ),
    ),
    *PUPIL_TABLES,
)
"""For a group found by GROUP_WITH_MEMBERS."""

GROUPS_OF_STUDENTS = scoped(
    select(GroupMember.student_id, StudentGroup.id, StudentGroup.name, StudentGroup.type)
    .join(
        StudentGroup,
        and_(StudentGroup.tenant_id == GroupMember.tenant_id, StudentGroup.id == GroupMember.group_id),
    )
    .where(GroupMember.tenant_id == TENANT, now(GroupMember), now(StudentGroup))
    .order_by(StudentGroup.type, StudentGroup.sort_key, StudentGroup.id),
    GroupMember,
    StudentGroup,
)
"""To be narrowed to pupils that the caller was already shown."""
LEADERS_OF_GROUPS = scoped(
    select(GroupLeader).where(GroupLeader.tenant_id == TENANT, now(GroupLeader)), GroupLeader
)
"""To be narrowed to groups that the caller was already shown."""

ONE_GRANT = scoped(
    select(StudentGrant).where(
        StudentGrant.tenant_id == TENANT, StudentGrant.id == KEY, StudentGrant.created_by == PERSON
    ),
    StudentGrant,
)
"""A grant is the giver's business; whom it is for sees the pupil, which is enough."""


def works_at_a_unit(actor: Actor) -> bool:
    return actor.kind == "PERSON" and bool(actor.staff_units)


def allowed_on_student(actor: Actor, student: Student) -> frozenset[StudentAction]:
    """A head who sees a protected pupil decides who else may; a grant to others means nothing otherwise."""
    own = {StudentAction.READ}
    open_to_all = student.protection_known and student.protection_level == ProtectionLevel.NONE
    gives = actor.holds_at(student.school_id, HEADS) and not open_to_all
    return frozenset(own | {StudentAction.GRANT} if gives else own)


def allowed_on_group(actor: Actor, group: StudentGroup) -> frozenset[GroupAction]:
    """What follows from the assignment alone; a leader of the group may list its members too."""
    own = {GroupAction.READ}
    heads_it = group.school_id in actor.units(HEADS) and actor.assurance > 1
    return frozenset(own | {GroupAction.LIST_MEMBERS} if heads_it else own)
