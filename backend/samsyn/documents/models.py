"""Drafts, the key under which a browser keeps what it could not send yet, and sealed blobs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.core.models import Base, Confidential, Tenanted, of_organiser, refers


class Draft(Tenanted, Base):
    """Unsent text of one person in one form, sealed. Row security shows it to nobody else. 30 days."""

    __tablename__ = "drafts"
    person_id: Mapped[UUID]
    draft_key: Mapped[str]
    sealed: Mapped[bytes]
    saved_at: Mapped[datetime]
    __table_args__ = (
        of_organiser(),
        UniqueConstraint("tenant_id", "person_id", "draft_key"),
        Index("ix_drafts_saved", "tenant_id", "saved_at"),
    )


class DraftKey(Base):
    """The key that seals what lies in a browser's storage; at most ten hours, gone at sign-out."""

    __tablename__ = "draft_keys"
    tenant_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    expires_at: Mapped[datetime]
    __table_args__ = (of_organiser(),)


class Blob(Tenanted, Confidential, Base):
    """A file's content, never changed. ``sha256`` is of the plain bytes. Read by the way of the row
    that owns it: each owner's table adds its policy (``core.ddl.owns_blobs``); without one it is shut.
    """

    __tablename__ = "blobs"
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes]
    chunks: Mapped[int] = mapped_column(SmallInteger)
    kept_at: Mapped[datetime]
    __table_args__ = (
        of_organiser(),
        CheckConstraint("size >= 0 AND chunks >= 1", name="size"),
        CheckConstraint("octet_length(sha256) = 32", name="sha256"),
    )


class BlobChunk(Base):
    """256 KiB of a blob, sealed with its number and their count: none can be moved, changed or left out."""

    __tablename__ = "blob_chunks"
    tenant_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    blob_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]
    __table_args__ = (refers("blob_id", "blobs"),)
