"""Organisers (huvudmän), areas, schools, school years with their days, and professions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Integer, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.core.ids import uuid7
from samsyn.core.models import Base, Tenanted, Versioned, of_organiser, one_of, refers
from samsyn.core.vocabulary import Level, OrganiserType, SecrecyBranch, StatutoryDomain
from samsyn.organisation.rules import BreakKind, Term


class Organiser(Versioned, Base):
    """The tenant: everything else belongs to one. ``suppression_k``: fewer than this is never shown."""

    __tablename__ = "organisers"
    tenant_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(default=uuid7, unique=True)
    name: Mapped[str]
    type: Mapped[str]
    municipality_code: Mapped[str | None]
    organisation_number: Mapped[str | None]
    external_id: Mapped[str | None]
    suppression_k: Mapped[int] = mapped_column(SmallInteger, default=5)
    __table_args__ = (one_of("type", OrganiserType), CheckConstraint("suppression_k >= 5", name="k"))


class Area(Tenanted, Versioned, Base):
    """A group of schools under the organiser (skolområde)."""

    __tablename__ = "areas"
    parent_id: Mapped[UUID | None]
    name: Mapped[str]
    sort_key: Mapped[str]
    external_id: Mapped[str | None]
    __table_args__ = (
        of_organiser(),
        refers("parent_id", "areas"),
        UniqueConstraint("tenant_id", "name"),
        UniqueConstraint("tenant_id", "external_id"),
        Index("ix_areas_parent", "tenant_id", "parent_id"),
    )


class School(Tenanted, Versioned, Base):
    """A school or preschool unit. ``short_code`` stands in case numbers (BJ-26-014)."""

    __tablename__ = "schools"
    area_id: Mapped[UUID | None]
    name: Mapped[str]
    sort_key: Mapped[str]
    short_code: Mapped[str]
    unit_code: Mapped[str | None]
    school_forms: Mapped[list[str]]
    grades: Mapped[list[str]]
    active_from: Mapped[date | None]
    active_to: Mapped[date | None]
    external_id: Mapped[str | None]
    __table_args__ = (
        of_organiser(),
        refers("area_id", "areas"),
        UniqueConstraint("tenant_id", "short_code"),
        UniqueConstraint("tenant_id", "unit_code"),
        UniqueConstraint("tenant_id", "external_id"),
        Index("ix_schools_area", "tenant_id", "area_id"),
        Index("ix_schools_sorted", "tenant_id", "sort_key", "id"),
    )


class SchoolYear(Tenanted, Versioned, Base):
    """A school year (läsår) of the organiser, both days included. Its version counts calendar changes."""

    __tablename__ = "school_years"
    code: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    __table_args__ = (
        of_organiser(),
        UniqueConstraint("tenant_id", "code"),
        CheckConstraint("ends_on > starts_on", name="period"),
        CheckConstraint("code ~ '^[0-9]{4}/[0-9]{4}$'", name="code"),
    )


class SchoolTerm(Tenanted, Base):
    """A term (termin) of every unit, or of one: a unit with terms of its own follows only those."""

    __tablename__ = "terms"
    school_year_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    code: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    __table_args__ = (
        refers("school_year_id", "school_years"),
        refers("school_id", "schools"),
        one_of("code", Term),
        CheckConstraint("ends_on >= starts_on", name="period"),
        Index(
            "uq_terms_year_school_code",
            "tenant_id",
            "school_year_id",
            "school_id",
            "code",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )


class SchoolBreak(Tenanted, Base):
    """Days off (lov) inside the terms, for every unit or for one; both days included."""

    __tablename__ = "breaks"
    school_year_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    kind: Mapped[str]
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    __table_args__ = (
        refers("school_year_id", "school_years"),
        refers("school_id", "schools"),
        one_of("kind", BreakKind),
        CheckConstraint("ends_on >= starts_on", name="period"),
        Index("ix_breaks_year", "tenant_id", "school_year_id", "starts_on"),
    )


class CalendarDay(Tenanted, Versioned, Base):
    """A single day that is not what terms and breaks say, for every unit or, which wins, for one."""

    __tablename__ = "calendar_days"
    school_year_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    day: Mapped[date]
    is_school_day: Mapped[bool]
    name: Mapped[str]
    __table_args__ = (
        refers("school_year_id", "school_years"),
        refers("school_id", "schools"),
        Index(
            "uq_calendar_days_school_day",
            "tenant_id",
            "school_id",
            "day",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_calendar_days_year", "tenant_id", "school_year_id", "day"),
    )


class Profession(Tenanted, Versioned, Base):
    """A profession (yrkesgrupp) with its field of skollagen 2:25 and its branch of secrecy."""

    __tablename__ = "professions"
    code: Mapped[str]
    name_sv: Mapped[str]
    name_en: Mapped[str]
    statutory_domain: Mapped[str]
    is_statutory: Mapped[bool]
    secrecy_branch: Mapped[str]
    position: Mapped[int] = mapped_column(SmallInteger)
    active: Mapped[bool]
    __table_args__ = (
        of_organiser(),
        one_of("statutory_domain", StatutoryDomain),
        one_of("secrecy_branch", SecrecyBranch),
        UniqueConstraint("tenant_id", "code"),
        Index("ix_professions_position", "tenant_id", "position", "id"),
    )


class ProfessionTask(Tenanted, Base):
    """A typical task of a profession at one level; ``code`` is stable where the default had one."""

    __tablename__ = "profession_tasks"
    profession_id: Mapped[UUID]
    level: Mapped[str]
    code: Mapped[str]
    text_sv: Mapped[str]
    text_en: Mapped[str]
    position: Mapped[int] = mapped_column(SmallInteger)
    __table_args__ = (
        refers("profession_id", "professions"),
        one_of("level", Level),
        UniqueConstraint("tenant_id", "code"),
        Index("ix_profession_tasks_profession", "tenant_id", "profession_id", "position"),
    )
