"""Links between two cases. Not a part of either: it says that both are there."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped

from samsyn.cases.models.worded import Worded, worded
from samsyn.cases.rules.links import LinkKind
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers


class CaseLink(Tenanted, Versioned, Worded, Confidential, Base):
    """Seen by those who open one of its cases and may know of the other. Ended is ended: linked again is a
    new row. The reason for its end is sealed, whatever the class of the cases."""

    __tablename__ = "case_links"
    TEXTS: ClassVar = ("end_reason",)
    from_id: Mapped[UUID]
    to_id: Mapped[UUID]
    kind: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
    end_reason: Mapped[str | None]
    __table_args__ = (
        refers("from_id", "cases"),
        refers("to_id", "cases"),
        refers("ended_by", "people"),
        one_of("kind", LinkKind),
        *worded(*TEXTS),
        CheckConstraint("from_id <> to_id", name="two_cases"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
        Index("ix_case_links_from", "tenant_id", "from_id"),
        Index("ix_case_links_to", "tenant_id", "to_id"),
        Index(
            "uq_case_links_pair",
            "tenant_id",
            text("least(from_id, to_id)"),
            text("greatest(from_id, to_id)"),
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
    )

    def other(self, case_id: UUID) -> UUID:
        return self.to_id if self.from_id == case_id else self.from_id
