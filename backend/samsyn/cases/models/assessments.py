"""Assessments by reference: who made one, when, and where the record lies; never what it says."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.cases.models.worded import SEALED_CLASSES
from samsyn.cases.rules.assessments import AssessmentKind
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers


class AssessmentReference(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """``made_by``: name and profession. ``kept_where``: which record, of whom. Taken back, never deleted."""

    __tablename__ = "assessment_references"
    TEXTS: ClassVar = ("made_by", "kept_where")
    kind: Mapped[str]
    made_on: Mapped[date]
    made_by: Mapped[str | None]
    kept_where: Mapped[str | None]
    added_by: Mapped[UUID]
    removed_at: Mapped[datetime | None]
    __table_args__ = (
        *part(*TEXTS),
        refers("added_by", "people"),
        one_of("kind", AssessmentKind),
        CheckConstraint(SEALED_CLASSES, name="strict"),
        Index("ix_assessment_references_case", "tenant_id", "case_id", "made_on", "id"),
    )
