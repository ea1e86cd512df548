"""Which drafts of decisions wait, of those that somebody may read."""

from __future__ import annotations

from typing import Final

from sqlalchemy import and_

from samsyn.cases.models import Appeal, Case, CaseAccess, Decision
from samsyn.cases.policy.cases import VISIBLE_CASE, visible_rows
from samsyn.cases.rules import CasePhase
from samsyn.cases.rules.decision_kinds import DecisionState
from samsyn.core.scope import TENANT, scoped

TO_SIGN: Final = scoped(
    visible_rows(Decision, Decision.id, Decision.case_id, Decision.school_id, Decision.kind)
    .add_columns(Case.number, Case.case_type)
    .join(Case, and_(Case.tenant_id == TENANT, Case.id == Decision.case_id))
    .where(
        VISIBLE_CASE,
        Decision.state == DecisionState.DRAFT,
        Case.phase == CasePhase.DECISION,
        Case.closed_at.is_(None),
    )
    .order_by(Decision.updated_at, Decision.id)
    .limit(50),
    Decision,
    Case,
    CaseAccess,
)
"""Drafts that the caller may read, in cases that have come to their decision; the one left alone longest
first."""

TO_FORWARD: Final = scoped(
    visible_rows(Appeal, Appeal.id, Appeal.case_id, Appeal.school_id, Appeal.received_on)
    .add_columns(Case.number, Case.owner_id)
    .join(Case, and_(Case.tenant_id == TENANT, Case.id == Appeal.case_id))
    .where(
        VISIBLE_CASE,
        Appeal.in_time.is_(True),
        Appeal.outcome.is_(None),
        Appeal.forwarded_on.is_(None),
        Case.closed_at.is_(None),
    )
    .order_by(Appeal.received_on, Appeal.id)
    .limit(50),
    Appeal,
    Case,
    CaseAccess,
)
"""Appeals that came in time and that nobody has handed over to the board; the oldest first."""
