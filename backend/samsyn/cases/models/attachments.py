"""Files in a case."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.cases.rules import DisclosureBasis
from samsyn.cases.rules.attachments import ScanState
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers
from samsyn.core.vocabulary import SecrecyBranch
from samsyn.documents import FileKind


class CaseAttachment(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """A file: its name is text of its class, its content a blob that this row owns. Voided, never
    deleted. ``names_pupil``: the name holds that of a pupil, and is shown to the circle alone."""

    __tablename__ = "case_attachments"
    TEXTS: ClassVar = ("file_name", "void_reason")
    blob_id: Mapped[UUID]
    kind: Mapped[str]
    size: Mapped[int]
    file_name: Mapped[str | None]
    names_pupil: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[UUID]
    branch: Mapped[str]
    disclosure_basis: Mapped[str | None]
    scan: Mapped[str]
    scanned_at: Mapped[datetime | None]
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[UUID | None]
    void_reason: Mapped[str | None]
    __table_args__ = (
        *part(*TEXTS),
        refers("blob_id", "blobs"),
        refers("uploaded_by", "people"),
        refers("voided_by", "people"),
        one_of("kind", FileKind),
        one_of("scan", ScanState),
        one_of("branch", SecrecyBranch),
        one_of("disclosure_basis", DisclosureBasis),
        CheckConstraint("branch = 'SCHOOL' OR disclosure_basis IS NOT NULL", name="c13"),
        CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL)", name="voided"),
        Index("ix_case_attachments_uploaded", "tenant_id", "case_id", "uploaded_at", "id"),
        Index("ix_case_attachments_blob", "tenant_id", "blob_id"),
        Index(
            "ix_case_attachments_waiting",
            "tenant_id",
            "id",
            postgresql_where="scan IN ('NOT_SCANNED', 'WAITING')",
        ),
    )
