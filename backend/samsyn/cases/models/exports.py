"""What was let out of a case as a document."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.core.models import Base, Confidential, Tenanted, refers


class CaseExport(Tenanted, PartOfCase, Confidential, Base):
    """A document out: who, when, why, and the hash of what it was. The document itself is not kept, as it
    holds what its maker might read and others may not. Its class is the strictest of what stood in it."""

    __tablename__ = "case_exports"
    TEXTS: ClassVar = ("reason",)
    reason: Mapped[str | None]
    size: Mapped[int]
    sha256: Mapped[bytes]
    exported_at: Mapped[datetime]
    exported_by: Mapped[UUID]
    __table_args__ = (
        *part(*TEXTS),
        refers("exported_by", "people"),
        CheckConstraint("octet_length(sha256) = 32", name="sha256"),
        Index("ix_case_exports_exported", "tenant_id", "case_id", "exported_at", "id"),
    )
