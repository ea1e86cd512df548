"""What is asked in an investigation, of whom, and what they answered."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column, query_expression

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.cases.rules.contributions import (
    AgeGroup,
    AnswerChannel,
    ContributionState,
    RespondentRole,
)
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers


class Contribution(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """One question to one person. Answered it is K3 until the circle has sorted it.

    ``person_id`` is who is asked, where they have an account; otherwise ``recipient`` says who in words.
    The token and the code of a link are kept as hashes, and forgotten when it is used or taken back.
    ``my_role`` is the caller's part in the circle of its case, filled in by the policy.
    """

    __tablename__ = "contributions"
    TEXTS: ClassVar = ("question", "recipient", "answer", "sorting_reason")
    investigation_id: Mapped[UUID]
    role: Mapped[str]
    person_id: Mapped[UUID | None]
    age_group: Mapped[str | None]
    question: Mapped[str | None]
    recipient: Mapped[str | None]
    requested_at: Mapped[datetime]
    requested_by: Mapped[UUID]
    token_hash: Mapped[bytes | None]
    code_hash: Mapped[bytes | None]
    link_expires_at: Mapped[datetime | None]
    link_tries: Mapped[int] = mapped_column(SmallInteger)
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]
    channel: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]
    sorting_reason: Mapped[str | None]
    sorted_at: Mapped[datetime | None]
    sorted_by: Mapped[UUID | None]
    my_role: Mapped[str | None] = query_expression(expire_on_flush=False)
    __table_args__ = (
        *part(*TEXTS),
        refers("investigation_id", "investigations"),
        *(refers(name, "people") for name in ("person_id", "requested_by", "answered_by", "sorted_by")),
        one_of("role", RespondentRole),
        one_of("age_group", AgeGroup),
        one_of("channel", AnswerChannel),
        CheckConstraint("(person_id IS NULL) = (role IN ('STUDENT', 'GUARDIAN'))", name="asked"),
        CheckConstraint("person_id IS NULL OR token_hash IS NULL", name="link"),
        CheckConstraint("(token_hash IS NULL) = (code_hash IS NULL)", name="code"),
        CheckConstraint("(answered_at IS NULL) = (channel IS NULL)", name="answered"),
        CheckConstraint("answered_at IS NULL OR withdrawn_at IS NULL", name="once"),
        CheckConstraint(
            "(answered_at IS NULL AND withdrawn_at IS NULL) OR token_hash IS NULL", name="link_ended"
        ),
        CheckConstraint(
            "answered_at IS NULL OR sorted_at IS NOT NULL OR sealed IS NOT NULL", name="unsorted"
        ),
        Index("uq_contributions_token_hash", "token_hash", unique=True),
        Index("ix_contributions_requested", "tenant_id", "case_id", "requested_at", "id"),
        Index("ix_contributions_person", "tenant_id", "person_id", "answered_at"),
    )

    @property
    def state(self) -> ContributionState:
        if self.answered_at is not None:
            return ContributionState.ANSWERED
        return ContributionState.ASKED if self.withdrawn_at is None else ContributionState.WITHDRAWN
