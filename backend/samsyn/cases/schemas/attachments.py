"""Bodies of files in a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import Field

from samsyn.cases.policy.attachments import AttachmentAction
from samsyn.cases.rules import DisclosureBasis
from samsyn.cases.rules.attachments import ScanState
from samsyn.core.schema import Body, Instant, Named, Reason, Resource
from samsyn.core.vocabulary import ConfidentialityClass, SecrecyBranch
from samsyn.documents import FileKind


class AttachmentIn(Body):
    """The fields beside the file. ``confidentiality`` may be higher than the case's, never lower."""

    confidentiality: ConfidentialityClass | None = None
    disclosure_basis: DisclosureBasis | None = None


class VoidingIn(Body):
    reason: Reason = Field(json_schema_extra={"example": "Fel fil; gällde ett annat ärende."})


class AttachmentOut(Resource):
    """``fileName`` is text that somebody wrote. Where ``namesPupil`` the circle alone gets it, others
    ``fil.pdf``. ``scan``: WAITING is not handed out, nor is INFECTED."""

    id: UUID
    file_name: str
    names_pupil: bool
    kind: FileKind
    size: int = Field(description="Bytes as kept; pictures are drawn anew.")
    confidentiality: ConfidentialityClass
    branch: SecrecyBranch
    disclosure_basis: DisclosureBasis | None
    uploaded_at: Instant
    uploaded_by: Named
    scan: ScanState
    voided_at: Instant | None
    voided_by: Named | None
    void_reason: str | None
    allowed_actions: list[AttachmentAction]


TAKEN = "At most 25 MiB: PDF, PNG, JPEG, DOCX, XLSX, ODT or text in UTF-8."
FILE = {"type": "string", "contentMediaType": "application/octet-stream"}
UPLOAD_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "title": "AttachmentUpload",
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["file"],
                    "properties": {
                        "file": {
                            **FILE,
                            "description": TAKEN,
                        },
                        "confidentiality": {"$ref": "#/components/schemas/ConfidentialityClass"},
                        "disclosureBasis": {"$ref": "#/components/schemas/DisclosureBasis"},
                    },
                }
            }
        },
    }
}
CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {"application/octet-stream": {"schema": FILE}}},
    409: {"description": "The file is voided, or waits to be looked through."},
}
PICTURE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A picture of it, drawn anew.",
        "content": {"image/png": {"schema": FILE}, "image/jpeg": {"schema": FILE}},
    },
    409: {"description": "The file is voided, or waits to be looked through."},
}
