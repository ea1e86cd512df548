"""Concerns (signaler): what somebody saw, and what was answered."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from samsyn.cases.models.worded import Worded, worded
from samsyn.cases.rules import AllegedOffender, ConcernAnswer, ConcernOutcome, ConcernState, Urgency
from samsyn.cases.rules.access import ConcernReach
from samsyn.core.models import Base, Confidential, Internal, Tenanted, Versioned, one_of, refers
from samsyn.core.vocabulary import ConfidentialityClass


class Concern(Tenanted, Versioned, Worded, Confidential, Base):
    """``reporter_id`` is null where a system sent it. ``pointed_out`` is set with the tick, and only then."""

    __tablename__ = "concerns"
    TEXTS: ClassVar = ("who", "what_was_seen", "child_said", "tried_before", "feedback")
    school_id: Mapped[UUID]
    number: Mapped[str]
    reporter_id: Mapped[UUID | None]
    reach: Mapped[str]
    received_at: Mapped[datetime]
    urgency: Mapped[str]
    pointed_out: Mapped[str | None]
    group_id: Mapped[UUID | None]
    who: Mapped[str | None]
    what_was_seen: Mapped[str | None]
    child_said: Mapped[str | None]
    tried_before: Mapped[str | None]
    state: Mapped[str]
    outcome: Mapped[str | None]
    answer: Mapped[str | None]
    feedback: Mapped[str | None]
    assessed_at: Mapped[datetime | None]
    assessed_by: Mapped[UUID | None]
    __table_args__ = (
        refers("school_id", "schools"),
        refers("reporter_id", "people"),
        refers("group_id", "student_groups"),
        one_of("reach", ConcernReach),
        one_of("urgency", Urgency),
        one_of("pointed_out", AllegedOffender),
        one_of("state", ConcernState),
        one_of("outcome", ConcernOutcome),
        one_of("answer", ConcernAnswer),
        CheckConstraint(
            "(state = 'ASSESSED') = (outcome IS NOT NULL) AND (outcome IS NULL) = (assessed_at IS NULL)",
            name="assessed",
        ),
        CheckConstraint("pointed_out IS NULL OR outcome IS DISTINCT FROM 'ANSWERED'", name="c10"),
        *worded(*TEXTS),
        UniqueConstraint("tenant_id", "number"),
        Index("ix_concerns_school", "tenant_id", "school_id", "state", "received_at", "id"),
        Index("ix_concerns_reporter", "tenant_id", "reporter_id", "received_at", "id"),
    )

    @property
    def felt_degraded(self) -> bool:
        return self.pointed_out is not None


class ConcernStudent(Tenanted, Confidential, Base):
    """A pupil that a concern is about; school, reporter and reach are those of the concern."""

    __tablename__ = "concern_students"
    concern_id: Mapped[UUID]
    student_id: Mapped[UUID]
    school_id: Mapped[UUID]
    reporter_id: Mapped[UUID | None]
    reach: Mapped[str]
    __table_args__ = (
        refers("concern_id", "concerns"),
        refers("student_id", "students"),
        refers("school_id", "schools"),
        one_of("reach", ConcernReach),
        UniqueConstraint("tenant_id", "concern_id", "student_id"),
        Index("ix_concern_students_student", "tenant_id", "student_id", "concern_id"),
    )


class ConcernHead(Tenanted, Internal, Base):
    """The receipt: number, unit, times and state, without text or pupil. Same id as the concern."""

    __tablename__ = "concern_heads"
    school_id: Mapped[UUID]
    number: Mapped[str]
    reporter_id: Mapped[UUID | None]
    reach: Mapped[str]
    confidentiality: Mapped[str]
    received_at: Mapped[datetime]
    urgency: Mapped[str]
    felt_degraded: Mapped[bool]
    state: Mapped[str]
    outcome: Mapped[str | None]
    version: Mapped[int]
    __table_args__ = (
        refers("id", "concerns"),
        refers("school_id", "schools"),
        one_of("reach", ConcernReach),
        one_of("confidentiality", ConfidentialityClass),
        one_of("urgency", Urgency),
        one_of("state", ConcernState),
        one_of("outcome", ConcernOutcome),
        Index("ix_concern_heads_school", "tenant_id", "school_id", "received_at", "id"),
    )


class ConcernCase(Tenanted, Internal, Base):
    """A concern that led to a case or was joined to it: several to one, and one to several. Ids only."""

    __tablename__ = "concern_cases"
    concern_id: Mapped[UUID]
    case_id: Mapped[UUID]
    __table_args__ = (
        refers("concern_id", "concerns"),
        refers("case_id", "cases"),
        UniqueConstraint("tenant_id", "concern_id", "case_id"),
        Index("ix_concern_cases_case", "tenant_id", "case_id", "concern_id"),
    )
