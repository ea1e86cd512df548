"""Reads of files in a case: the list, one, its content and its picture."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from samsyn.cases.errors import FileInfected, FileVoided, FileWaiting, NoPreview
from samsyn.cases.models import Case, CaseAttachment
from samsyn.cases.policy.attachments import ATTACHMENTS, ONE_ATTACHMENT, allowed_on_attachment
from samsyn.cases.queries.parts import Names, logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules.attachments import ScanState, is_served, shown_scan
from samsyn.cases.schemas.attachments import AttachmentOut
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.pictures import PictureError, preview
from samsyn.core.schema import Page, self_link
from samsyn.core.work import Work
from samsyn.documents import PREVIEWED, SANDBOX, blob_pieces, one_blob, served_blob

ORDER = Order(
    "case-attachments", {"uploadedAt": CaseAttachment.uploaded_at}, "-uploadedAt", CaseAttachment.id
)
COLUMNS = ("id", "kind", "size", "confidentiality", "branch", "disclosure_basis", "uploaded_at", "voided_at")


def has_scanner(work: Work) -> bool:
    return work.runtime.settings.clamav is not None


def name_shown(case: Case, file: CaseAttachment, name: str | None) -> str:
    """One that holds the name of a pupil to the circle alone; others see what kind of file it is."""
    if file.names_pupil and case.my_role is None:
        return f"fil.{file.kind.lower()}"
    return name or "fil"


def _shown(work: Work, case: Case, file: CaseAttachment, names: Names, sealer: Sealer) -> AttachmentOut:
    words, scanner = file.words(sealer), has_scanner(work)
    return AttachmentOut(
        links=self_link(f"/cases/{case.id}/attachments/{file.id}"),
        file_name=name_shown(case, file, words["file_name"]),
        names_pupil=file.names_pupil,
        void_reason=words["void_reason"],
        uploaded_by=names[file.uploaded_by],
        voided_by=names[file.voided_by] if file.voided_by else None,
        scan=shown_scan(ScanState(file.scan), scanner),
        allowed_actions=sorted(allowed_on_attachment(work.actor, case, file, scanner)),
        **{name: getattr(file, name) for name in COLUMNS},
    )


async def show_file(work: Work, case: Case, file: CaseAttachment) -> AttachmentOut:
    """One that is at hand."""
    names = await names_of(work, (file.uploaded_by, file.voided_by))
    return _shown(work, case, file, names, await sealer_of(work))


async def list_files(work: Work, case: Case, asked: Paging) -> Page[AttachmentOut]:
    """The newest first, voided ones with their reason; those of a stricter class are not there."""
    await logged(work, case, "case.attachments")
    values = {"key": case.id}
    page: Page[CaseAttachment] = await listed(
        work, ATTACHMENTS, ORDER, asked, lambda row: row[0], values=values
    )
    rows = list(page.items)
    names = await names_of(work, [one for row in rows for one in (row.uploaded_by, row.voided_by)])
    sealer = await sealer_of(work)
    shown = [_shown(work, case, row, names, sealer) for row in rows]
    return Page[AttachmentOut](items=shown, meta=page.meta, links=page.links)


async def one_file(work: Work, case: Case, attachment_id: UUID, action: str) -> CaseAttachment:
    """Found and logged. Raises NotThere, also for one that is too strict."""
    file: CaseAttachment | None = await work.one_or_none(
        ONE_ATTACHMENT, key=case.id, attachment=attachment_id
    )
    if file is None:
        raise NotThere
    await remember_case_students(work, case.id)
    work.log(action, "CaseAttachment", [file.id])
    return file


def _refuse_unserved(work: Work, file: CaseAttachment) -> None:
    """Raises FileVoided, FileInfected, FileWaiting."""
    if file.voided_at is not None:
        raise FileVoided
    if file.scan == ScanState.INFECTED:
        raise FileInfected
    if not is_served(ScanState(file.scan), has_scanner(work), voided=False):
        raise FileWaiting


async def content_of(work: Work, case: Case, attachment_id: UUID) -> Response:
    """The file itself, as a download."""
    file = await one_file(work, case, attachment_id, "case.attachment-content")
    _refuse_unserved(work, file)
    blob = await one_blob(work, file.blob_id)
    name = name_shown(case, file, file.words(await sealer_of(work))["file_name"])
    return await served_blob(work, blob, name)


async def preview_of(work: Work, case: Case, attachment_id: UUID) -> Response:
    """A picture of ours to show in the page. Raises NoPreview for kinds without, and for what is broken."""
    file = await one_file(work, case, attachment_id, "case.attachment-preview")
    _refuse_unserved(work, file)
    if file.kind not in PREVIEWED:
        raise NoPreview
    blob = await one_blob(work, file.blob_id)
    try:
        drawn = await preview(blob_pieces(work, blob), file.kind)
    except PictureError:
        raise NoPreview from None
    media_type = "image/jpeg" if file.kind == "JPEG" else "image/png"
    headers = {"Content-Disposition": "inline", "Content-Security-Policy": SANDBOX}
    return Response(drawn, media_type=media_type, headers=headers)
