"""Who writes what a child's voice led to."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import with_expression

from samsyn.cases.models import CaseAccess, ChildVoice
from samsyn.cases.policy.actions import CaseAction
from samsyn.cases.policy.allowed import BY_ROLE, MANAGES, READS, comes_by_function
from samsyn.cases.policy.cases import MY_CASES, by_function, valid_access
from samsyn.core.actor import Actor
from samsyn.core.scope import KEY, TENANT, scoped

MY_ROLE = (
    select(CaseAccess.role_in_case)
    .where(CaseAccess.case_id == ChildVoice.case_id, CaseAccess.kind == "CIRCLE", valid_access())
    .limit(1)
    .scalar_subquery()
)
ONE_VOICE = scoped(
    select(ChildVoice)
    .where(
        ChildVoice.tenant_id == TENANT,
        ChildVoice.id == KEY,
        or_(ChildVoice.case_id.in_(MY_CASES), by_function(ChildVoice)),
    )
    .options(with_expression(ChildVoice.my_role, MY_ROLE)),
    ChildVoice,
    CaseAccess,
)


def allowed_on_voice(actor: Actor, voice: ChildVoice) -> frozenset[CaseAction]:
    """As on its case."""
    by_role = BY_ROLE.get(voice.my_role or "", READS)
    return by_role | MANAGES if comes_by_function(actor, voice) else by_role
