"""Files: taken in, and voided with a reason."""

from __future__ import annotations

from uuid import UUID

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import CaseClosed, FileVoided, refuse_broken, unreadable_afterwards
from samsyn.cases.jobs import SCAN
from samsyn.cases.models import Case, CaseAttachment
from samsyn.cases.policy.attachments import ONE_ATTACHMENT, AttachmentAction, allowed_on_attachment
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import highest, note_violations
from samsyn.cases.rules.access import LISTABLE, branch_of
from samsyn.cases.rules.attachments import ScanState
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.attachments import AttachmentIn, VoidingIn
from samsyn.core.errors import NotAllowed, NotThere
from samsyn.core.ids import uuid7
from samsyn.core.jobs import tell as tell_job
from samsyn.core.keyring import sealer_of
from samsyn.core.upload import Upload
from samsyn.core.vocabulary import SecrecyBranch
from samsyn.core.work import Work
from samsyn.documents import MEDIA_TYPES, keep_blob, take_in
from samsyn.students import pupils_named


def fields_of(upload: Upload) -> AttachmentIn:
    """Raises RequestValidationError, as for any body."""
    try:
        return AttachmentIn.model_validate(upload.fields)
    except ValidationError as error:
        found = [{**one, "loc": ("body", *one["loc"])} for one in error.errors(include_input=False)]
        raise RequestValidationError(found) from None


async def attach_file(work: Work, case: Case, upload: Upload) -> CaseAttachment:
    """Raises FileRefused, CaseClosed, C13, and Unfit for a class that the sender could not read after."""
    body, branch = fields_of(upload), branch_of(work.actor.functions)
    if not case.is_open:
        raise CaseClosed
    refuse_broken(note_violations(branch, SecrecyBranch.SCHOOL, body.disclosure_basis), "/disclosureBasis")
    confidentiality = highest([case.class_, body.confidentiality or case.class_])
    if case.my_role is None and confidentiality not in LISTABLE:
        raise unreadable_afterwards()
    await remember_case_students(work, case.id)
    taken = await take_in(upload)
    file = CaseAttachment(
        **place_of(case),
        id=uuid7(),
        confidentiality=confidentiality,
        blob_id=await keep_blob(work, taken.content, MEDIA_TYPES[taken.kind]),
        kind=taken.kind,
        size=taken.content.size,
        branch=branch,
        disclosure_basis=body.disclosure_basis,
        uploaded_at=work.clock.now(),
        uploaded_by=work.actor.id,
        names_pupil=bool(await pupils_named(work, taken.name)),
        scan=ScanState.WAITING if work.runtime.settings.clamav else ScanState.NOT_SCANNED,
    )
    file.put_words(await sealer_of(work), file_name=taken.name)
    work.add(file)
    await tell(work, case, EventType.FILE_ATTACHED, ref_id=file.id, confidentiality=confidentiality)
    await work.flush()
    if file.scan == ScanState.WAITING:
        await tell_job(work, SCAN, one_at_a_time="scan")
    return file


async def void_file(work: Work, case: Case, attachment_id: UUID, body: VoidingIn) -> CaseAttachment:
    """By who put it there, or who is responsible. Raises NotThere, NotAllowed, CaseClosed, FileVoided."""
    file: CaseAttachment | None = await work.one_or_none(
        ONE_ATTACHMENT, key=case.id, attachment=attachment_id
    )
    if file is None:
        raise NotThere
    if not case.is_open:
        raise CaseClosed
    if file.voided_at is not None:
        raise FileVoided
    scanner = work.runtime.settings.clamav is not None
    if AttachmentAction.VOID not in allowed_on_attachment(work.actor, case, file, scanner):
        raise NotAllowed
    await remember_case_students(work, case.id)
    file.voided_at, file.voided_by = work.clock.now(), work.actor.id
    file.put_words(await sealer_of(work), void_reason=body.reason)
    await tell(work, case, EventType.FILE_VOIDED, ref_id=file.id, confidentiality=file.class_)
    await work.flush()
    return file
