"""Who may set a report right that is in the record of a case."""

from __future__ import annotations

from samsyn.cases.models import AuthorityReport, Case
from samsyn.cases.policy.actions import CaseAction
from samsyn.cases.policy.allowed import allowed_on_case
from samsyn.core.actor import Actor


def allowed_on_report(actor: Actor, case: Case, report: AuthorityReport) -> frozenset[CaseAction]:
    """What an authority answered is written by everybody who works with the case; what was said of the report
    is corrected by who made it, who investigates or owns the case, and the heads and case officers who decide
    in it."""
    on_case = allowed_on_case(actor, case)
    allowed = on_case & {CaseAction.REPORT}
    if report.sent_by == actor.id or CaseAction.WRITE_DECISION in on_case:
        return allowed | {CaseAction.CORRECT_REPORT}
    return allowed
