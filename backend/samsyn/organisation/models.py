"""Organisers (huvudmän), areas and schools."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Integer, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.core.ids import uuid7
from samsyn.core.models import Base, Tenanted, Versioned, of_organiser, one_of, refers
from samsyn.core.vocabulary import OrganiserType


class Organiser(Versioned, Base):
    """The tenant: everything else belongs to one. ``suppression_k``: fewer than this is never shown."""

    __tablename__ = "organisers"
    tenant_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(default=uuid7, unique=True)
    name: Mapped[str]
    type: Mapped[str]
    municipality_code: Mapped[str | None]
    suppression_k: Mapped[int] = mapped_column(SmallInteger, default=5)
    __table_args__ = (one_of("type", OrganiserType), CheckConstraint("suppression_k >= 5", name="k"))


class Area(Tenanted, Versioned, Base):
    """A group of schools under the organiser (skolområde)."""

    __tablename__ = "areas"
    name: Mapped[str]
    __table_args__ = (of_organiser(), UniqueConstraint("tenant_id", "name"))


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
