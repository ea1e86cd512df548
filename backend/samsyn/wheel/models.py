"""Annual wheels (årshjul) of units, what stands on them, and what is prepared for it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, query_expression

from samsyn.core.models import Base, Internal, Tenanted, Versioned, one_of, refers
from samsyn.wheel.rules import ActivityKind, ActivityStatus, WheelState


class AnnualWheel(Tenanted, Versioned, Internal, Base):
    """One unit's school year. ``template`` says what it was made from, if anything."""

    __tablename__ = "annual_wheels"
    school_id: Mapped[UUID]
    school_year_id: Mapped[UUID]
    template: Mapped[str | None]
    note: Mapped[str | None]
    state: Mapped[str]
    activated_at: Mapped[datetime | None]
    activation_reason: Mapped[str | None]
    school_name: Mapped[str] = query_expression()
    year_code: Mapped[str] = query_expression()
    starts_on: Mapped[date] = query_expression()
    ends_on: Mapped[date] = query_expression()
    __table_args__ = (
        refers("school_id", "schools"),
        refers("school_year_id", "school_years"),
        one_of("state", WheelState),
        CheckConstraint("state = 'PLANNED' OR activated_at IS NOT NULL", name="activated"),
        UniqueConstraint("tenant_id", "school_id", "school_year_id"),
    )


class WheelActivity(Tenanted, Versioned, Internal, Base):
    """Something that stands on a wheel from a day to a day, both included."""

    __tablename__ = "wheel_activities"
    wheel_id: Mapped[UUID]
    template_code: Mapped[str | None]
    kind: Mapped[str]
    title: Mapped[str]
    description: Mapped[str | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    owner_id: Mapped[UUID | None]
    team_id: Mapped[UUID | None]
    protected_minutes: Mapped[int] = mapped_column(SmallInteger)
    status: Mapped[str]
    school_id: Mapped[UUID] = query_expression()
    wheel_state: Mapped[str] = query_expression()
    __table_args__ = (
        refers("wheel_id", "annual_wheels"),
        refers("owner_id", "people"),
        refers("team_id", "teams"),
        one_of("kind", ActivityKind),
        one_of("status", ActivityStatus),
        CheckConstraint("ends_on >= starts_on", name="period"),
        CheckConstraint("protected_minutes BETWEEN 0 AND 1440", name="minutes"),
        Index("ix_wheel_activities_wheel", "tenant_id", "wheel_id", "starts_on", "id"),
        Index("ix_wheel_activities_kind", "tenant_id", "kind", "starts_on"),
    )


class WheelActivityLink(Tenanted, Internal, Base):
    """What an activity is about: a goal, a goal's check-in, a meeting. Checked through the registry."""

    __tablename__ = "wheel_activity_links"
    activity_id: Mapped[UUID]
    ref_kind: Mapped[str]
    ref_id: Mapped[UUID]
    __table_args__ = (
        refers("activity_id", "wheel_activities"),
        CheckConstraint("ref_kind ~ '^[a-z_]{2,40}$'", name="ref_kind"),
        UniqueConstraint("tenant_id", "activity_id", "ref_kind", "ref_id"),
        Index("ix_wheel_activity_links_ref", "tenant_id", "ref_id"),
    )
