"""Which cases, and which rows of one, somebody may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, and_, any_, exists, func, or_, select
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import (
    Case,
    CaseAccess,
    CaseHead,
    CaseNote,
    PartOfCase,
)
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.rules.access import LISTABLE, WORKS_IN, Reach
from samsyn.core.actor import Function
from samsyn.core.scope import KEY, LIST_UNITS, PERSON, TENANT, TRIAGE_UNITS, UNITS, code, scoped
from samsyn.core.vocabulary import ConfidentialityClass, SecrecyBranch
from samsyn.identity import Assignment


def holds_today(row: Any) -> ColumnElement[bool]:
    today = func.samsyn_today()
    return and_(row.valid_from <= today, or_(row.valid_to.is_(None), row.valid_to >= today))


AS_OFFICER = select(Assignment.id).where(
    Assignment.tenant_id == TENANT,
    Assignment.person_id == PERSON,
    Assignment.function == code(Function.ORGANISER_CASE_OFFICER),
    Assignment.scope_type == code("ORGANISER"),
    holds_today(Assignment),
)
IS_OFFICER: ColumnElement[bool] = AS_OFFICER.exists()
BROUGHT_IN: ColumnElement[bool] = exists().where(
    Assignment.tenant_id == CaseAccess.tenant_id,
    Assignment.person_id == CaseAccess.person_id,
    or_(
        Assignment.school_id == CaseAccess.via_school_id,
        and_(CaseAccess.via_school_id.is_(None), Assignment.scope_type != code("UNIT")),
    ),
    holds_today(Assignment),
)
"""The assignment that brought the person into the circle still holds."""


def valid_access() -> ColumnElement[bool]:
    """The caller's own ways in that are open now, none of them into a case that points the caller out (C11);
    ``samsyn_now`` is the transaction's time."""
    now = func.samsyn_now()
    return and_(
        CaseAccess.tenant_id == TENANT,
        CaseAccess.person_id == PERSON,
        CaseAccess.valid_from <= now,
        or_(CaseAccess.valid_to.is_(None), CaseAccess.valid_to > now),
        BROUGHT_IN,
        not_against_me(CaseAccess.case_id),
    )


OPEN_WAYS = scoped(
    select(CaseAccess).where(
        CaseAccess.tenant_id == TENANT,
        CaseAccess.case_id == KEY,
        CaseAccess.valid_from <= func.samsyn_now(),
        or_(CaseAccess.valid_to.is_(None), CaseAccess.valid_to > func.samsyn_now()),
        BROUGHT_IN,
    ),
    CaseAccess,
)
"""Everybody's ways into one case that open it now. Only behind a gate that has found the case."""
MY_CASES = select(CaseAccess.case_id).where(valid_access())
MY_NAMED_CASES = select(CaseAccess.case_id).where(valid_access(), CaseAccess.kind != code("BREAK_GLASS"))
"""Those whose circle somebody has taken the caller into: what is in class K4 opens for nobody else."""


def is_one_of(column: Any, codes: Iterable[str]) -> ColumnElement[bool]:
    """``in_`` would make the statement anew each time it is asked."""
    return or_(*(column == code(one) for one in codes))


def within_reach(row: Any, officer: ColumnElement[bool]) -> ColumnElement[bool]:
    """Heads of the unit and the organiser's case officer, up to K2 and as far as the reach goes. Only where
    it is asked besides whether the case points them out."""
    heads = and_(is_one_of(row.reach, (Reach.UNIT, Reach.BOTH)), row.school_id == any_(LIST_UNITS))
    officers = and_(is_one_of(row.reach, (Reach.BOTH, Reach.ORGANISER)), officer)
    return and_(is_one_of(row.confidentiality, LISTABLE), or_(heads, officers))


def by_function(row: Any, officer: ColumnElement[bool] = IS_OFFICER) -> ColumnElement[bool]:
    """Those within reach, but whom the case points out (C11). ``row`` is a case, its head, or what has a
    ``case_id``."""
    case_id = row.id if row in (Case, CaseHead) else row.case_id
    return and_(within_reach(row, officer), not_against_me(case_id))


def in_my_case(row: Any, case_id: Any) -> ColumnElement[bool]:
    """Through a way into the case; what is in K4 not through one that was opened with a reason."""
    named = or_(row.confidentiality != code(ConfidentialityClass.K4), case_id.in_(MY_NAMED_CASES))
    return and_(case_id.in_(MY_CASES), named)


VISIBLE_CASE = and_(Case.tenant_id == TENANT, or_(in_my_case(Case, Case.id), by_function(Case)))


def role_in(case_id: Any) -> Any:
    """The caller's part in the circle of that case; none through a way that was opened with a reason."""
    return (
        select(CaseAccess.role_in_case)
        .where(CaseAccess.case_id == case_id, CaseAccess.kind == "CIRCLE", valid_access())
        .limit(1)
        .scalar_subquery()
    )


def visible_cases(*columns: Any) -> Select[Any]:
    """Cases the caller may open."""
    return scoped(select(*(columns or (Case,))).where(VISIBLE_CASE), Case, CaseAccess)


def _in_branch(function: Function) -> ColumnElement[bool]:
    return exists().where(
        Assignment.tenant_id == TENANT,
        Assignment.person_id == PERSON,
        Assignment.function == function,
        holds_today(Assignment),
    )


def kept_for_me(named: ColumnElement[bool]) -> ColumnElement[bool]:
    """A note that is kept in a branch of its own: its author, and those of that branch in the circle.
    ``named``: the caller is in the circle of the note's case."""
    theirs = (and_(CaseNote.kept_in == code(b), _in_branch(f)) for b, f in WORKS_IN.items())
    return or_(
        CaseNote.kept_in == code(SecrecyBranch.SCHOOL),
        and_(named, or_(CaseNote.written_by == PERSON, *theirs)),
    )


def visible_rows(model: type[PartOfCase], *columns: Any) -> Select[Any]:
    """Notes, voices, measures or events of whatever case: each row by its own class."""
    table: Any = model
    seen = or_(in_my_case(table, table.case_id), by_function(table))
    if model is CaseNote:
        seen = and_(seen, kept_for_me(CaseNote.case_id.in_(MY_NAMED_CASES)))
    statement = select(*(columns or (model,))).where(table.tenant_id == TENANT, seen)
    return scoped(statement, table, CaseAccess)


CIRCLE_OF_CASE = scoped(
    select(CaseAccess).where(CaseAccess.tenant_id == TENANT, CaseAccess.case_id == KEY), CaseAccess
)
"""Every way into one case, ended ones too. Only behind a gate that has found the case."""

HEAD_OF_CASE = scoped(select(CaseHead).where(CaseHead.tenant_id == TENANT, CaseHead.id == KEY), CaseHead)
"""To write it together with its case; only behind a gate that has found the case."""


HEAD_SHOWN: ColumnElement[bool] = and_(
    CaseHead.confidentiality != ConfidentialityClass.K4,
    CaseHead.reach != Reach.ORGANISER,
    not_against_me(CaseHead.id),
    or_(CaseHead.school_id == any_(TRIAGE_UNITS), and_(PERSON.is_(None), CaseHead.school_id == any_(UNITS))),
)
"""Student health and heads at their units, systems at theirs. Never K4, nor past the unit."""


def visible_case_heads(*columns: Any) -> Select[Any]:
    """Minimised."""
    statement = select(*(columns or (CaseHead,))).where(CaseHead.tenant_id == TENANT, HEAD_SHOWN)
    return scoped(statement, CaseHead)
