"""What an organiser has decided about the rules, and who has compared them with the law. Rows are only added:
the latest holds, and what held before can be seen."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.core.models import Base, Internal, Tenanted, one_of, refers
from samsyn.legal.rules.local import MOST, ReviewedKind


class RuleAdjustment(Tenanted, Internal, Base):
    """A number of the organiser's own for one clock of a rule pack, in the clock's unit. ``amount`` null: the
    pack's own number again."""

    __tablename__ = "rule_adjustments"
    pack: Mapped[str]
    clock: Mapped[str]
    amount: Mapped[int | None] = mapped_column(SmallInteger)
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by: Mapped[UUID]
    __table_args__ = (
        refers("decided_by", "people"),
        CheckConstraint(f"amount BETWEEN 0 AND {MOST}", name="amount"),
        Index("ix_rule_adjustments_latest", "tenant_id", "pack", "clock", "decided_at"),
    )


class RuleReview(Tenanted, Internal, Base):
    """Somebody of the organiser has compared a rule pack, or a citation, with the law; or takes that back.
    ``edition``: the version of the pack that was read; a new one has to be read again. 1 for a citation."""

    __tablename__ = "rule_reviews"
    kind: Mapped[str]
    code: Mapped[str]
    edition: Mapped[int] = mapped_column(SmallInteger)
    verified: Mapped[bool]
    note: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by: Mapped[UUID]
    __table_args__ = (
        refers("decided_by", "people"),
        one_of("kind", ReviewedKind),
        Index("ix_rule_reviews_latest", "tenant_id", "kind", "code", "decided_at"),
    )
