"""Bodies of documents out of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import Field

from samsyn.core.schema import Body, Instant, Links, Named, Out, Reason
from samsyn.core.vocabulary import ConfidentialityClass


class ExportIn(Body):
    """``reason`` is needed as soon as something of class K3 stands in the case."""

    reason: Reason | None = Field(
        default=None, json_schema_extra={"example": "Vårdnadshavaren har begärt ut."}
    )


class ExportOut(Out):
    """``sha256`` is that of the document, in hexadecimal; the document itself is not kept."""

    links: Links = Field(alias="_links")
    id: UUID
    reason: str | None
    confidentiality: ConfidentialityClass
    size: int
    sha256: str = Field(
        json_schema_extra={"example": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
    )
    exported_at: Instant
    exported_by: Named


PDF: dict[int | str, dict[str, Any]] = {
    201: {
        "model": ExportOut,
        "description": "The document, tagged for screen readers. `Location` is its line in the register."
        " A call that is sent again with its key is answered with that line: the document goes out once.",
        "content": {
            "application/pdf": {
                "schema": {
                    "type": "string",
                    "contentMediaType": "application/octet-stream",
                    "format": "binary",
                }
            }
        },
    }
}
