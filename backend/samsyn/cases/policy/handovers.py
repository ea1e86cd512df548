"""Cases that somebody is responsible for, among those the caller may open."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Uuid, bindparam
from sqlalchemy.orm import with_expression

from samsyn.cases.models import Case, CaseAccess
from samsyn.cases.policy.cases import role_in, visible_cases
from samsyn.core.scope import scoped

OWNED_BY: Final = scoped(
    visible_cases()
    .where(Case.owner_id == bindparam("owner", type_=Uuid), Case.closed_at.is_(None))
    .order_by(Case.opened_at, Case.id)
    .limit(200)
    .options(with_expression(Case.my_role, role_in(Case.id))),
    Case,
    CaseAccess,
)
"""Open ones, the oldest first; whether the caller may change them is asked of each."""
