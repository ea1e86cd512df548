"""Så gör vi: one line of what to do for a pupil, for those who teach the pupil now, without case and cause.

The row that they read holds no way to the case: that stands in a row of its own, behind the wall of the case.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from samsyn.cases.rules.access import Reach
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers
from samsyn.core.vocabulary import ConfidentialityClass

LONGEST_LINE = 200


class AgreedSource(Tenanted, Confidential, Base):
    """Where an agreed line comes from. Same id as the line; written before it."""

    __tablename__ = "agreed_sources"
    case_id: Mapped[UUID]
    measure_id: Mapped[UUID]
    school_id: Mapped[UUID]
    reach: Mapped[str]
    confidentiality: Mapped[str]
    __table_args__ = (
        refers("case_id", "cases"),
        refers("measure_id", "case_measures"),
        refers("school_id", "schools"),
        one_of("reach", Reach),
        one_of("confidentiality", ConfidentialityClass),
        Index("ix_agreed_sources_case", "tenant_id", "case_id", "measure_id"),
    )


class AgreedMeasure(Tenanted, Versioned, Confidential, Base):
    """Class K2 by construction. Both days included; ``ended_at`` ends it before its last day.

    ``granted_only``: the case is in K4, and the line reaches those alone who have a personal grant.
    """

    __tablename__ = "agreed_measures"
    student_id: Mapped[UUID]
    school_id: Mapped[UUID]
    line: Mapped[str]
    ask_id: Mapped[UUID]
    shared_from: Mapped[date]
    shared_until: Mapped[date]
    granted_only: Mapped[bool]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        refers("id", "agreed_sources"),
        refers("student_id", "students"),
        refers("school_id", "schools"),
        refers("ask_id", "people"),
        CheckConstraint("shared_until >= shared_from", name="period"),
        CheckConstraint(f"length(line) BETWEEN 1 AND {LONGEST_LINE} AND line !~ '[\\r\\n]'", name="line"),
        Index("ix_agreed_measures_student", "tenant_id", "student_id", "shared_until"),
    )


class AgreedObservation(Tenanted, Versioned, Confidential, Base):
    """Whether it worked, as one who teaches the pupil saw it; of a day and person the last answer holds.

    ``note`` is sealed whatever the class: whoever writes it cannot know the class of the case it comes to; so
    is ``journal_reason``, why words that usually stand in a journal belong in it.
    """

    __tablename__ = "agreed_observations"
    agreed_id: Mapped[UUID]
    person_id: Mapped[UUID]
    day: Mapped[date]
    works: Mapped[bool]
    note: Mapped[bytes | None]
    journal_reason: Mapped[bytes | None]
    __table_args__ = (
        refers("agreed_id", "agreed_measures"),
        refers("person_id", "people"),
        UniqueConstraint("tenant_id", "agreed_id", "person_id", "day"),
    )
