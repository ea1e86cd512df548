"""Writes of drafts and blobs, and the look at a file that came in."""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import insert

from samsyn.core.crypto import chunk_count
from samsyn.core.http import MAX_UPLOAD
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.pictures import PictureError, TooManyPixels, redrawn
from samsyn.core.spool import Held, Source, Spool
from samsyn.core.upload import Upload
from samsyn.core.work import Work
from samsyn.documents.errors import FileRefused
from samsyn.documents.models import Blob, BlobChunk, Draft, DraftKey
from samsyn.documents.policy import OWN_DRAFT, OWN_KEY
from samsyn.documents.rules import (
    PACKED,
    PICTURES,
    FileFault,
    FileKind,
    FileRefusal,
    check_packed,
    check_text,
    clean_name,
    kind_of,
)
from samsyn.documents.schemas import DraftKeyOut

KEY_LIFE = timedelta(hours=10)
KEY_BYTES = 32
PROBE = 64
"""First bytes, by which a file is recognised."""


async def save_draft(work: Work, name: str, content: str) -> None:
    """The last one to save wins: it is one person's own text."""
    found: Draft | None = await work.one_or_none(OWN_DRAFT, name=name)
    row = found or Draft(tenant_id=work.tenant, id=uuid7(), person_id=work.actor.id, draft_key=name)
    sealer = await sealer_of(work)
    row.sealed = sealer.seal_text(work.tenant, "drafts", row.id, "sealed", content)
    row.saved_at = work.clock.now()
    work.add(row)
    await work.flush()


async def drop_draft(work: Work, name: str) -> None:
    """Gone when it was sent or thrown away; nothing happens where there is none."""
    found = await work.one_or_none(OWN_DRAFT, name=name)
    if found is not None:
        await work.delete(found)


async def draft_key(work: Work) -> DraftKeyOut:
    """The browser's key: the same one as long as it lives, so that a reload can open what was kept."""
    sealer, now = await sealer_of(work), work.clock.now()
    found: DraftKey | None = await work.one_or_none(OWN_KEY)
    if found is None or found.expires_at <= now:
        row = found or DraftKey(tenant_id=work.tenant, person_id=work.actor.id)
        row.expires_at = now + KEY_LIFE
        place = (work.tenant, "draft_keys", work.actor.id, "sealed")
        row.sealed = sealer.seal(*place, os.urandom(KEY_BYTES))
        work.add(row)
        await work.flush()
        found = row
    key = sealer.open(work.tenant, "draft_keys", work.actor.id, "sealed", found.sealed)
    return DraftKeyOut(key=base64.b64encode(key).decode(), expires_at=found.expires_at)


async def forget_draft_key(work: Work) -> None:
    """At sign-out: what still lies in the browser can then be opened by nobody."""
    found = await work.one_or_none(OWN_KEY)
    if found is not None:
        await work.delete(found)


async def keep_blob(work: Work, content: Source, media_type: str) -> UUID:
    """Keeps it sealed and returns its id; whoever calls adds the row that owns it in the same transaction.
    Never more than two chunks in memory beside ``content``. Raises ValueError when it is not of its size."""
    sealer, total = await sealer_of(work), chunk_count(content.size)
    blob = Blob(
        tenant_id=work.tenant,
        id=uuid7(),
        media_type=media_type,
        size=content.size,
        sha256=content.sha256,
        chunks=total,
        kept_at=work.clock.now(),
    )
    work.add(blob)
    await work.flush()
    number, size = 0, 0
    async for piece in _never_none(content):
        sealed = sealer.seal_chunk(work.tenant, blob.id, number, total, piece)
        row = {"tenant_id": work.tenant, "blob_id": blob.id, "number": number, "sealed": sealed}
        await work.execute(insert(BlobChunk).values(**row))
        number, size = number + 1, size + len(piece)
    if (number, size) != (total, content.size):
        raise ValueError(f"{size} bytes in {number} chunks instead of {content.size} in {total}")
    return blob.id


async def _never_none(content: Source) -> AsyncIterator[bytes]:
    """An empty blob has one empty chunk, so that its loss is noticed."""
    if content.size == 0:
        yield b""
    async for piece in content.pieces():
        yield piece


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file that has passed: what it may be called, what it is, and its content as it will be kept."""

    name: str
    kind: FileKind
    content: Source


async def take_in(upload: Upload) -> TakenIn:
    """Looks at what was sent, and draws pictures anew. Raises FileRefused."""
    spool, name = upload.spool, clean_name(upload.file_name)
    try:
        kind = kind_of(name, spool.chunk(0)[:PROBE] if spool.size else b"")
        if kind in PACKED:
            await asyncio.to_thread(check_packed, spool.reader(), kind)
        if kind is FileKind.TEXT:
            await asyncio.to_thread(check_text, spool.chunks())
        return TakenIn(name, kind, await _pixels(spool, kind) if kind in PICTURES else spool)
    except FileRefusal as refusal:
        raise FileRefused(refusal.fault) from None


async def _pixels(spool: Spool, kind: FileKind) -> Source:
    try:
        drawn = await redrawn(spool.pieces(), "PNG" if kind is FileKind.PNG else "JPEG")
    except TooManyPixels:
        raise FileRefusal(FileFault.PIXELS) from None
    except PictureError:
        raise FileRefusal(FileFault.BROKEN) from None
    if len(drawn) > MAX_UPLOAD:
        raise FileRefusal(FileFault.PIXELS)
    return Held(drawn)
