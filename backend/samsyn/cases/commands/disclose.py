"""Consents given and taken back, and the ledger of what was disclosed."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

from sqlalchemy.orm.attributes import set_committed_value

from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.tell import place_of, tell, tell_of
from samsyn.cases.errors import CaseClosed, ConsentEnded, NotReady, SharingEnded, Unfit
from samsyn.cases.models import Case, Consent, Disclosure
from samsyn.cases.policy.disclosures import ONE_CONSENT, ONE_DISCLOSURE, SHARED_UNDER
from samsyn.cases.queries.circle import refuse_any_pointed_out
from samsyn.cases.queries.disclosures import givers_of, partners
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules.disclosures import (
    ConsentState,
    Entry,
    Given,
    Leave,
    RecipientKind,
    consent_violations,
    disclosure_violations,
    revocation_violations,
    state_of,
)
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.disclosures import ConsentIn, ConsentRevocationIn, DisclosureIn
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import SubjectKind
from samsyn.core.work import Work


async def give_consent(work: Work, case: Case, body: ConsentIn) -> Consent:
    """Raises CaseClosed, NotReady with what is missing, JournalContent, Unfit for a pupil who is not in the
    case."""
    _refuse_closed(case)
    await _refuse_stranger(work, case, body.student_id)
    given = Given(
        tuple(giver.party for giver in body.givers),
        case.subject == SubjectKind.STUDENT,
        body.student_id is not None,
        body.born_on,
        body.scope,
        body.given_on,
        body.expires_on,
    )
    missing = consent_violations(given, work.clock.today())
    if missing:
        raise NotReady(missing)
    await guard_body(work, case, body)
    consent = Consent(
        **place_of(case),
        **body.model_dump(include={"student_id", "recipient_kind", "form", "given_on", "expires_on"}),
        id=uuid7(),
        confidentiality=case.confidentiality,
        recorded_at=work.clock.now(),
        recorded_by=work.actor.id,
    )
    consent.put_words(
        await sealer_of(work),
        born_on=body.born_on.isoformat() if body.born_on else None,
        recipient=body.recipient,
        scope=body.scope,
        givers=json.dumps([giver.model_dump(mode="json") for giver in body.givers], ensure_ascii=False),
    )
    work.add(consent)
    set_committed_value(consent, "my_role", case.my_role)
    await tell(work, case, EventType.CONSENT_GIVEN, ref_id=consent.id, recipientKind=body.recipient_kind)
    await work.flush()
    return consent


async def revoke_consent(work: Work, case: Case, consent: Consent, body: ConsentRevocationIn) -> None:
    """From now on nothing is disclosed under it, and what partners were shown under it is shut. Also in a
    closed case. Raises ConsentEnded, NotReady for a day that cannot be."""
    await remember_case_students(work, case.id)
    if consent.revoked_at is not None:
        raise ConsentEnded
    missing = revocation_violations(body.revoked_on, consent.given_on, work.clock.today())
    if missing:
        raise NotReady(missing)
    now = work.clock.now()
    consent.revoked_on, consent.revoked_by, consent.revoked_at = body.revoked_on, body.revoked_by, now
    shared: list[Disclosure] = list(await work.scalars(SHARED_UNDER, {"key": consent.id}))
    for line in shared:
        line.ended_at = now
    await tell_of(work, case, EventType.CONSENT_REVOKED, consent, party=body.revoked_by)
    await work.flush()


async def disclose(work: Work, case: Case, body: DisclosureIn) -> Disclosure:
    """Raises CaseClosed, NotReady with what is missing, Unfit for what is not of this case,
    JournalContent."""
    line = await enter_line(work, case, body)
    await guard_body(work, case, body)
    return line


async def enter_line(work: Work, case: Case, body: DisclosureIn) -> Disclosure:
    """A line whose texts somebody else has been warned of. Raises what ``disclose`` does but that."""
    _refuse_closed(case)
    await _refuse_stranger(work, case, body.student_id)
    consent = await _consent(work, case, body.consent_id)
    await _refuse_unknown(work, case, body)
    missing = disclosure_violations(await _entry(work, case, body, consent), work.clock.today())
    if missing:
        raise NotReady(missing)
    texts = body.model_dump(include=set(Disclosure.TEXTS))
    line = Disclosure(
        **place_of(case),
        **body.model_dump(exclude={*Disclosure.TEXTS, "channel"}),
        channel=None if body.partner_id else body.channel,
        id=uuid7(),
        confidentiality=case.confidentiality,
        recorded_at=work.clock.now(),
        recorded_by=work.actor.id,
    )
    line.put_words(await sealer_of(work), **{name: text or None for name, text in texts.items()})
    work.add(line)
    set_committed_value(line, "my_role", case.my_role)
    basis, kind = body.basis, body.recipient_kind
    await tell(work, case, EventType.DISCLOSED, ref_id=line.id, basis=basis, recipientKind=kind)
    await work.flush()
    return line


async def end_disclosure(work: Work, case: Case, line: Disclosure) -> None:
    """The partner is shown it no longer; that it was disclosed stays in the ledger. Raises SharingEnded."""
    await remember_case_students(work, case.id)
    if line.partner_id is None or line.ended_at is not None:
        raise SharingEnded
    line.ended_at = work.clock.now()
    await tell_of(work, case, EventType.DISCLOSURE_ENDED, line, recipientKind=line.recipient_kind)
    await work.flush()


def _refuse_closed(case: Case) -> None:
    if not case.is_open:
        raise CaseClosed


async def _refuse_stranger(work: Work, case: Case, student: UUID | None) -> None:
    students = await remember_case_students(work, case.id)
    if student is not None and student not in students:
        sv, en = "Eleven är inte med i ärendet.", "The pupil is not in the case."
        raise Unfit("/studentId", "STUDENT_UNKNOWN", sv, en)


async def _consent(work: Work, case: Case, key: UUID | None) -> Consent | None:
    if key is None:
        return None
    found: Consent | None = await work.one_or_none(ONE_CONSENT, key=key)
    if found is None or found.case_id != case.id:
        sv, en = "Samtycket finns inte i ärendet.", "There is no such consent in the case."
        raise Unfit("/consentId", "CONSENT_UNKNOWN", sv, en)
    return found


async def _refuse_unknown(work: Work, case: Case, body: DisclosureIn) -> None:
    """What a line names beside its consent: the line it corrects, and the partner it is shown to. Raises
    Unfit and C11."""
    if body.corrects_id is not None:
        earlier: Disclosure | None = await work.one_or_none(ONE_DISCLOSURE, key=body.corrects_id)
        if earlier is None or earlier.case_id != case.id:
            sv, en = "Raden som rättas finns inte i ärendet.", "The line to correct is not in the case."
            raise Unfit("/correctsId", "DISCLOSURE_UNKNOWN", sv, en)
    if body.partner_id is not None and body.partner_id not in {p.id for p in await partners(work)}:
        sv, en = "Personen är ingen extern part med uppdrag i dag.", "Not an external partner of today."
        raise Unfit("/partnerId", "PARTNER_UNKNOWN", sv, en)
    await refuse_any_pointed_out(work, case, {"/partnerId": body.partner_id})


async def _entry(work: Work, case: Case, body: DisclosureIn, consent: Consent | None) -> Entry:
    leave = None
    if consent is not None:
        givers = tuple(giver.party for giver in givers_of(consent.words(await sealer_of(work))))
        leave = Leave(
            _state(consent, body.told_on),
            givers,
            RecipientKind(consent.recipient_kind),
            consent.student_id,
            consent.expires_on,
        )
    return Entry(
        body.basis,
        body.recipient_kind,
        body.student_id,
        case.subject == SubjectKind.STUDENT,
        body.what,
        body.reason or "",
        body.channel,
        body.told_on,
        case.class_,
        leave,
        body.partner_id is not None,
        body.shared_until,
    )


def _state(consent: Consent, day: date) -> ConsentState:
    return state_of(consent.given_on, consent.expires_on, consent.revoked_on, day)
