"""Handing over at a change of school, and taking it in hand at the other end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from samsyn.cases.commands.disclose import enter_line
from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.open_case import Opening, open_case
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import CaseClosed, NotReady, TransferStopped, Unfit
from samsyn.cases.models import Case, CaseEvent, CaseTransfer
from samsyn.cases.policy import NAMED_STUDENTS
from samsyn.cases.queries.circle import pointed_out, refuse_pointed_out
from samsyn.cases.queries.people import holders
from samsyn.cases.queries.pupils import any_protected, remember_case_students
from samsyn.cases.queries.transfer_content import content_of
from samsyn.cases.rules import highest
from samsyn.cases.rules.disclosures import RecipientKind
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.rules.transfers import (
    Choice,
    TransferDestination,
    TransferDirection,
    transfer_violations,
)
from samsyn.cases.schemas.disclosures import DisclosureIn
from samsyn.cases.schemas.transfers import TransferIn, TransferReceiptIn
from samsyn.core.actor import Function
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.pdf import Part
from samsyn.core.schooldays import stockholm_day
from samsyn.core.work import Work
from samsyn.organisation import School, label_of
from samsyn.students import Student

CASE_TYPE = "TRANSITION"


async def hand_over(work: Work, case: Case, body: TransferIn) -> CaseTransfer:
    """Raises CaseClosed, NotReady with what is missing, JournalContent, Unfit for what does not fit the
    case (C15), C11."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    missing = transfer_violations(_choice(case, body), work.clock.today())
    if missing:
        raise NotReady(missing)
    pupil = await _pupil(work, body.student_id)
    strict = bool((body.strict_reason or "").strip())
    parts, classes = await content_of(work, case, body.items, strict)
    if body.summary and body.summary.strip():
        parts = [Part("Sammanfattning", (body.summary.strip(),)), *parts]
    if not parts and body.destination is not TransferDestination.NONE:
        sv, en = "Det finns inget att lämna över i det du har valt.", "There is nothing in what you chose."
        raise Unfit("/items", "TRANSFER_EMPTY", sv, en)
    row = CaseTransfer(
        **place_of(case),
        id=uuid7(),
        confidentiality=highest([case.class_, *classes]),
        direction=TransferDirection.OUT,
        destination=body.destination,
        student_id=pupil.id,
        items=sorted(body.items),
        told_on=body.told_on,
        decided_at=work.clock.now(),
        decided_by=work.actor.id,
        **await _receiver(work, case, body),
    )
    set_committed_value(row, "my_role", case.my_role)
    await guard_body(work, case, body, confidentiality=row.class_)
    school = await _school(work, case.school_id)
    row.put_words(
        await sealer_of(work),
        recipient=body.recipient,
        pupil=pupil.name,
        origin=f"{school.name}, {case.number}",
        content=_written(parts),
        told=body.told,
        reason=body.reason or body.strict_reason,
    )
    if body.destination is TransferDestination.OUTSIDE:
        row.disclosure_id = (await enter_line(work, case, _line(body, pupil.id, row))).id
    work.add(row)
    await tell(work, case, EventType.TRANSFERRED, ref_id=row.id, destination=body.destination)
    await work.flush()
    return row


async def receive(work: Work, sent: CaseTransfer, body: TransferReceiptIn) -> tuple[Case, CaseTransfer]:
    """Opens a case at the new unit that holds what was sent. Raises TransferStopped for a pupil whose
    personal data have been protected since, and C08."""
    assert sent.to_school_id is not None
    students: Sequence[Student] = list(await work.scalars(NAMED_STUDENTS, {"wanted": [sent.student_id]}))
    work.students = [sent.student_id]
    if not students or any_protected(students):
        raise TransferStopped
    school = await _school(work, sent.to_school_id)
    work.school = school.id
    case = await open_case(
        work,
        Opening(
            school=school,
            case_type=CASE_TYPE,
            owner_id=work.actor.id,
            next_follow_up_on=body.next_follow_up_on,
            students=students,
            at_least=sent.class_,
        ),
    )
    sealer = await sealer_of(work)
    now = work.clock.now()
    came = CaseTransfer(
        **place_of(case),
        id=uuid7(),
        confidentiality=case.confidentiality,
        direction=TransferDirection.IN,
        destination=TransferDestination.UNIT,
        student_id=sent.student_id,
        to_school_id=sent.to_school_id,
        to_person_id=work.actor.id,
        items=sent.items,
        told_on=sent.told_on,
        decided_at=sent.decided_at,
        decided_by=sent.decided_by,
        received_at=now,
        received_by=work.actor.id,
    )
    came.put_words(sealer, **sent.words(sealer))
    work.add(came)
    sent.received_at, sent.received_by = now, work.actor.id
    await tell(work, case, EventType.TRANSFER_RECEIVED, ref_id=came.id)
    work.add(_told_at_the_other_end(work, sent))
    await work.flush()
    return case, came


def _told_at_the_other_end(work: Work, sent: CaseTransfer) -> CaseEvent:
    """The timeline that it left says that it came in hand, and never in which case."""
    return CaseEvent(
        tenant_id=sent.tenant_id,
        case_id=sent.case_id,
        school_id=sent.school_id,
        reach=sent.reach,
        id=uuid7(),
        confidentiality=sent.confidentiality,
        type=EventType.TRANSFER_RECEIVED,
        at=work.clock.now(),
        person_id=work.actor.id,
        ref_id=sent.id,
        data={},
    )


def _choice(case: Case, body: TransferIn) -> Choice:
    return Choice(
        body.destination,
        body.student_id is not None,
        case.school_id,
        body.to_school_id,
        body.recipient or "",
        bool(body.items) or bool((body.summary or "").strip()),
        body.told or "",
        body.told_on,
        body.reason or "",
        body.strict_reason is not None,
        body.strict_reason or "",
        case.class_,
    )


async def _pupil(work: Work, key: UUID | None) -> Student:
    """Raises Unfit for one who is not in the case, or whose personal data are protected (C15)."""
    wanted = [key] if key in work.students else []
    found: list[Student] = list(await work.scalars(NAMED_STUDENTS, {"wanted": wanted})) if wanted else []
    if not wanted:
        sv, en = "Eleven är inte med i ärendet.", "The pupil is not in the case."
        raise Unfit("/studentId", "STUDENT_UNKNOWN", sv, en)
    if not found or any_protected(found):
        sv = "Eleven har skyddade personuppgifter. Lämna över personligen till den som ska ta emot."
        en = "The pupil has protected personal data. Hand over in person to whoever is to receive it."
        raise Unfit("/studentId", "C15", sv, en)
    return found[0]


async def _receiver(work: Work, case: Case, body: TransferIn) -> dict[str, UUID]:
    """A principal of the new unit whom the case does not point out. Raises C11 where there is no other."""
    if body.destination is not TransferDestination.UNIT or body.to_school_id is None:
        return {}
    principals = await holders(work, body.to_school_id, {Function.PRINCIPAL})
    if not principals:
        sv = "Enheten finns inte eller har ingen rektor just nu. Välj en annan, eller be huvudmannen."
        en = "There is no such unit, or it has no principal at present. Choose another, or ask the organiser."
        raise Unfit("/toSchoolId", "TRANSFER_UNIT", sv, en)
    outside = await pointed_out(work, case)
    receiver = next((one for one in principals if one not in outside), principals[0])
    await refuse_pointed_out(work, case, receiver, "/toSchoolId")
    return {"to_school_id": body.to_school_id, "to_person_id": receiver}


async def _school(work: Work, key: UUID) -> School:
    found: School = await work.one_or_none(
        select(School).where(School.tenant_id == work.tenant, School.id == key)
    )
    return found


def _written(parts: Sequence[Part]) -> str:
    kept = [
        {"heading": p.heading, "paragraphs": p.paragraphs, "bullets": p.bullets, "level": p.level}
        for p in parts
    ]
    return json.dumps(kept, ensure_ascii=False)


def _line(body: TransferIn, student: UUID, row: CaseTransfer) -> DisclosureIn:
    """The line of the ledger about what goes to another organiser. Raises what the ledger does."""
    names = [label_of("transfer_item", item, "sv") for item in row.items]
    return DisclosureIn.model_validate(
        {
            "studentId": student,
            "recipientKind": RecipientKind.OTHER_SCHOOL,
            "recipient": body.recipient,
            "what": f"Överlämning vid skolbyte: {', '.join(names) or 'sammanfattning'}",
            "basis": body.basis,
            "consentId": body.consent_id,
            "reason": None if body.consent_id else body.reason,
            "channel": body.channel,
            "toldOn": stockholm_day(row.decided_at),
        }
    )
