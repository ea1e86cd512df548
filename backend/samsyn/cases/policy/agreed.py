"""Who sees the agreed lines: those who teach the pupil now, and those who open the case they come from."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import ARRAY, Select, Uuid, and_, any_, bindparam, exists, func, not_, or_, select
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import AgreedMeasure, AgreedObservation, AgreedSource, CaseAccess
from samsyn.cases.policy.cases import by_function, holds_today, in_my_case
from samsyn.core.actor import STAFF, Actor
from samsyn.core.scope import KEY, PERSON, TENANT, scoped
from samsyn.identity import Assignment
from samsyn.students import (
    GRANTED,
    LED_BY_ME,
    UNPROTECTED,
    GroupLeader,
    GroupMember,
    Student,
    StudentGrant,
    StudentGroup,
)


class AgreedAction(StrEnum):
    LIST = "agreed-measure.list"
    READ = "agreed-measure.read"
    OBSERVE = "agreed-measure.observe"


def teaches_somewhere(actor: Actor) -> bool:
    """Whose groups they lead is asked of each pupil."""
    return actor.kind == "PERSON" and bool(actor.staff_units)


def allowed_on_agreed(actor: Actor, agreed: AgreedMeasure) -> frozenset[AgreedAction]:
    """Whoever sees a line because they teach the pupil may say whether it works."""
    return frozenset({AgreedAction.READ, AgreedAction.OBSERVE})


TODAY = func.samsyn_today()
SHARED_NOW: ColumnElement[bool] = and_(
    AgreedMeasure.ended_at.is_(None),
    AgreedMeasure.shared_from <= TODAY,
    AgreedMeasure.shared_until >= TODAY,
)
PUPILS = (Student, StudentGrant, StudentGroup, GroupMember, GroupLeader)


def _taught(*columns: Any) -> Select[Any]:
    """Lines shared now, of pupils in groups that the caller leads now, at a unit where their assignment is
    valid now. Never at a school that the pupil has moved to: what goes there is handed over. Protected
    pupils, and whatever comes from class K4, with a personal grant alone."""
    return (
        select(*columns)
        .join(
            Student,
            and_(Student.tenant_id == AgreedMeasure.tenant_id, Student.id == AgreedMeasure.student_id),
        )
        .where(
            AgreedMeasure.tenant_id == TENANT,
            SHARED_NOW,
            Student.tenant_id == TENANT,
            Student.active.is_(True),
            Student.school_id == AgreedMeasure.school_id,
            UNPROTECTED,
            LED_BY_ME,
            or_(not_(AgreedMeasure.granted_only), GRANTED),
        )
    )


MY_AGREED = scoped(_taught(AgreedMeasure, Student), AgreedMeasure, *PUPILS)
ONE_AGREED = scoped(_taught(AgreedMeasure).where(AgreedMeasure.id == KEY), AgreedMeasure, *PUPILS)
ONE_AGREED_WITH_PUPIL = scoped(MY_AGREED.where(AgreedMeasure.id == KEY), AgreedMeasure, *PUPILS)
MY_ANSWERS = scoped(
    select(AgreedObservation).where(
        AgreedObservation.tenant_id == TENANT,
        AgreedObservation.person_id == PERSON,
        AgreedObservation.agreed_id == any_(bindparam("lines", type_=ARRAY(Uuid()))),
        AgreedObservation.day == TODAY,
    ),
    AgreedObservation,
)
"""The caller's own of today, for lines that they were shown."""


def _of_case() -> ColumnElement[bool]:
    seen = or_(in_my_case(AgreedSource, AgreedSource.case_id), by_function(AgreedSource))
    return and_(
        AgreedSource.tenant_id == TENANT,
        AgreedSource.id == AgreedMeasure.id,
        AgreedSource.case_id == KEY,
        seen,
    )


LINES_OF_CASE = scoped(
    select(AgreedMeasure, AgreedSource).where(AgreedMeasure.tenant_id == TENANT, _of_case()),
    AgreedMeasure,
    AgreedSource,
    CaseAccess,
)
"""All lines that were ever shared from the case ``key``, for those who open it."""
ANSWERS_OF_CASE = scoped(
    select(AgreedObservation, AgreedSource.measure_id).where(
        AgreedObservation.tenant_id == TENANT,
        AgreedMeasure.tenant_id == TENANT,
        AgreedMeasure.id == AgreedObservation.agreed_id,
        _of_case(),
    ),
    AgreedObservation,
    AgreedMeasure,
    AgreedSource,
    CaseAccess,
)
LEADERS_OF_PUPILS = scoped(
    select(GroupLeader.person_id)
    .distinct()
    .join(
        GroupMember,
        and_(GroupMember.tenant_id == GroupLeader.tenant_id, GroupMember.group_id == GroupLeader.group_id),
    )
    .join(
        StudentGroup,
        and_(StudentGroup.tenant_id == GroupLeader.tenant_id, StudentGroup.id == GroupLeader.group_id),
    )
    .where(
        GroupLeader.tenant_id == TENANT,
        GroupMember.tenant_id == TENANT,
        StudentGroup.tenant_id == TENANT,
        GroupMember.student_id == any_(bindparam("pupils", type_=ARRAY(Uuid()))),
        *(holds_today(row) for row in (GroupLeader, GroupMember, StudentGroup)),
        exists().where(
            Assignment.tenant_id == GroupLeader.tenant_id,
            Assignment.person_id == GroupLeader.person_id,
            Assignment.school_id == StudentGroup.school_id,
            or_(*(Assignment.function == function for function in sorted(STAFF))),
            holds_today(Assignment),
        ),
    ),
    *PUPILS,
)
"""Who teaches the pupils of a visible case now: whom a line would reach, as far as protection goes."""
