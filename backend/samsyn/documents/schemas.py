"""Bodies of drafts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from samsyn.core.schema import Body, Chars, Instant, Links, Out

Content = Annotated[str, Chars(0, 200_000)]


class DraftIn(Body):
    """What stands in the form, as the form itself writes it down (JSON text)."""

    content: Content = Field(json_schema_extra={"example": '{"whatWasSeen": "…"}'})


class DraftOut(Out):
    links: Links = Field(alias="_links")
    content: str
    saved_at: Instant


class DraftKeyOut(Out):
    """256 bits in base 64, for AES-GCM in the browser's memory."""

    key: str = Field(json_schema_extra={"example": "b2tlbiBieXRlcyBvZiBhIGtleSBvZiAyNTYgYml0cy4="})
    expires_at: Instant
