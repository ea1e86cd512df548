"""Who on the staff is pointed out in a case of degrading treatment: C11 by name."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, refers


class AllegedPerson(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """While it stands, the database shows ``person_id`` nothing of the case. ``removed_at``: it was wrong."""

    __tablename__ = "alleged_persons"
    TEXTS: ClassVar = ("reason",)
    person_id: Mapped[UUID]
    named_by: Mapped[UUID]
    named_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    __table_args__ = (
        *part(*TEXTS),
        refers("person_id", "people"),
        refers("named_by", "people"),
        Index("ix_alleged_persons_case", "tenant_id", "case_id", "named_at", "id"),
        Index(
            "uq_alleged_persons_standing",
            "tenant_id",
            "person_id",
            "case_id",
            unique=True,
            postgresql_where="removed_at IS NULL",
        ),
    )
