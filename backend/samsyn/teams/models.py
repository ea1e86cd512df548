"""Teams with their members, and how many posts a unit has of each profession."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.core.models import Base, Internal, Tenanted, Versioned, of_organiser, one_of, refers
from samsyn.teams.rules import MemberRole, TeamType


class Team(Tenanted, Versioned, Internal, Base):
    """A team of a unit, or of the organiser where ``school_id`` is null. Its chair is a member's role."""

    __tablename__ = "teams"
    school_id: Mapped[UUID | None]
    type: Mapped[str]
    name: Mapped[str]
    sort_key: Mapped[str]
    purpose: Mapped[str | None]
    ended_on: Mapped[date | None]
    __table_args__ = (
        of_organiser(),
        refers("school_id", "schools"),
        one_of("type", TeamType),
        Index("ix_teams_school", "tenant_id", "school_id", "sort_key", "id"),
    )


class TeamMember(Tenanted, Versioned, Internal, Base):
    """One person's time in a team with one role; both days included."""

    __tablename__ = "team_members"
    team_id: Mapped[UUID]
    person_id: Mapped[UUID]
    role: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    __table_args__ = (
        refers("team_id", "teams"),
        refers("person_id", "people"),
        one_of("role", MemberRole),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
        Index("ix_team_members_team", "tenant_id", "team_id", "person_id"),
        Index("ix_team_members_person", "tenant_id", "person_id", "team_id"),
    )


class StaffingRecord(Tenanted, Versioned, Internal, Base):
    """Posts of one profession at a unit in one term. ``full_time_share``: 1 is one full-time post."""

    __tablename__ = "staffing_records"
    school_id: Mapped[UUID]
    school_year_id: Mapped[UUID]
    term: Mapped[str]
    profession_code: Mapped[str]
    full_time_share: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    pupils: Mapped[int]
    __table_args__ = (
        refers("school_id", "schools"),
        refers("school_year_id", "school_years"),
        ForeignKeyConstraint(
            ["tenant_id", "profession_code"],
            ["professions.tenant_id", "professions.code"],
            name="fk_staffing_records_profession",
        ),
        one_of("term", ("HT", "VT")),
        CheckConstraint("full_time_share >= 0 AND full_time_share <= 200", name="share"),
        CheckConstraint("pupils >= 0 AND pupils <= 20000", name="pupils"),
        UniqueConstraint("tenant_id", "school_id", "school_year_id", "term", "profession_code"),
    )
