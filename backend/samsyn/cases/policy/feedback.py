"""Orosanmälningar that were made from other cases, and that the social services have not answered."""

from __future__ import annotations

from typing import Final

from sqlalchemy import and_, func, select

from samsyn.cases.models import AuthorityReport, Case, CaseAccess
from samsyn.cases.policy.cases import VISIBLE_CASE, in_my_case
from samsyn.core.scope import TENANT, scoped

UNANSWERED: Final = scoped(
    select(
        AuthorityReport.id,
        AuthorityReport.case_id,
        AuthorityReport.school_id,
        AuthorityReport.sent_by,
        AuthorityReport.feedback_due_on,
        Case.number,
        Case.owner_id,
    )
    .join(Case, and_(Case.tenant_id == TENANT, Case.id == AuthorityReport.case_id))
    .where(
        AuthorityReport.tenant_id == TENANT,
        AuthorityReport.feedback.is_(None),
        AuthorityReport.feedback_due_on < func.samsyn_today(),
        in_my_case(AuthorityReport, AuthorityReport.case_id),
        VISIBLE_CASE,
        Case.case_type != "CHILD_WELFARE_REPORT",
    )
    .order_by(AuthorityReport.feedback_due_on, AuthorityReport.id)
    .limit(20),
    AuthorityReport,
    Case,
    CaseAccess,
)
"""Past their day, among the caller's own cases, closed ones too; a case of its own has a clock for it."""
