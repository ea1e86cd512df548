"""Reads of drafts and blobs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import quote
from uuid import UUID

from starlette.responses import Response, StreamingResponse

from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.schema import self_link
from samsyn.core.work import Work
from samsyn.documents.errors import NoDraft
from samsyn.documents.models import Blob, Draft
from samsyn.documents.policy import ONE_BLOB, OWN_DRAFT, SOME_CHUNKS
from samsyn.documents.schemas import DraftOut

AT_ONCE = 4
"""Chunks read in one go: 1 MiB."""
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'"


async def draft(work: Work, name: str) -> DraftOut:
    """The caller's draft under this name. Raises NoDraft."""
    found: Draft | None = await work.one_or_none(OWN_DRAFT, name=name)
    if found is None:
        raise NoDraft
    sealer = await sealer_of(work)
    content = sealer.open_text(work.tenant, "drafts", found.id, "sealed", found.sealed)
    return DraftOut(links=self_link(f"/drafts/{name}"), content=content, saved_at=found.saved_at)


async def one_blob(work: Work, blob_id: UUID) -> Blob:
    """Size, kind and hash. The caller has found, and logged, the row that owns it. Raises NotThere."""
    found: Blob | None = await work.one_or_none(ONE_BLOB, key=blob_id)
    if found is None:
        raise NotThere
    return found


async def blob_part(work: Work, blob: Blob, first: int) -> bytes:
    """The plain bytes of up to four chunks, from ``first``. Raises CryptoError where one is not as it was
    kept, and NotThere where one is missing."""
    sealer, last = await sealer_of(work), min(first + AT_ONCE, blob.chunks) - 1
    rows = (await work.execute(SOME_CHUNKS, {"key": blob.id, "first": first, "last": last})).all()
    if [number for number, _ in rows] != list(range(first, last + 1)):
        raise NotThere
    return b"".join(sealer.open_chunk(work.tenant, blob.id, n, blob.chunks, s) for n, s in rows)


async def blob_pieces(work: Work, blob: Blob) -> AsyncIterator[bytes]:
    """The whole content in this transaction, at most 1 MiB of it in memory."""
    for first in range(0, blob.chunks, AT_ONCE):
        yield await blob_part(work, blob, first)


async def read_blob(work: Work, blob_id: UUID) -> bytes:
    """All of it at once: for documents that the program made itself."""
    blob = await one_blob(work, blob_id)
    return b"".join([piece async for piece in blob_pieces(work, blob)])


async def served_blob(work: Work, blob: Blob, name: str) -> Response:
    """The content as a download that no browser opens in our origin. Its first part is read here, the rest in
    transactions of their own, each of which asks the database anew whether the caller still may."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": SANDBOX,
        "Content-Length": str(blob.size),
    }
    first = await blob_part(work, blob, 0)
    return StreamingResponse(_rest(work, blob, first), headers=headers, media_type=blob.media_type)


async def _rest(work: Work, blob: Blob, first: bytes) -> AsyncIterator[bytes]:
    yield first
    for number in range(AT_ONCE, blob.chunks, AT_ONCE):
        async with Work(
            work.runtime.engine, work.credential, runtime=work.runtime, request_id=work.request_id
        ) as later:
            await later.open()
            yield await blob_part(later, blob, number)
