"""Which concerns somebody may see, and the pupils and groups that can be named."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ARRAY, Select, Text, Uuid, and_, any_, bindparam, func, or_, select
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import (
    CaseAccess,
    Concern,
    ConcernCase,
    ConcernHead,
    ConcernStudent,
)
from samsyn.cases.policy.against import concern_not_against_me
from samsyn.cases.policy.cases import IS_OFFICER, MY_NAMED_CASES
from samsyn.cases.rules.access import ConcernReach
from samsyn.core.scope import KEY, LIST_UNITS, PERSON, TENANT, TRIAGE_UNITS, UNITS, scoped
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.students import UNPROTECTED, Student, StudentGrant, StudentGroup


def reached(row: Any, officer: ColumnElement[bool] = IS_OFFICER) -> ColumnElement[bool]:
    """Who reported it, from a unit where they still work; and those who assess it, but never whom a case that
    it led to points out (C11). ``row`` is a concern or a pupil in one."""
    concern_id = row.id if row is Concern else row.concern_id
    assessing = or_(
        and_(row.reach == ConcernReach.TRIAGE, row.school_id == any_(TRIAGE_UNITS)),
        and_(row.reach == ConcernReach.HEADS, row.school_id == any_(LIST_UNITS)),
        and_(row.reach == ConcernReach.ORGANISER, officer),
    )
    return or_(
        and_(row.reporter_id == PERSON, row.school_id == any_(UNITS)),
        and_(assessing, concern_not_against_me(concern_id)),
    )


LED_TO_MINE = select(ConcernCase.concern_id).where(
    ConcernCase.tenant_id == TENANT, ConcernCase.case_id.in_(MY_NAMED_CASES)
)
"""The circle of a case reads the concerns behind it."""


def visible_concerns(*columns: Any) -> Select[Any]:
    statement = select(*(columns or (Concern,))).where(
        Concern.tenant_id == TENANT, or_(reached(Concern), Concern.id.in_(LED_TO_MINE))
    )
    return scoped(statement, Concern, ConcernCase, CaseAccess)


ONE_CONCERN = visible_concerns().where(Concern.id == KEY)
PUPILS_OF_CONCERN = scoped(
    select(ConcernStudent).where(
        ConcernStudent.tenant_id == TENANT,
        ConcernStudent.concern_id == KEY,
        or_(reached(ConcernStudent), ConcernStudent.concern_id.in_(LED_TO_MINE)),
    ),
    ConcernStudent,
    ConcernCase,
    CaseAccess,
)
ONE_RECEIPT = scoped(
    select(ConcernHead).where(
        ConcernHead.tenant_id == TENANT,
        ConcernHead.id == KEY,
        or_(
            and_(ConcernHead.reporter_id == PERSON, ConcernHead.school_id == any_(UNITS)),
            and_(
                PERSON.is_(None),
                ConcernHead.school_id == any_(UNITS),
                ConcernHead.confidentiality != ConfidentialityClass.K4,
            ),
        ),
    ),
    ConcernHead,
)
HEAD_OF_CONCERN = scoped(
    select(ConcernHead).where(ConcernHead.tenant_id == TENANT, ConcernHead.id == KEY), ConcernHead
)
CASES_OF_CONCERN = scoped(
    select(ConcernCase).where(ConcernCase.tenant_id == TENANT, ConcernCase.concern_id == KEY), ConcernCase
)
CONCERNS_OF_CASE = scoped(
    select(ConcernCase).where(ConcernCase.tenant_id == TENANT, ConcernCase.case_id == KEY), ConcernCase
)
ONE_GROUP = scoped(
    select(StudentGroup).where(StudentGroup.tenant_id == TENANT, StudentGroup.id == KEY), StudentGroup
)
WANTED = bindparam("wanted", type_=ARRAY(Uuid()))
NAMED_STUDENTS = scoped(
    select(Student).where(Student.tenant_id == TENANT, Student.id == any_(WANTED), UNPROTECTED),
    Student,
    StudentGrant,
)
"""Only for ids that a visible case or concern has given; a protected pupil shows with a personal grant."""

IN_GRADE = scoped(
    select(func.count()).where(
        Student.tenant_id == TENANT,
        Student.active.is_(True),
        Student.school_id == bindparam("school", type_=Uuid),
        Student.grade == bindparam("grade", type_=Text),
    ),
    Student,
)
"""How many pupils a grade has at a unit: one with few is not named outside a case."""

CHOOSABLE_STUDENTS = scoped(
    NAMED_STUDENTS.where(Student.active.is_(True), Student.school_id == any_(UNITS)), Student, StudentGrant
)
"""Whom somebody may write a concern or open a case about."""
