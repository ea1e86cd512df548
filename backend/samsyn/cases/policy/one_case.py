"""One case, and what is in it: the caller's ways into the case ``key`` are found once in a statement."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from sqlalchemy import ARRAY, Select, Uuid, and_, bindparam, exists, func, not_, or_, select
from sqlalchemy.orm import with_expression
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import Case, CaseAccess, CaseNote, CaseStudent, PartOfCase
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.policy.cases import AS_OFFICER, is_one_of, kept_for_me, valid_access, within_reach
from samsyn.core.scope import KEY, TENANT, code, scoped

PART: Any = bindparam("part", type_=Uuid)
WAYS_IN: Final = (
    select(CaseAccess.kind, CaseAccess.role_in_case).where(CaseAccess.case_id == KEY, valid_access()).cte("w")
)
IN_CIRCLE: Final = exists(select(WAYS_IN.c.kind))
IS_NAMED: Final = exists(select(WAYS_IN.c.kind).where(WAYS_IN.c.kind != code("BREAK_GLASS")))
ROLE_HERE: Final = (
    select(WAYS_IN.c.role_in_case).where(WAYS_IN.c.kind == code("CIRCLE")).limit(1).scalar_subquery()
)
OFFICER: Final = exists(select(AS_OFFICER.cte("o").c.id))


def seen_in_case(part: Any) -> ColumnElement[bool]:
    """A row of the case ``key``, by its own class. Only where it is asked besides whether the case points out
    the caller."""
    return and_(part.tenant_id == TENANT, part.case_id == KEY, reached_in_case(part))


def reached_in_case(row: Any) -> ColumnElement[bool]:
    """The same of the case itself."""
    in_circle = and_(IN_CIRCLE, or_(not_(is_one_of(row.confidentiality, ("K4",))), IS_NAMED))
    return or_(in_circle, within_reach(row, OFFICER))


_PUPIL_IDS = func.array(
    select(CaseStudent.student_id)
    .where(seen_in_case(CaseStudent), CaseStudent.removed_at.is_(None))
    .scalar_subquery(),
    type_=ARRAY(Uuid()),
)
ONE_CASE = scoped(
    select(Case)
    .where(Case.tenant_id == TENANT, Case.id == KEY, reached_in_case(Case), not_against_me(Case.id))
    .options(with_expression(Case.my_role, ROLE_HERE), with_expression(Case.pupil_ids, _PUPIL_IDS)),
    Case,
    CaseAccess,
    CaseStudent,
)


def visible_parts(model: type[PartOfCase], *columns: Any) -> Select[Any]:
    """Those of the case ``key``."""
    table: Any = model
    seen = and_(seen_in_case(table), not_against_me(table.case_id))
    if model is CaseNote:
        seen = and_(seen, kept_for_me(IS_NAMED))
    return scoped(select(*(columns or (model,))).where(seen), table, CaseAccess)


@cache
def visible_part(model: type[PartOfCase], *columns: Any) -> Select[Any]:
    """The one ``part`` of the case ``key``. Kept: making and compiling it costs more than asking it."""
    table: Any = model
    return scoped(visible_parts(model, *columns).where(table.id == PART), table, CaseAccess)


_PUPILS = and_(seen_in_case(CaseStudent), not_against_me(CaseStudent.case_id))
PUPILS_OF_CASE = scoped(select(CaseStudent).where(_PUPILS), CaseStudent, CaseAccess)
PUPIL_IDS_OF_CASE = scoped(
    select(CaseStudent.student_id).where(_PUPILS, CaseStudent.removed_at.is_(None)), CaseStudent, CaseAccess
)
