"""An appeal that came in time is handed over to the board without delay (förvaltningslagen 46 §)."""

from __future__ import annotations

from samsyn.cases.commands.appeal_decision import APPEALS, check_day
from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import CaseClosed, NotAppealed
from samsyn.cases.models import Appeal, Case, Decision
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.notifying import AppealForwardingIn
from samsyn.core.work import Work


async def forward_appeal(work: Work, case: Case, decision: Decision, body: AppealForwardingIn) -> None:
    """Records what was done outside. Raises CaseClosed, NotReady for a day that cannot be, and NotAppealed
    for an appeal that came late, is answered, or has been handed over."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    one = APPEALS.where(Appeal.id == body.appeal_id, Appeal.decision_id == decision.id)
    row: Appeal | None = await work.one_or_none(one, key=case.id)
    if row is None or not row.in_time or row.outcome is not None or row.forwarded_on is not None:
        raise NotAppealed
    check_day("/forwardedOn", row.received_on, body.forwarded_on, work.clock.today())
    row.forwarded_on, row.forwarded_by = body.forwarded_on, work.actor.id
    row.forwarded_at = work.clock.now()
    # The version of the decision moves with it, so that what is sent twice is refused.
    decision.updated_at = work.clock.now()
    await tell(work, case, EventType.APPEAL_FORWARDED, ref_id=decision.id, on=body.forwarded_on.isoformat())
    await work.flush()
