"""How the best interests of a child were weighed before a decision."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, refers


class BestInterestAssessment(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """Never edited: weighed anew is a new row, and the latest one holds.

    ``interests`` holds JSON, lines ``{interest, text}``. ``voice_ids``: the child's own words in the case
    that it rests on. ``weighed_against``: what stood against, and what was weighed as heavier.
    """

    __tablename__ = "best_interest_assessments"
    TEXTS: ClassVar = ("interests", "alternatives", "weighed_against", "conclusion")
    student_id: Mapped[UUID | None]
    voice_ids: Mapped[list[UUID]]
    interests: Mapped[str | None]
    alternatives: Mapped[str | None]
    weighed_against: Mapped[str | None]
    conclusion: Mapped[str | None]
    assessed_by: Mapped[UUID]
    __table_args__ = (
        *part(*TEXTS),
        refers("student_id", "students"),
        refers("assessed_by", "people"),
        Index("ix_best_interest_assessments_case", "tenant_id", "case_id", "created_at", "id"),
    )
