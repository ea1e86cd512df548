"""Who sees that two cases are linked: whoever opens the one and may know of the other."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ARRAY, ColumnElement, Select, Uuid, and_, any_, bindparam, case, or_, select

from samsyn.cases.models import Case, CaseAccess, CaseHead, CaseLink, Measure
from samsyn.cases.policy.cases import (
    HEAD_SHOWN,
    VISIBLE_CASE,
    by_function,
    in_my_case,
    is_one_of,
    visible_rows,
)
from samsyn.cases.rules.measures import TRIED
from samsyn.core.scope import KEY, TENANT, scoped

CASES: Any = bindparam("cases", type_=ARRAY(Uuid()))
OPENS: Final[ColumnElement[bool]] = or_(in_my_case(CaseHead, CaseHead.id), by_function(CaseHead))
_HERE = select(Case.id).where(Case.id == KEY, VISIBLE_CASE).exists()
OTHER = case((CaseLink.from_id == KEY, CaseLink.to_id), else_=CaseLink.from_id)


def _links(*more: Any) -> Select[Any]:
    """Of the case ``key``, which the caller opens, with the head of the case at the other end."""
    columns: tuple[Any, ...] = (
        CaseLink,
        CaseHead.id.label("other_id"),
        CaseHead.number,
        CaseHead.case_type,
        CaseHead.phase,
        CaseHead.opened_at,
        CaseHead.closed_at,
        OPENS.label("may_open"),
    )
    statement = (
        select(*columns)
        .join(CaseHead, and_(CaseHead.tenant_id == CaseLink.tenant_id, CaseHead.id == OTHER))
        .where(
            CaseLink.tenant_id == TENANT,
            CaseHead.tenant_id == TENANT,
            or_(CaseLink.from_id == KEY, CaseLink.to_id == KEY),
            _HERE,
            or_(OPENS, HEAD_SHOWN),
            *more,
        )
    )
    return scoped(statement, CaseLink, CaseHead, Case, CaseAccess)


LINKS_OF_CASE: Final = _links()
ONE_LINK: Final = _links(CaseLink.id == bindparam("link", type_=Uuid))
"""``link`` of the case ``key``."""
STEPS: Final = scoped(
    select(CaseLink.from_id, CaseLink.to_id).where(
        CaseLink.tenant_id == TENANT,
        CaseLink.ended_at.is_(None),
        or_(CaseLink.from_id == any_(CASES), CaseLink.to_id == any_(CASES)),
    ),
    CaseLink,
)
"""Links of ``cases`` that hold. Ids alone: which of those cases the caller opens is asked of each."""
OPENED: Final = scoped(
    select(Case.id, Case.number, Case.case_type, Case.phase, Case.opened_at, Case.closed_at).where(
        VISIBLE_CASE, Case.id == any_(CASES)
    ),
    Case,
    CaseAccess,
)
TRIED_IN: Final = scoped(
    visible_rows(Measure).where(Measure.case_id == any_(CASES), is_one_of(Measure.state, sorted(TRIED))),
    Measure,
    CaseAccess,
)
"""What was decided once in ``cases``, each by its own class."""
BETWEEN: Final = scoped(
    select(CaseLink.id).where(
        CaseLink.tenant_id == TENANT,
        CaseLink.ended_at.is_(None),
        or_(
            and_(CaseLink.from_id == KEY, CaseLink.to_id == bindparam("other", type_=Uuid)),
            and_(CaseLink.to_id == KEY, CaseLink.from_id == bindparam("other", type_=Uuid)),
        ),
    ),
    CaseLink,
)
"""Whether two cases that the caller opens are linked already."""
