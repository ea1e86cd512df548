"""What is found out in a case, and what it shows."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, query_expression

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.cases.rules.investigations import Conclusion, InvestigationKind, SupportToo
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers


class Investigation(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """Written in until it is completed, then locked. One of a kind is under way at a time.

    ``my_role`` is the caller's part in the circle of its case, filled in by the policy.
    """

    __tablename__ = "investigations"
    TEXTS: ClassVar = (
        "questions",
        "findings_individual",
        "findings_group",
        "findings_organisation",
        "cause_analysis",
        "not_consulted_reason",
        "conclusion_reason",
    )
    kind: Mapped[str]
    questions: Mapped[str | None]
    findings_individual: Mapped[str | None]
    findings_group: Mapped[str | None]
    findings_organisation: Mapped[str | None]
    cause_analysis: Mapped[str | None]
    student_health_consulted_on: Mapped[date | None]
    not_consulted_reason: Mapped[str | None]
    support_too: Mapped[str | None]
    conclusion: Mapped[str | None]
    conclusion_reason: Mapped[str | None]
    started_at: Mapped[datetime]
    started_by: Mapped[UUID]
    completed_at: Mapped[datetime | None]
    completed_by: Mapped[UUID | None]
    my_role: Mapped[str | None] = query_expression(expire_on_flush=False)
    __table_args__ = (
        *part(*TEXTS),
        refers("started_by", "people"),
        refers("completed_by", "people"),
        one_of("kind", InvestigationKind),
        one_of("support_too", SupportToo),
        one_of("conclusion", Conclusion),
        CheckConstraint(
            "(completed_at IS NULL) = (conclusion IS NULL)"
            " AND (completed_at IS NULL) = (completed_by IS NULL)",
            name="completed",
        ),
        CheckConstraint("completed_at >= started_at", name="period"),
        CheckConstraint("conclusion <> 'INVESTIGATION_NOT_NEEDED' OR kind = 'ABSENCE'", name="not_needed"),
        CheckConstraint(
            "kind <> 'ABSENCE' OR completed_at IS NULL OR conclusion = 'INVESTIGATION_NOT_NEEDED'"
            " OR student_health_consulted_on IS NOT NULL",
            name="c07",
        ),
        Index("ix_investigations_started", "tenant_id", "case_id", "started_at", "id"),
        Index(
            "uq_investigations_under_way",
            "tenant_id",
            "case_id",
            "kind",
            unique=True,
            postgresql_where="completed_at IS NULL",
        ),
    )

    @property
    def is_open(self) -> bool:
        return self.completed_at is None
