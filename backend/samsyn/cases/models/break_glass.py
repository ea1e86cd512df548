"""That a case was opened with a reason: known to who did it, to the circle and to who reviews the log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from samsyn.core.models import Base, Internal, Tenanted, refers


class BreakGlass(Tenanted, Internal, Base):
    """Same id as the way in that it opened. Holds no pupil and no text: the reason is sealed there."""

    __tablename__ = "break_glass_accesses"
    case_id: Mapped[UUID]
    school_id: Mapped[UUID]
    number: Mapped[str]
    person_id: Mapped[UUID]
    opened_at: Mapped[datetime]
    until: Mapped[datetime]
    __table_args__ = (
        refers("case_id", "cases"),
        refers("school_id", "schools"),
        refers("person_id", "people"),
        CheckConstraint("until > opened_at AND until - opened_at <= interval '8 hours'", name="hours"),
        Index("ix_break_glass_accesses_opened", "tenant_id", "opened_at", "id"),
        Index("ix_break_glass_accesses_case", "tenant_id", "case_id", "person_id"),
    )
