"""Reports to authorities and up the chain, from a case. C12: an orosanmälan waits for nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from samsyn.cases.commands.let_in import let_in
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import Broken, BrokenState, CaseClosed, refuse_broken
from samsyn.cases.models import AuthorityReport, Case
from samsyn.cases.policy import CaseAction, allowed_on_case
from samsyn.cases.policy.reports import allowed_on_report
from samsyn.cases.queries.circle import ways_in
from samsyn.cases.queries.people import case_officers, holders
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.queries.reports import REPORTS, one_report
from samsyn.cases.queries.rulebook import kind_of
from samsyn.cases.rules import CircleRole, load_invariants
from samsyn.cases.rules.access import LISTABLE, Reach
from samsyn.cases.rules.reports import (
    NEVER_WAITS,
    TO_ORGANISER,
    ReportChannel,
    ReportKind,
    class_of_report,
    correction_violations,
    report_violations,
    sent_when,
)
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.reports import ReportCorrectionIn, ReportFeedbackIn, ReportIn
from samsyn.core.actor import HEADS, Function
from samsyn.core.errors import NotAllowed
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.schooldays import stockholm_day
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work
from samsyn.legal import ClockEvent, adjusted, adjustments_of, amounts_at


async def report_to_authority(work: Work, case: Case, body: ReportIn) -> AuthorityReport:
    """Raises NotAllowed, CaseClosed, C10, C10_TOLD, REPORT_KIND and REPORT_TIME; nothing of it where a child
    may come to harm."""
    await remember_case_students(work, case.id)
    if body.kind is not NEVER_WAITS:
        await _check(work, case, body)
    await _see_it_afterwards(work, case, body.kind)
    report = await add_report(work, case, body)
    if body.kind in TO_ORGANISER:
        await _organiser_comes_in(work, case, body.kind)
    await work.flush()
    return report


async def _check(work: Work, case: Case, body: ReportIn) -> None:
    if body.kind is ReportKind.ORGANISER_6_10:
        if not work.actor.holds_at(case.school_id, HEADS):
            raise NotAllowed
    elif CaseAction.WRITE_NOTE not in allowed_on_case(work.actor, case):
        raise NotAllowed
    if not case.is_open:
        raise CaseClosed
    now, sent = work.clock.now(), []
    if body.kind in TO_ORGANISER:
        sent = [one for one in await work.scalars(REPORTS, {"key": case.id}) if one.kind == body.kind]
    found = report_violations(body.kind, case.case_type, body.sent_at, now, told=bool(sent))
    state = any(violation.code == "C10_TOLD" for violation in found)
    refuse_broken(found, "/kind" if state else "/sentAt", BrokenState if state else Broken)


async def add_report(work: Work, case: Case, body: ReportIn) -> AuthorityReport:
    """The row and its line in the timeline, where everything is settled."""
    now = work.clock.now()
    sent_at = sent_when(body.kind, body.sent_at, now)
    report = AuthorityReport(
        **_place(case, body.kind),
        id=uuid7(),
        confidentiality=class_of_report(body.kind, case.class_),
        kind=body.kind,
        channel=ReportChannel.SAMSYN if body.kind in TO_ORGANISER else body.channel,
        sent_at=sent_at,
        recorded_at=now,
        sent_by=work.actor.id,
        feedback_due_on=await _feedback_due(work, case, body.kind, sent_at),
    )
    number = case.number if body.kind is ReportKind.ORGANISER_ABSENCE else body.receipt
    words = {"receiver": body.receiver, "receipt": number, "about": body.about}
    report.put_words(await sealer_of(work), **words)
    work.add(report)
    up = body.kind in TO_ORGANISER
    await tell(
        work,
        case,
        EventType.ORGANISER_NOTIFIED if up else EventType.REPORT_SENT,
        ref_id=report.id,
        confidentiality=class_of_report(body.kind, case.class_),
        kind=body.kind,
        fact=None if up else sent_at.isoformat(),
    )
    return report


def _place(case: Case, kind: ReportKind) -> dict[str, Any]:
    """Of the case; what the organiser is told of absence reaches its case officers too, and that alone."""
    place = place_of(case)
    return place | {"reach": Reach.BOTH} if kind is ReportKind.ORGANISER_ABSENCE else place


async def _feedback_due(work: Work, case: Case, kind: ReportKind, sent_at: datetime) -> date | None:
    """The organiser's number for the feedback on an orosanmälan, whatever type of case it is sent from."""
    if kind is not ReportKind.SOCIAL_SERVICES:
        return None
    amounts = amounts_at(case.rule_pack, await adjustments_of(work), case.opened_at)
    clocks = adjusted(kind_of("CHILD_WELFARE_REPORT"), amounts).clocks
    rule = next(clock for clock in clocks if clock.to_event is ClockEvent.FEEDBACK_RECEIVED)
    return stockholm_day(sent_at) + timedelta(days=rule.amount)


async def _see_it_afterwards(work: Work, case: Case, kind: ReportKind) -> None:
    """Whoever makes a report that only the circle may know of is in the circle, but for who opened the case
    with a reason: that lets nobody in for longer. Where its class is not the strictest, the principal
    receives the fact of an orosanmälan."""
    if class_of_report(kind, case.class_) in LISTABLE:
        return
    now = work.clock.now()
    inside = {way.person_id for way in await ways_in(work, case) if way.is_open(now)}
    if work.actor.id not in inside:
        await let_in(work, case, work.actor.id, CircleRole.CONTRIBUTOR, "Har gjort en anmälan i ärendet")
    if case.reach == Reach.ORGANISER or case.class_ is ConfidentialityClass.K4:
        return
    for person in await holders(work, case.school_id, {Function.PRINCIPAL}):
        if person not in inside and person != work.actor.id:
            await let_in(work, case, person, CircleRole.INFORMED, "Får veta att en anmälan är gjord")


BECAUSE = {
    ReportKind.ORGANISER_6_10: "Tar emot anmälan (6 kap. 10 § skollagen)",
    ReportKind.ORGANISER_ABSENCE: "Tar emot anmälan (7 kap. 19 a § skollagen)",
}


async def _organiser_comes_in(work: Work, case: Case, kind: ReportKind) -> None:
    """Up to K2 the organiser's case officers read it by function, of absence the report alone; above it they
    are named."""
    if case.confidentiality in LISTABLE:
        return
    inside = {way.person_id for way in await ways_in(work, case) if way.valid_to is None}
    for person in await case_officers(work):
        if person not in inside:
            await let_in(work, case, person, CircleRole.INFORMED, BECAUSE[kind])


async def receive_feedback(
    work: Work, case: Case, report_id: UUID, body: ReportFeedbackIn
) -> AuthorityReport:
    """What the authority answered; also when the case has been closed. Later feedback is the one that holds.
    Raises REPORT_TIME for a day that has not been, or was before the report."""
    await remember_case_students(work, case.id)
    report = await one_report(work, case, report_id)
    on = body.on or work.clock.today()
    if not stockholm_day(report.sent_at) <= on <= work.clock.today():
        raise Broken([load_invariants().broken("REPORT_FEEDBACK_DAY")], "/on")
    report.feedback, report.feedback_on = body.summary, on
    await tell(
        work,
        case,
        EventType.FEEDBACK_RECEIVED,
        ref_id=report.id,
        confidentiality=ConfidentialityClass(report.confidentiality),
        kind=report.kind,
        summary=body.summary,
        on=on.isoformat(),
    )
    await work.flush()
    return report


async def correct_report(
    work: Work, case: Case, report_id: UUID, body: ReportCorrectionIn
) -> AuthorityReport:
    """A line in the timeline that says what was wrong; the time of a report up the chain stays (C10). Raises
    NotAllowed for whoever reads another's report and no more."""
    await remember_case_students(work, case.id)
    report = await one_report(work, case, report_id)
    if CaseAction.CORRECT_REPORT not in allowed_on_report(work.actor, case, report):
        raise NotAllowed
    kind = ReportKind(report.kind)
    refuse_broken(correction_violations(kind, body.sent_at, report.recorded_at), "/sentAt")
    before = report.sent_at
    if body.sent_at is not None:
        report.sent_at = body.sent_at
        report.feedback_due_on = await _feedback_due(work, case, kind, body.sent_at)
    if body.receipt is not None:
        report.put_words(await sealer_of(work), receipt=body.receipt)
    await tell(
        work,
        case,
        EventType.REPORT_CORRECTED,
        ref_id=report.id,
        text=body.reason,
        confidentiality=ConfidentialityClass(report.confidentiality),
        kind=kind,
        before=before.isoformat(),
        after=report.sent_at.isoformat(),
    )
    await work.flush()
    return report
