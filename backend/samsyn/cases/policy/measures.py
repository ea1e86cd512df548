"""Which measures of other cases somebody sees from one: those of cases that they could open themselves."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ARRAY, Select, Text, Uuid, and_, any_, bindparam, or_, select
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import Case, CaseAccess, Measure
from samsyn.cases.policy.cases import VISIBLE_CASE, by_function, in_my_case, is_one_of
from samsyn.cases.rules.measures import TRIED, WIDER
from samsyn.core.scope import KEY, TENANT, scoped
from samsyn.core.vocabulary import SubjectKind

AT_SCHOOL: Any = bindparam("at_school", type_=Uuid)
ABOUT: Any = bindparam("about", type_=ARRAY(Text))
AROUND_PUPILS = (SubjectKind.GROUP, SubjectKind.UNIT, SubjectKind.NONE)
LINKED: Any = bindparam("linked", type_=ARRAY(Uuid()))
ON_THE_SAME: ColumnElement[bool] = or_(
    and_(
        Case.school_id == AT_SCHOOL, is_one_of(Case.subject, AROUND_PUPILS), Case.themes.bool_op("&&")(ABOUT)
    ),
    Case.id == any_(LINKED),
)
"""Cases of the unit about a group or the environment with a theme in common, and those that are linked."""


def _tried(*columns: Any) -> Select[Any]:
    """Decided once, in a case that the caller opens, and each by its own class."""
    seen = or_(in_my_case(Measure, Measure.case_id), by_function(Measure))
    return (
        select(*columns)
        .join(Case, and_(Case.tenant_id == Measure.tenant_id, Case.id == Measure.case_id))
        .where(
            Measure.tenant_id == TENANT,
            Case.tenant_id == TENANT,
            VISIBLE_CASE,
            seen,
            Measure.case_id != KEY,
            is_one_of(Measure.state, sorted(TRIED)),
            ON_THE_SAME,
        )
    )


TRIED_BEFORE = scoped(_tried(Measure, Case.number, Case.case_type, Case.themes), Measure, Case, CaseAccess)
"""For the case ``key`` at ``at_school`` with the themes ``about`` and the cases ``linked`` to it."""
WIDER_TRIED = scoped(
    select(_tried(Measure.id).where(is_one_of(Measure.scope, sorted(WIDER))).exists()),
    Measure,
    Case,
    CaseAccess,
)
"""Whether anything of it was done around pupils (C18)."""
