"""Reports to authorities: that they were sent, never what they said."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.cases.rules.reports import ReportChannel, ReportFeedback, ReportKind
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers


class AuthorityReport(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """``recorded_at`` is the server's; ``sent_at`` is what was said of a report that went another way.

    ``about``: whom, where nobody in the case says it. ``receipt``: the receiver's own number, of absence
    reported to the organiser that of the case. Such a report reaches the organiser though its case does not.
    """

    __tablename__ = "authority_reports"
    TEXTS: ClassVar = ("receiver", "receipt", "about")
    kind: Mapped[str]
    channel: Mapped[str]
    sent_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    sent_by: Mapped[UUID]
    receiver: Mapped[str | None]
    receipt: Mapped[str | None]
    about: Mapped[str | None]
    feedback_due_on: Mapped[date | None]
    feedback_on: Mapped[date | None]
    feedback: Mapped[str | None]
    __table_args__ = (
        *part(*TEXTS),
        refers("sent_by", "people"),
        one_of("kind", ReportKind),
        one_of("channel", ReportChannel),
        one_of("feedback", ReportFeedback),
        CheckConstraint("sent_at <= recorded_at", name="sent"),
        CheckConstraint(
            "kind NOT IN ('ORGANISER_6_10', 'ORGANISER_ABSENCE') OR sent_at = recorded_at", name="c10"
        ),
        CheckConstraint("(feedback IS NULL) = (feedback_on IS NULL)", name="feedback_day"),
        Index("ix_authority_reports_sent", "tenant_id", "case_id", "sent_at", "id"),
        Index(
            "ix_authority_reports_waits",
            "tenant_id",
            "feedback_due_on",
            postgresql_where="feedback IS NULL AND feedback_due_on IS NOT NULL",
        ),
    )
