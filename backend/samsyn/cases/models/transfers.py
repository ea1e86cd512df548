"""What was handed over when a pupil changed school, at both ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, query_expression

from samsyn.cases.models.cases import some_of
from samsyn.cases.models.parts import PartOfCase, part
from samsyn.cases.rules.transfers import TransferDestination, TransferDirection, TransferItem
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers


class CaseTransfer(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """OUT in the case it left, IN in the case that the new unit opened: each in its own case, so that no one
    ever reads the other's. ``content``: JSON, the chosen parts as they stood. ``origin``: unit and number of
    the case at the other end; ``pupil``: the name, as the register may show it to one end only."""

    __tablename__ = "case_transfers"
    TEXTS: ClassVar = ("recipient", "pupil", "origin", "content", "told", "reason")
    direction: Mapped[str]
    destination: Mapped[str]
    student_id: Mapped[UUID]
    to_school_id: Mapped[UUID | None]
    to_person_id: Mapped[UUID | None]
    recipient: Mapped[str | None]
    pupil: Mapped[str | None]
    origin: Mapped[str | None]
    items: Mapped[list[str]]
    content: Mapped[str | None]
    told: Mapped[str | None]
    told_on: Mapped[date | None]
    reason: Mapped[str | None]
    decided_at: Mapped[datetime]
    decided_by: Mapped[UUID]
    disclosure_id: Mapped[UUID | None]
    received_at: Mapped[datetime | None]
    received_by: Mapped[UUID | None]
    my_role: Mapped[str | None] = query_expression(expire_on_flush=False)
    __table_args__ = (
        *part(*TEXTS),
        refers("student_id", "students"),
        refers("to_school_id", "schools"),
        refers("to_person_id", "people"),
        refers("decided_by", "people"),
        refers("received_by", "people"),
        refers("disclosure_id", "case_disclosures"),
        one_of("direction", TransferDirection),
        one_of("destination", TransferDestination),
        some_of("items", TransferItem),
        CheckConstraint(
            "(destination = 'UNIT') = (to_school_id IS NOT NULL)"
            " AND (to_school_id IS NULL) = (to_person_id IS NULL)",
            name="to_unit",
        ),
        CheckConstraint("(received_at IS NULL) = (received_by IS NULL)", name="received"),
        CheckConstraint("received_at IS NULL OR destination = 'UNIT'", name="received_by_unit"),
        Index("ix_case_transfers_case", "tenant_id", "case_id", "id"),
        Index("ix_case_transfers_to", "tenant_id", "to_school_id", "id"),
        Index("ix_case_transfers_student", "tenant_id", "student_id"),
    )
