"""Files in a case. They come in through a door of their own (`core.upload`)."""

from __future__ import annotations

from fastapi import APIRouter, Response, status

from samsyn.cases.commands.attach import attach_file, void_file
from samsyn.cases.queries import attachments
from samsyn.cases.routes.gates import AttachmentId, CaseForFile, CaseToRead, as_id
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.attachments import (
    CONTENT,
    PICTURE,
    UPLOAD_BODY,
    AttachmentOut,
    VoidingIn,
)
from samsyn.core.gate import TheWork
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.core.upload import TheUpload, UploadRoute

router = APIRouter(route_class=GuardedRoute)
door = APIRouter(route_class=UploadRoute)


@router.get("/cases/{caseId}/attachments")
async def list_case_attachments(case: CaseToRead, asked: ThePaging, work: TheWork) -> Page[AttachmentOut]:
    """Files that the caller may read, the newest first. Those of a stricter class are not there."""
    return await attachments.list_files(work, case, asked)


@door.post("/cases/{caseId}/attachments", status_code=status.HTTP_201_CREATED, openapi_extra=UPLOAD_BODY)
async def create_case_attachment(
    case: CaseForFile, upload: TheUpload, work: TheWork, response: Response
) -> AttachmentOut:
    """Takes in a file of at most 25 MiB that is what its name says. Pictures are drawn anew, so that place
    and time of a photograph do not come with it. Nothing is kept of one that is refused or cut off."""
    file = await attach_file(work, case, upload)
    address(response, case, f"attachments/{file.id}")
    return await attachments.show_file(work, case, file)


@router.get("/cases/{caseId}/attachments/{attachmentId}")
async def read_case_attachment(case: CaseToRead, attachment_id: AttachmentId, work: TheWork) -> AttachmentOut:
    """What is known of one file."""
    file = await attachments.one_file(work, case, as_id(attachment_id), "case.attachments")
    return await attachments.show_file(work, case, file)


@router.get("/cases/{caseId}/attachments/{attachmentId}/content", response_class=Response, responses=CONTENT)
async def read_attachment_content(case: CaseToRead, attachment_id: AttachmentId, work: TheWork) -> Response:
    """The file as a download. Each one is written to the access log."""
    return await attachments.content_of(work, case, as_id(attachment_id))


@router.get("/cases/{caseId}/attachments/{attachmentId}/preview", response_class=Response, responses=PICTURE)
async def read_attachment_preview(case: CaseToRead, attachment_id: AttachmentId, work: TheWork) -> Response:
    """A picture of a picture, or of the first page of a PDF, at most 1600 pixels."""
    return await attachments.preview_of(work, case, as_id(attachment_id))


@router.post("/cases/{caseId}/attachments/{attachmentId}/voiding", status_code=status.HTTP_201_CREATED)
async def create_attachment_voiding(
    case: CaseForFile, attachment_id: AttachmentId, body: VoidingIn, work: TheWork, response: Response
) -> AttachmentOut:
    """Voids a file that should not be there. It stays in the list with the reason and is not handed out."""
    file = await void_file(work, case, as_id(attachment_id), body)
    address(response, case, f"attachments/{file.id}")
    return await attachments.show_file(work, case, file)


router.include_router(door)
