"""Who sees an investigation, and who works with it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import with_expression

from samsyn.cases.models import CaseAccess, Investigation
from samsyn.cases.policy.actions import CaseAction
from samsyn.cases.policy.allowed import BY_ROLE, MANAGES, READS, comes_by_function
from samsyn.cases.policy.cases import by_function, in_my_case, valid_access
from samsyn.core.actor import Actor
from samsyn.core.scope import KEY, TENANT, scoped

MY_ROLE = (
    select(CaseAccess.role_in_case)
    .where(CaseAccess.case_id == Investigation.case_id, CaseAccess.kind == "CIRCLE", valid_access())
    .limit(1)
    .scalar_subquery()
)
SEEN = and_(
    Investigation.tenant_id == TENANT,
    or_(in_my_case(Investigation, Investigation.case_id), by_function(Investigation)),
)


def _seen(*conditions: Any) -> Select[Any]:
    statement = (
        select(Investigation)
        .where(SEEN, *conditions)
        .options(with_expression(Investigation.my_role, MY_ROLE))
    )
    return scoped(statement, Investigation, CaseAccess)


INVESTIGATIONS_OF_CASE = _seen(Investigation.case_id == KEY)
ONE_INVESTIGATION = _seen(Investigation.id == KEY)


def allowed_on_investigation(actor: Actor, investigation: Investigation) -> frozenset[CaseAction]:
    """As on its case; that a completed one takes nothing is the commands' to say."""
    by_role = BY_ROLE.get(investigation.my_role or "", READS)
    return by_role | MANAGES if comes_by_function(actor, investigation) else by_role
