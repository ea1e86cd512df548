"""Who may open which concern and which case, and what they may do there.

A case opens for its circle (``case_access`` valid now, through an assignment valid now), and up to K2 for the
heads of its unit and the organiser's case officer, as far as its ``reach`` goes. The database holds the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Select, Text, Uuid, and_, any_, bindparam, exists, func, or_, select
from sqlalchemy.orm import with_expression
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import (
    Case,
    CaseAccess,
    CaseHead,
    CaseStudent,
    Concern,
    ConcernCase,
    ConcernHead,
    ConcernStudent,
    PartOfCase,
)
from samsyn.cases.rules import CircleRole, ConcernState
from samsyn.cases.rules.access import LISTABLE, ConcernReach, Reach
from samsyn.core.actor import HEADS, TRIAGE, Actor, Function
from samsyn.core.scope import KEY, LIST_UNITS, PERSON, TENANT, TRIAGE_UNITS, UNITS, scoped
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.identity import Assignment
from samsyn.students import UNPROTECTED, Student, StudentGrant, StudentGroup


class ConcernAction(StrEnum):
    LIST = "concern.list"
    REPORT = "concern.report"
    RECEIPT = "concern.receipt"
    READ = "concern.read"
    ASSESS = "concern.assess"


class CaseAction(StrEnum):
    LIST = "case.list"
    HEADS = "case-head.list"
    STRADDLING = "case-head.straddling"
    OPEN = "case.open"
    READ = "case.read"
    CHANGE = "case.change"
    MOVE = "case.move"
    CLOSE = "case.close"
    REOPEN = "case.reopen"
    MANAGE_CIRCLE = "case.manage-circle"
    WRITE_NOTE = "case.write-note"
    WRITE_VOICE = "case.write-voice"
    WRITE_MEASURE = "case.write-measure"


def holds_today(row: Any) -> ColumnElement[bool]:
    today = func.samsyn_today()
    return and_(row.valid_from <= today, or_(row.valid_to.is_(None), row.valid_to >= today))


AS_OFFICER = select(Assignment.id).where(
    Assignment.tenant_id == TENANT,
    Assignment.person_id == PERSON,
    Assignment.function == Function.ORGANISER_CASE_OFFICER,
    Assignment.scope_type == "ORGANISER",
    holds_today(Assignment),
)
IS_OFFICER: ColumnElement[bool] = AS_OFFICER.exists()
BROUGHT_IN: ColumnElement[bool] = exists().where(
    Assignment.tenant_id == CaseAccess.tenant_id,
    Assignment.person_id == CaseAccess.person_id,
    or_(
        Assignment.school_id == CaseAccess.via_school_id,
        and_(CaseAccess.via_school_id.is_(None), Assignment.scope_type != "UNIT"),
    ),
    holds_today(Assignment),
)
"""The assignment that brought the person into the circle still holds."""


def valid_access() -> ColumnElement[bool]:
    """The caller's own ways in that are open now; ``samsyn_now`` is the transaction's time."""
    now = func.samsyn_now()
    return and_(
        CaseAccess.tenant_id == TENANT,
        CaseAccess.person_id == PERSON,
        CaseAccess.valid_from <= now,
        or_(CaseAccess.valid_to.is_(None), CaseAccess.valid_to > now),
        BROUGHT_IN,
    )


MY_CASES = select(CaseAccess.case_id).where(valid_access())


@cache
def _code(code: str) -> Any:
    """A parameter that never changes, the same wherever it stands: ``in_`` would make the statement anew each
    time it is asked."""
    return bindparam(None, code, type_=Text, unique=True)


def is_one_of(column: Any, codes: Iterable[str]) -> ColumnElement[bool]:
    return or_(*(column == _code(str(code)) for code in codes))


def by_function(row: Any, officer: ColumnElement[bool] = IS_OFFICER) -> ColumnElement[bool]:
    """Heads of the unit and the organiser's case officer, up to K2 and as far as the reach goes."""
    heads = and_(is_one_of(row.reach, (Reach.UNIT, Reach.BOTH)), row.school_id == any_(LIST_UNITS))
    officers = and_(is_one_of(row.reach, (Reach.BOTH, Reach.ORGANISER)), officer)
    return and_(is_one_of(row.confidentiality, LISTABLE), or_(heads, officers))


VISIBLE_CASE = and_(Case.tenant_id == TENANT, or_(Case.id.in_(MY_CASES), by_function(Case)))
MY_ROLE = (
    select(CaseAccess.role_in_case)
    .where(CaseAccess.case_id == Case.id, CaseAccess.kind == "CIRCLE", valid_access())
    .limit(1)
    .scalar_subquery()
)


def visible_cases(*columns: Any) -> Select[Any]:
    """Cases the caller may open."""
    return scoped(select(*(columns or (Case,))).where(VISIBLE_CASE), Case, CaseAccess)


ONE_CASE = scoped(
    visible_cases().where(Case.id == KEY).options(with_expression(Case.my_role, MY_ROLE)), Case, CaseAccess
)


def visible_parts(model: type[PartOfCase], *columns: Any) -> Select[Any]:
    """Notes, voices, measures or events of the case ``key``: each row by its own class."""
    table: Any = model
    seen = or_(table.case_id.in_(MY_CASES), by_function(table))
    statement = select(*(columns or (model,))).where(table.tenant_id == TENANT, table.case_id == KEY, seen)
    return scoped(statement, table, CaseAccess)


PUPILS_OF_CASE = scoped(
    select(CaseStudent).where(
        CaseStudent.tenant_id == TENANT,
        CaseStudent.case_id == KEY,
        or_(CaseStudent.case_id.in_(MY_CASES), by_function(CaseStudent)),
    ),
    CaseStudent,
    CaseAccess,
)
CIRCLE_OF_CASE = scoped(
    select(CaseAccess).where(CaseAccess.tenant_id == TENANT, CaseAccess.case_id == KEY), CaseAccess
)
"""Every way into one case, ended ones too. Only behind a gate that has found the case."""

HEAD_OF_CASE = scoped(select(CaseHead).where(CaseHead.tenant_id == TENANT, CaseHead.id == KEY), CaseHead)
"""To write it together with its case; only behind a gate that has found the case."""


def visible_case_heads(*columns: Any) -> Select[Any]:
    """Minimised: student health and heads at their units, systems at theirs. Never K4, nor past the unit."""
    units = or_(
        CaseHead.school_id == any_(TRIAGE_UNITS), and_(PERSON.is_(None), CaseHead.school_id == any_(UNITS))
    )
    statement = select(*(columns or (CaseHead,))).where(
        CaseHead.tenant_id == TENANT,
        CaseHead.confidentiality != ConfidentialityClass.K4,
        CaseHead.reach != Reach.ORGANISER,
        units,
    )
    return scoped(statement, CaseHead)


# Concerns ---------------------------------------------------------------------------------------------------


def reached(row: Any, officer: ColumnElement[bool] = IS_OFFICER) -> ColumnElement[bool]:
    """Who reported it, from a unit where they still work; and those who assess it."""
    return or_(
        and_(row.reporter_id == PERSON, row.school_id == any_(UNITS)),
        and_(row.reach == ConcernReach.TRIAGE, row.school_id == any_(TRIAGE_UNITS)),
        and_(row.reach == ConcernReach.HEADS, row.school_id == any_(LIST_UNITS)),
        and_(row.reach == ConcernReach.ORGANISER, officer),
    )


LED_TO_MINE = select(ConcernCase.concern_id).where(
    ConcernCase.tenant_id == TENANT, ConcernCase.case_id.in_(MY_CASES)
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


# What may be done -------------------------------------------------------------------------------------------


def is_person(actor: Actor) -> bool:
    return actor.kind == "PERSON"


def is_case_officer(actor: Actor) -> bool:
    officer = Function.ORGANISER_CASE_OFFICER
    return any(a.function is officer and a.scope == "ORGANISER" for a in actor.assignments)


def assesses(actor: Actor) -> bool:
    """Somewhere; which concerns is asked of each."""
    return bool(actor.units(TRIAGE)) or is_case_officer(actor)


def may_open(actor: Actor) -> bool:
    """Somewhere: heads and student health."""
    return bool(actor.units(TRIAGE))


def may_assess(actor: Actor, concern: Concern) -> bool:
    if concern.reach == ConcernReach.ORGANISER:
        return is_case_officer(actor)
    functions = TRIAGE if concern.reach == ConcernReach.TRIAGE else HEADS
    return actor.holds_at(concern.school_id, functions)


def allowed_on_concern(actor: Actor, concern: Concern) -> frozenset[ConcernAction]:
    """Asked again after it was assessed: the command then says so (409), which is no matter of rights."""
    own = {ConcernAction.READ}
    return frozenset(own | {ConcernAction.ASSESS} if may_assess(actor, concern) else own)


def allowed_on_receipt(actor: Actor, head: ConcernHead) -> frozenset[ConcernAction]:
    return frozenset({ConcernAction.RECEIPT})


READS = frozenset({CaseAction.READ})
WRITES = READS | {CaseAction.WRITE_NOTE, CaseAction.WRITE_VOICE}
INVESTIGATES = WRITES | {CaseAction.WRITE_MEASURE, CaseAction.MOVE}
MANAGES = INVESTIGATES | {
    CaseAction.CHANGE,
    CaseAction.CLOSE,
    CaseAction.REOPEN,
    CaseAction.MANAGE_CIRCLE,
}
BY_ROLE: dict[str, frozenset[CaseAction]] = {
    CircleRole.OWNER: MANAGES,
    CircleRole.INVESTIGATOR: INVESTIGATES,
    CircleRole.CONTRIBUTOR: WRITES,
    CircleRole.INFORMED: READS,
}


def comes_by_function(actor: Actor, case: Case) -> bool:
    """As head of the unit or the organiser's case officer, beside what the circle says."""
    if case.confidentiality not in LISTABLE:
        return False
    if case.reach in (Reach.UNIT, Reach.BOTH) and actor.holds_at(case.school_id, HEADS):
        return True
    return case.reach in (Reach.BOTH, Reach.ORGANISER) and is_case_officer(actor)


def allowed_on_case(actor: Actor, case: Case) -> frozenset[CaseAction]:
    """By role in the circle and by function; that a closed case takes nothing is the commands' to say."""
    by_role = BY_ROLE.get(case.my_role or "", READS)
    return by_role | MANAGES if comes_by_function(actor, case) else by_role


SHUT = frozenset({CaseAction.READ, CaseAction.REOPEN})


def open_to_now(actor: Actor, case: Case) -> frozenset[CaseAction]:
    """What is offered: a closed case can be read and reopened, an open one not reopened."""
    allowed = allowed_on_case(actor, case)
    return allowed - {CaseAction.REOPEN} if case.is_open else allowed & SHUT


def offered_on_concern(actor: Actor, concern: Concern) -> frozenset[ConcernAction]:
    allowed = allowed_on_concern(actor, concern)
    return allowed if concern.state == ConcernState.NEW else allowed - {ConcernAction.ASSESS}
