"""Parts of a case that are opened by themselves: who sees one, with which role, and what they do with it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import with_expression

from samsyn.cases.models import CaseAccess, PartOfCase
from samsyn.cases.policy.actions import CaseAction
from samsyn.cases.policy.allowed import BY_ROLE, MANAGES, READS, comes_by_function, decides_in
from samsyn.cases.policy.cases import role_in, visible_rows
from samsyn.core.actor import Actor
from samsyn.core.scope import KEY, scoped


def _with_role(model: type[PartOfCase], key: Any) -> Select[Any]:
    table: Any = model
    role = with_expression(table.my_role, role_in(table.case_id))
    return scoped(visible_rows(model).where(key == KEY).options(role), table, CaseAccess)


@cache
def one_part(model: type[PartOfCase]) -> Select[Any]:
    """The row ``key``, by its own class."""
    table: Any = model
    return _with_role(model, table.id)


@cache
def parts_with_role(model: type[PartOfCase]) -> Select[Any]:
    """Those of the case ``key``."""
    return _with_role(model, model.case_id)


def allowed_on_part(actor: Actor, part: Any) -> frozenset[CaseAction]:
    """As on its case; that one which is signed or completed takes nothing more is the commands' to say."""
    by_role = BY_ROLE.get(part.my_role or "", READS) | decides_in(actor, part, part.my_role)
    return by_role | MANAGES if comes_by_function(actor, part) else by_role
