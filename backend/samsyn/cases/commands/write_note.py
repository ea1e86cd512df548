"""Notes: never edited; a correction is a new one."""

from __future__ import annotations

from uuid import UUID

from samsyn.cases.commands.guard_journal import guard_body, guard_journal
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import CaseClosed, Unfit, refuse_broken
from samsyn.cases.models import Case, CaseNote
from samsyn.cases.policy import ONE_CASE, CaseAction, allowed_on_case, visible_part
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import DisclosureBasis, NoteKind, highest, note_violations
from samsyn.cases.rules.access import LISTABLE, branch_of, least_of
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.parts import NoteIn
from samsyn.core.errors import NotAllowed, NotThere
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass, SecrecyBranch
from samsyn.core.work import Work


async def write_note(work: Work, case: Case, body: NoteIn) -> CaseNote:
    """Raises CaseClosed, C13, and Unfit for a class that the writer could not read afterwards."""
    branch = branch_of(work.actor.functions)
    refuse_broken(note_violations(branch, body.kept_in, body.disclosure_basis), "/disclosureBasis")
    await _check_corrects(work, case, body.corrects_id)
    wanted = highest([case.class_, body.confidentiality or case.class_, least_of(body.kept_in)])
    await guard_body(work, case, body, confidentiality=wanted)
    return await _write(
        work,
        case,
        body.kind,
        body.text,
        wanted=wanted,
        branch=branch,
        kept_in=body.kept_in,
        basis=body.disclosure_basis,
        corrects_id=body.corrects_id,
    )


async def add_meeting_note(
    work: Work,
    case_id: UUID,
    text: str,
    *,
    source_id: UUID,
    confidentiality: ConfidentialityClass | None = None,
    journal_reason: str | None = None,
) -> UUID:
    """Minutes of a case item, as a note of kind MEETING_POINT; returns its id. ``source_id`` is the item.

    Whoever keeps the minutes must be able to write in that case: raises NotThere, NotAllowed, CaseClosed,
    and JournalContent at /text.
    Joint minutes belong to the school's branch, whoever writes them down.
    """
    case: Case | None = await work.one_or_none(ONE_CASE, key=case_id)
    if case is None:
        raise NotThere
    if CaseAction.WRITE_NOTE not in allowed_on_case(work.actor, case):
        raise NotAllowed
    await guard_journal(work, case, {"/text": text}, journal_reason, confidentiality=confidentiality)
    note = await _write(
        work,
        case,
        NoteKind.MEETING_POINT,
        text,
        wanted=confidentiality or case.class_,
        branch=SecrecyBranch.SCHOOL,
        source_id=source_id,
    )
    return note.id


async def _write(
    work: Work,
    case: Case,
    kind: NoteKind,
    text: str,
    *,
    wanted: ConfidentialityClass,
    branch: SecrecyBranch,
    kept_in: SecrecyBranch = SecrecyBranch.SCHOOL,
    basis: DisclosureBasis | None = None,
    corrects_id: UUID | None = None,
    source_id: UUID | None = None,
) -> CaseNote:
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    confidentiality = highest([case.class_, wanted, least_of(kept_in)])
    if case.my_role is None and confidentiality not in LISTABLE:
        raise Unfit(
            "/confidentiality",
            "CASE_CIRCLE",
            "Bara den som ingår i kretsen kan skriva i klass K3 och K4.",
            "Only members of the circle can write in class K3 and K4.",
        )
    note = CaseNote(
        **place_of(case),
        id=uuid7(),
        confidentiality=confidentiality,
        kind=kind,
        branch=branch,
        kept_in=kept_in,
        disclosure_basis=basis,
        written_at=work.clock.now(),
        written_by=work.actor.id,
        corrects_id=corrects_id,
        source_id=source_id,
    )
    note.put_words(await sealer_of(work), text=text)
    work.add(note)
    await tell(work, case, EventType.NOTE_WRITTEN, ref_id=note.id, confidentiality=confidentiality, kind=kind)
    await work.flush()
    return note


async def _check_corrects(work: Work, case: Case, note_id: UUID | None) -> None:
    if note_id is None:
        return
    if await work.scalar(visible_part(CaseNote, CaseNote.id), {"key": case.id, "part": note_id}) is None:
        raise Unfit(
            "/correctsId",
            "NOTE_UNKNOWN",
            "Anteckningen som rättas finns inte i ärendet.",
            "The note to correct is not in the case.",
        )
