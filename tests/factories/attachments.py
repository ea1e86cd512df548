"""Files in cases of a test's municipality, written past row security. Their content opens to nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from samsyn.core.ids import uuid7
from tests.factories.cases import part_of
from tests.factories.world import World, insert_row


def add_file(world: World, case: UUID, **more: Any) -> UUID:
    """A PDF that nobody has scanned, of the class of its case, with one chunk that is not really sealed."""
    now = datetime.now(UTC)
    blob = world.insert(
        "blobs", media_type="application/pdf", size=1, sha256=b"x" * 32, chunks=1, kept_at=now
    )
    chunk = {"tenant_id": world.tenant, "blob_id": blob, "number": 0, "sealed": b"x"}
    insert_row(world.admin_dsn, "blob_chunks", chunk)
    place = part_of(world, case)
    words = (
        {"sealed": uuid7().bytes} if place["confidentiality"] in ("K3", "K4") else {"file_name": "brev.pdf"}
    )
    row = {
        "blob_id": blob,
        "kind": "PDF",
        "size": 1,
        "uploaded_at": now,
        "uploaded_by": world.people["kurator"],
        "branch": "SCHOOL",
        "scan": "NOT_SCANNED",
    }
    return world.insert("case_attachments", **(place | row | words | more))


def add_export(world: World, case: UUID, **more: Any) -> UUID:
    """A line of the register of documents out."""
    place = part_of(world, case)
    is_sealed = place["confidentiality"] in ("K3", "K4")
    row = {
        "reason": None if is_sealed else "Begärd av vårdnadshavare",
        "sealed": b"x" if is_sealed else None,
        "size": 1,
        "sha256": b"x" * 32,
        "exported_at": datetime.now(UTC),
        "exported_by": world.people["kurator"],
    }
    return world.insert("case_exports", **(place | row | more))


def blob_of(world: World, file: UUID) -> UUID:
    blob: UUID = world.sql("SELECT blob_id FROM case_attachments WHERE id = %s", file)[0][0]
    return blob
