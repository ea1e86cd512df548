"""Who sees a decision and a hearing, and who prepares and signs."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import with_expression

from samsyn.cases.models import CaseAccess, Decision, Hearing
from samsyn.cases.policy.actions import CaseAction
from samsyn.cases.policy.allowed import BY_ROLE, MANAGES, READS, comes_by_function, decides_in
from samsyn.cases.policy.cases import by_function, in_my_case, valid_access
from samsyn.core.actor import Actor
from samsyn.core.scope import KEY, TENANT, scoped


@cache
def one_of_cases(model: Any) -> Select[Any]:
    """The row ``key``, by its own class, with the caller's part in the circle of its case."""
    role = (
        select(CaseAccess.role_in_case)
        .where(CaseAccess.case_id == model.case_id, CaseAccess.kind == "CIRCLE", valid_access())
        .limit(1)
        .scalar_subquery()
    )
    seen = and_(model.tenant_id == TENANT, or_(in_my_case(model, model.case_id), by_function(model)))
    statement = select(model).where(seen, model.id == KEY).options(with_expression(model.my_role, role))
    return scoped(statement, model, CaseAccess)


ONE_DECISION = one_of_cases(Decision)
ONE_HEARING = one_of_cases(Hearing)


def allowed_on_part(actor: Actor, row: Decision | Hearing) -> frozenset[CaseAction]:
    """As on its case; that a signed decision takes nothing more is the commands' to say."""
    by_role = BY_ROLE.get(row.my_role or "", READS) | decides_in(actor, row, row.my_role)
    return by_role | MANAGES if comes_by_function(actor, row) else by_role
