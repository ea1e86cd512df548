"""An appeal that comes in, and what the board decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.keep_head import keep_head
from samsyn.cases.commands.notify_party import NOTIFICATIONS
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import CaseClosed, NotAppealable, NotAppealed, NotReady, Unfit
from samsyn.cases.models import Appeal, Case, Decision, Notification
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import CasePhase, load_invariants
from samsyn.cases.rules.decision_kinds import DecisionKind, DecisionState, load_kinds
from samsyn.cases.rules.notifying import AppealOutcome, is_in_time, phase_after
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.notifying import AppealIn, AppealOutcomeIn
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.schooldays import stockholm_day
from samsyn.core.work import Work

APPEALS = visible_parts(Appeal)


async def appeal_decision(work: Work, case: Case, decision: Decision, body: AppealIn) -> None:
    """The case waits for the board from here on. One that came late is recorded too, and said to be late.
    Raises CaseClosed, NotAppealable, NotReady, JournalContent and Unfit."""
    if not case.is_open:
        raise CaseClosed
    if decision.state != DecisionState.SIGNED or not decision.appeal_possible:
        raise NotAppealable
    await remember_case_students(work, case.id)
    assert decision.decided_at is not None
    check_day("/receivedOn", stockholm_day(decision.decided_at), body.received_on, work.clock.today())
    await guard_body(work, case, body, confidentiality=decision.class_)
    due = await _due(work, case, decision, body.notification_id)
    row = Appeal(
        **place_of(case),
        id=uuid7(),
        confidentiality=decision.confidentiality,
        decision_id=decision.id,
        due_on=due,
        in_time=is_in_time(body.received_on, due, body.late_because),
        recorded_by=work.actor.id,
        recorded_at=work.clock.now(),
        **body.model_dump(include={"party", "received_on", "late_because"}),
    )
    row.put_words(await sealer_of(work), appellant=body.appellant, wants=body.wants or None)
    work.add(row)
    in_time = str(row.in_time).lower()
    await tell(work, case, EventType.APPEAL_RECEIVED, ref_id=decision.id, party=row.party, inTime=in_time)
    await _move(work, case, decision, CasePhase.APPEALED)


def check_day(pointer: str, first: date, day: date, today: date) -> None:
    """Raises NotReady for a day before the first, or to come."""
    if not first <= day <= today:
        raise NotReady([(pointer, load_invariants().broken("APPEAL_DAY"))])


async def _due(work: Work, case: Case, decision: Decision, key: UUID | None) -> date | None:
    if key is None:
        return None
    one = NOTIFICATIONS.where(Notification.id == key, Notification.decision_id == decision.id)
    found: Notification | None = await work.one_or_none(one, key=case.id)
    if found is None:
        raise Unfit(
            "/notificationId",
            "NOTIFICATION_UNKNOWN",
            "Mottagaren finns inte bland dem som underrättats.",
            "The recipient is not among those notified.",
        )
    return found.appeal_due_on


async def _move(work: Work, case: Case, decision: Decision, phase: CasePhase) -> None:
    """The version of the decision moves with it, so that what is sent twice is refused."""
    decision.updated_at = work.clock.now()
    if case.phase != phase:
        left, case.phase = case.phase, phase
        await tell(work, case, EventType.PHASE_CHANGED, phase=phase, left=left)
    await keep_head(work, case)


async def decide_appeal(work: Work, case: Case, decision: Decision, body: AppealOutcomeIn) -> None:
    """For every appeal against the decision that waits. Raises CaseClosed, NotAppealed, NotReady and
    JournalContent."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    every: Sequence[Appeal] = list(
        await work.scalars(APPEALS.where(Appeal.decision_id == decision.id), {"key": case.id})
    )
    waiting = [row for row in every if row.outcome is None]
    if not waiting or case.phase != CasePhase.APPEALED:
        raise NotAppealed
    check_day("/decidedOn", max(row.received_on for row in waiting), body.decided_on, work.clock.today())
    await guard_body(work, case, body, confidentiality=decision.class_)
    sealer, now = await sealer_of(work), work.clock.now()
    for row in waiting:
        row.outcome, row.outcome_on = body.outcome, body.decided_on
        row.outcome_by, row.outcome_at = work.actor.id, now
        row.put_words(sealer, outcome_text=body.text or None)
    if body.outcome is AppealOutcome.REVOKED_AND_REMITTED:
        decision.state = DecisionState.REVOKED
    await tell(work, case, EventType.APPEAL_DECIDED, ref_id=decision.id, outcome=body.outcome)
    leads_on = load_kinds()[DecisionKind(decision.kind)].leads_on
    await _move(work, case, decision, phase_after(body.outcome, leads_on=leads_on))
