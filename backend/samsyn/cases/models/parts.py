"""What is written in a case. Each row has a class of its own, at least that of its case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, query_expression

from samsyn.cases.models.worded import SEALED_CLASSES, Worded, worded
from samsyn.cases.rules import (
    DisclosureBasis,
    NoteKind,
    VoiceImpact,
    VoiceMethod,
    VoicePerspective,
)
from samsyn.cases.rules.access import Reach
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers
from samsyn.core.vocabulary import SecrecyBranch


class PartOfCase(Worded):
    """School and reach are those of the case, so that the database can decide without looking at it."""

    LIVE: ClassVar = ("case", "case_id")
    case_id: Mapped[UUID]
    school_id: Mapped[UUID]
    reach: Mapped[str]


def part(*texts: str) -> tuple[Any, ...]:
    """The constraints that every part of a case has."""
    return refers("case_id", "cases"), refers("school_id", "schools"), one_of("reach", Reach), *worded(*texts)


class CaseNote(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """Never edited: a correction is a new note that names the one it corrects. ``branch`` is its author's;
    ``kept_in`` says who reads it: SCHOOL, or the author's own branch alone."""

    __tablename__ = "case_notes"
    TEXTS: ClassVar = ("text",)
    kind: Mapped[str]
    text: Mapped[str | None]
    branch: Mapped[str]
    kept_in: Mapped[str] = mapped_column(server_default="SCHOOL")
    disclosure_basis: Mapped[str | None]
    written_at: Mapped[datetime]
    written_by: Mapped[UUID]
    corrects_id: Mapped[UUID | None]
    source_id: Mapped[UUID | None]
    __table_args__ = (
        *part(*TEXTS),
        refers("written_by", "people"),
        refers("corrects_id", "case_notes"),
        one_of("kind", NoteKind),
        one_of("branch", SecrecyBranch),
        one_of("disclosure_basis", DisclosureBasis),
        one_of("kept_in", SecrecyBranch),
        CheckConstraint(
            "kept_in = branch OR (kept_in = 'SCHOOL' AND disclosure_basis IS NOT NULL)", name="c13"
        ),
        CheckConstraint(f"kept_in = 'SCHOOL' OR {SEALED_CLASSES}", name="kept_in_sealed"),
        Index("ix_case_notes_written", "tenant_id", "case_id", "written_at", "id"),
    )


class ChildVoice(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """What a child said or showed, or why nobody could ask. ``my_role``: as on a case."""

    __tablename__ = "child_voices"
    TEXTS: ClassVar = ("content", "age_maturity_note", "missing_reason", "impact_text")
    student_id: Mapped[UUID | None]
    perspective: Mapped[str]
    method: Mapped[str]
    asked_by: Mapped[UUID]
    asked_on: Mapped[date]
    language: Mapped[str | None]
    interpreter: Mapped[bool]
    content: Mapped[str | None]
    age_maturity_note: Mapped[str | None]
    missing_reason: Mapped[str | None]
    impact: Mapped[str | None]
    impact_text: Mapped[str | None]
    fed_back_on: Mapped[date | None]
    my_role: Mapped[str | None] = query_expression(expire_on_flush=False)
    __table_args__ = (
        *part(*TEXTS),
        refers("student_id", "students"),
        refers("asked_by", "people"),
        one_of("perspective", VoicePerspective),
        one_of("method", VoiceMethod),
        one_of("impact", VoiceImpact),
        Index("ix_child_voices_asked", "tenant_id", "case_id", "asked_on", "id"),
    )


class CaseEvent(Tenanted, PartOfCase, Confidential, Base):
    """The timeline, append only: who did what when. ``data`` holds codes and days, never free text."""

    __tablename__ = "case_events"
    TEXTS: ClassVar = ("text",)
    type: Mapped[str]
    at: Mapped[datetime]
    person_id: Mapped[UUID | None]
    ref_id: Mapped[UUID | None]
    data: Mapped[dict[str, Any]]
    text: Mapped[str | None]
    __table_args__ = (
        *part(*TEXTS),
        refers("person_id", "people"),
        Index("ix_case_events_at", "tenant_id", "case_id", "at", "id"),
    )
