"""Telling a party of a decision. Nothing is sent from here: what was done is recorded, by whom and when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import DecisionNotSigned, NotReady, ReceiptRecorded
from samsyn.cases.models import Case, Decision, Notification
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.calendar import calendars_of
from samsyn.cases.queries.pupils import any_protected_in
from samsyn.cases.queries.rulebook import appeal_clocks
from samsyn.cases.queries.signing import written
from samsyn.cases.rules.decision_kinds import ONCE_SIGNED
from samsyn.cases.rules.notifying import Told, notification_violations, receipt_violations
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.notifying import NotificationIn, ReceiptIn
from samsyn.core.errors import NotThere
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.schooldays import stockholm_day
from samsyn.core.work import Work
from samsyn.legal import due_on

NOTIFICATIONS = visible_parts(Notification)


async def notify_party(work: Work, case: Case, decision: Decision, body: NotificationIn) -> None:
    """Raises DecisionNotSigned, JournalContent, and NotReady: C15, C21, C22 and days that cannot be."""
    if decision.state not in ONCE_SIGNED:
        raise DecisionNotSigned
    protected = await any_protected_in(work, case)
    sealer = await sealer_of(work)
    assert decision.decided_at is not None
    told = Told(
        party=body.party,
        channel=body.channel,
        sent_on=body.sent_on,
        received_on=body.received_on,
        consent_on=body.consent_on,
        considered=body.considered or "",
        born_on=written(decision, None, sealer).born_on,
        decided_on=stockholm_day(decision.decided_at),
        protected=protected,
        confidentiality=case.class_,
    )
    missing = notification_violations(told, work.clock.today())
    if missing:
        raise NotReady(missing)
    await guard_body(work, case, body, confidentiality=decision.class_)
    row = Notification(
        **place_of(case),
        id=uuid7(),
        confidentiality=decision.confidentiality,
        decision_id=decision.id,
        notified_by=work.actor.id,
        notified_at=work.clock.now(),
        **body.model_dump(include={"party", "channel", "sent_on", "consent_on"}),
    )
    row.put_words(sealer, name=body.name, considered=body.considered or None)
    await _receive(work, case, decision, row, body.received_on)
    work.add(row)
    await _tell(work, case, row)
    await work.flush()


async def _receive(
    work: Work, case: Case, decision: Decision, row: Notification, received_on: date | None
) -> None:
    row.received_on = received_on
    if received_on is None or not decision.appeal_possible:
        return
    fixed = appeal_clocks(case.case_type)
    if fixed:
        calendar = (await calendars_of(work, [case.school_id], received_on))[case.school_id]
        row.appeal_due_on = due_on(fixed[0], received_on, calendar)


async def _tell(work: Work, case: Case, row: Notification) -> None:
    received = row.received_on.isoformat() if row.received_on else None
    await tell(
        work,
        case,
        EventType.DECISION_NOTIFIED if received else EventType.DECISION_SENT,
        ref_id=row.decision_id,
        party=row.party,
        receivedOn=received,
    )


async def note_receipt(work: Work, case: Case, decision: Decision, key: UUID, body: ReceiptIn) -> None:
    """Raises NotThere, ReceiptRecorded where it is noted already, and NotReady for a day that cannot be."""
    one = NOTIFICATIONS.where(Notification.id == key, Notification.decision_id == decision.id)
    row: Notification | None = await work.one_or_none(one, key=case.id)
    if row is None:
        raise NotThere
    if row.received_on is not None:
        raise ReceiptRecorded
    missing = receipt_violations(row.sent_on, body.received_on, work.clock.today())
    if missing:
        raise NotReady(missing)
    await _receive(work, case, decision, row, body.received_on)
    await _tell(work, case, row)
    await work.flush()
