"""Cases (ärenden), the lock that says who may open them, and what others may know of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, query_expression

from samsyn.cases.models.worded import Worded, worded
from samsyn.cases.rules import AllegedOffender, CasePhase, CircleRole, ClosureReason
from samsyn.cases.rules.access import Reach
from samsyn.cases.rules.themes import Theme
from samsyn.core.models import Base, Confidential, Internal, Tenanted, Versioned, one_of, refers
from samsyn.core.vocabulary import ConfidentialityClass, Level, Scope, SubjectKind


def some_of(column: str, codes: Any) -> CheckConstraint:
    """An array of text codes, each of them one of these."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} <@ ARRAY[{listed}]", name=column)


class Case(Tenanted, Versioned, Worded, Confidential, Base):
    """Never has a typed title. Filled in by the policy: ``my_role``, the caller's part in the circle, and
    ``pupil_ids``, whom it is about. ``around`` is what is shown with a case, filled in where one is opened to
    be read (``queries.around``). ``rules_changed_at``: null while it keeps the rules of its opening (C19)."""

    __tablename__ = "cases"
    TEXTS: ClassVar = ("waiting_for", "feedback", "no_feedback_reason")
    LIVE: ClassVar = ("case", "id")
    school_id: Mapped[UUID]
    number: Mapped[str]
    case_type: Mapped[str]
    rule_pack: Mapped[str]
    rule_pack_version: Mapped[int] = mapped_column(SmallInteger)
    rules_changed_at: Mapped[datetime | None]
    level: Mapped[str]
    scope: Mapped[str]
    subject: Mapped[str]
    group_id: Mapped[UUID | None]
    reach: Mapped[str]
    pointed_out: Mapped[str | None]
    themes: Mapped[list[str]] = mapped_column(server_default=text("'{}'"), default=list)
    phase: Mapped[str]
    owner_id: Mapped[UUID | None]
    opened_at: Mapped[datetime]
    next_follow_up_on: Mapped[date | None]
    waiting_for: Mapped[str | None]
    waiting_since: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    closure_reason: Mapped[str | None]
    feedback: Mapped[str | None]
    no_feedback_reason: Mapped[str | None]
    my_role: Mapped[str | None] = query_expression(expire_on_flush=False)
    pupil_ids: Mapped[list[UUID] | None] = query_expression(expire_on_flush=False)
    around: Mapped[list[Any] | None] = query_expression(expire_on_flush=False)
    __table_args__ = (
        refers("school_id", "schools"),
        refers("group_id", "student_groups"),
        refers("owner_id", "people"),
        one_of("level", Level),
        one_of("scope", Scope),
        one_of("subject", SubjectKind),
        one_of("reach", Reach),
        one_of("pointed_out", AllegedOffender),
        some_of("themes", Theme),
        one_of("phase", CasePhase),
        one_of("closure_reason", ClosureReason),
        CheckConstraint(
            "(phase = 'CLOSED') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (closure_reason IS NULL)",
            name="closed",
        ),
        *worded(*TEXTS),
        UniqueConstraint("tenant_id", "number"),
        Index("ix_cases_open", "tenant_id", "id", postgresql_where="closed_at IS NULL"),
        Index("ix_cases_opened", "tenant_id", "school_id", "opened_at", "id"),
        Index("ix_cases_type", "tenant_id", "case_type", "opened_at", "id"),
        Index("ix_cases_follow_up", "tenant_id", "school_id", "next_follow_up_on"),
    )

    @property
    def is_open(self) -> bool:
        return self.phase != CasePhase.CLOSED

    @property
    def class_(self) -> ConfidentialityClass:
        return ConfidentialityClass(self.confidentiality)


class CaseAccess(Tenanted, Versioned, Worded, Confidential, Base):
    """The lock: a person in a circle, or with another way in, for a time and a reason.

    Ended is ended: a new time is a new row. ``via_school_id`` is the unit whose assignment brings the person
    (null: an assignment at area or organiser); without a valid one the way in is shut. ``school_id`` is the
    unit whose staff may know the circle (null where nobody at the unit may).
    """

    __tablename__ = "case_access"
    TEXTS: ClassVar = ("reason",)
    LIVE: ClassVar = ("case", "case_id")
    case_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    person_id: Mapped[UUID]
    via_school_id: Mapped[UUID | None]
    kind: Mapped[str]
    role_in_case: Mapped[str | None]
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]
    reason: Mapped[str | None]
    __table_args__ = (
        refers("case_id", "cases"),
        refers("school_id", "schools"),
        refers("via_school_id", "schools"),
        refers("person_id", "people"),
        one_of("kind", ("CIRCLE", "GRANT", "BREAK_GLASS")),
        one_of("role_in_case", CircleRole),
        CheckConstraint("(kind = 'CIRCLE') = (role_in_case IS NOT NULL)", name="role"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
        *worded(*TEXTS),
        Index("ix_case_access_person", "tenant_id", "person_id", "case_id"),
        Index("ix_case_access_case", "tenant_id", "case_id", "valid_from", "id"),
        Index(
            "uq_case_access_in_circle",
            "tenant_id",
            "case_id",
            "person_id",
            unique=True,
            postgresql_where="kind = 'CIRCLE' AND valid_to IS NULL",
        ),
        CheckConstraint(
            "kind <> 'BREAK_GLASS' OR (valid_to IS NOT NULL AND valid_to - valid_from <= interval '8 hours')",
            name="hours",
        ),
    )

    def is_open(self, now: datetime) -> bool:
        """Whether its time is now; the assignment behind it is another question."""
        return self.valid_from <= now and (self.valid_to is None or self.valid_to > now)


class CaseHead(Tenanted, Internal, Base):
    """What student health and systems see of a case: no text, no pupil. Same id; written with the case.

    ``rule_pack``: only where it is not the one of the day the case was opened (C19)."""

    __tablename__ = "case_heads"
    school_id: Mapped[UUID]
    number: Mapped[str]
    case_type: Mapped[str]
    grade: Mapped[str | None]
    confidentiality: Mapped[str]
    reach: Mapped[str]
    themes: Mapped[list[str]] = mapped_column(server_default=text("'{}'"), default=list)
    phase: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    next_follow_up_on: Mapped[date | None]
    rule_pack: Mapped[str | None]
    version: Mapped[int]
    __table_args__ = (
        refers("id", "cases"),
        refers("school_id", "schools"),
        one_of("confidentiality", ConfidentialityClass),
        one_of("reach", Reach),
        some_of("themes", Theme),
        one_of("phase", CasePhase),
        Index("ix_case_heads_opened", "tenant_id", "school_id", "opened_at", "id"),
    )


class CaseStudent(Tenanted, Confidential, Base):
    """A pupil in a case. Taken out again when it was the wrong one: ``removed_at``, never deleted."""

    __tablename__ = "case_students"
    case_id: Mapped[UUID]
    student_id: Mapped[UUID]
    school_id: Mapped[UUID]
    reach: Mapped[str]
    confidentiality: Mapped[str]
    removed_at: Mapped[datetime | None]
    __table_args__ = (
        refers("case_id", "cases"),
        refers("student_id", "students"),
        refers("school_id", "schools"),
        one_of("reach", Reach),
        one_of("confidentiality", ConfidentialityClass),
        UniqueConstraint("tenant_id", "case_id", "student_id"),
        Index("ix_case_students_student", "tenant_id", "student_id", "case_id"),
    )


class CaseCounter(Tenanted, Base):
    """The last number given at a school in a year. Its row is locked until the new case is committed."""

    __tablename__ = "case_counters"
    school_id: Mapped[UUID]
    kind: Mapped[str]
    year: Mapped[int] = mapped_column(SmallInteger)
    last: Mapped[int]
    __table_args__ = (
        refers("school_id", "schools"),
        one_of("kind", ("CASE", "CONCERN")),
        UniqueConstraint("tenant_id", "school_id", "kind", "year"),
    )
