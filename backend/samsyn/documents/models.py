"""Drafts and the key under which a browser keeps what it could not send yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.core.models import Base, Tenanted, of_organiser


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
