"""Who was told of a decision, and who appealed against it."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.cases.rules.notifying import AppealOutcome, LateBecause
from samsyn.cases.rules.parties import Channel, Party
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers


class Notification(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """One recipient of one decision; two guardians are two. ``appeal_due_on`` is counted from the day that
    they got it, ``received_on``, and never changes with the rules afterwards."""

    __tablename__ = "decision_notifications"
    TEXTS: ClassVar = ("name", "considered")
    decision_id: Mapped[UUID]
    party: Mapped[str]
    name: Mapped[str | None]
    channel: Mapped[str]
    sent_on: Mapped[date]
    received_on: Mapped[date | None]
    appeal_due_on: Mapped[date | None]
    consent_on: Mapped[date | None]
    considered: Mapped[str | None]
    notified_by: Mapped[UUID]
    notified_at: Mapped[datetime]
    __table_args__ = (
        *part(*TEXTS),
        refers("decision_id", "case_decisions"),
        refers("notified_by", "people"),
        one_of("party", Party),
        one_of("channel", Channel),
        CheckConstraint("received_on >= sent_on", name="period"),
        CheckConstraint("appeal_due_on IS NULL OR appeal_due_on > received_on", name="appeal_due"),
        Index("ix_decision_notifications_case", "tenant_id", "case_id", "id"),
    )


class Appeal(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """An appeal that came in. Whether it came in time is worked out, once, when it is recorded.
    ``forwarded_on``: when it was handed over to the board."""

    __tablename__ = "decision_appeals"
    TEXTS: ClassVar = ("appellant", "wants", "outcome_text")
    decision_id: Mapped[UUID]
    party: Mapped[str]
    appellant: Mapped[str | None]
    wants: Mapped[str | None]
    received_on: Mapped[date]
    due_on: Mapped[date | None]
    in_time: Mapped[bool]
    late_because: Mapped[str | None]
    forwarded_on: Mapped[date | None]
    forwarded_by: Mapped[UUID | None]
    forwarded_at: Mapped[datetime | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    outcome: Mapped[str | None]
    outcome_on: Mapped[date | None]
    outcome_text: Mapped[str | None]
    outcome_by: Mapped[UUID | None]
    outcome_at: Mapped[datetime | None]
    __table_args__ = (
        *part(*TEXTS),
        refers("decision_id", "case_decisions"),
        refers("recorded_by", "people"),
        refers("forwarded_by", "people"),
        refers("outcome_by", "people"),
        one_of("party", Party),
        one_of("late_because", LateBecause),
        one_of("outcome", AppealOutcome),
        CheckConstraint(
            "(outcome IS NULL) = (outcome_on IS NULL) AND (outcome IS NULL) = (outcome_at IS NULL)",
            name="decided",
        ),
        CheckConstraint("outcome_on >= received_on", name="period"),
        CheckConstraint(
            "(forwarded_on IS NULL) = (forwarded_at IS NULL)"
            " AND (forwarded_on IS NULL) = (forwarded_by IS NULL) AND forwarded_on >= received_on",
            name="forwarded",
        ),
        Index("ix_decision_appeals_case", "tenant_id", "case_id", "id"),
    )
