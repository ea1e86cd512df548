"""SMART goals of a unit's teams, who stands behind them, and how they are going."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Date, Index, Numeric, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, query_expression

from samsyn.core.models import Base, Internal, Tenanted, Versioned, one_of, refers
from samsyn.core.vocabulary import Level, Scope
from samsyn.goals.rules import Adjustment, Direction, GoalState, MetricSource, Stance

FIGURE = Numeric(14, 4)
"""Every value of a goal is in the unit of its metric."""


class Goal(Tenanted, Versioned, Internal, Base):
    """What a team wants to reach, measured by one metric.

    ``round`` counts how often the team has been asked anew; only stances of the present round count.
    ``check_in_days`` are the planned ones; those held are rows of their own.
    """

    __tablename__ = "goals"
    school_id: Mapped[UUID]
    team_id: Mapped[UUID]
    owner_id: Mapped[UUID]
    title: Mapped[str]
    description: Mapped[str | None]
    target_group: Mapped[str | None]
    level: Mapped[str]
    scope: Mapped[str]
    metric: Mapped[str | None]
    unit: Mapped[str | None]
    metric_source: Mapped[str | None]
    direction: Mapped[str | None]
    baseline_value: Mapped[Decimal | None] = mapped_column(FIGURE)
    baseline_on: Mapped[date | None]
    target_value: Mapped[Decimal | None] = mapped_column(FIGURE)
    start_on: Mapped[date | None]
    deadline_on: Mapped[date | None]
    check_in_days: Mapped[list[date]] = mapped_column(ARRAY(Date))
    realism_note: Mapped[str | None]
    strengths: Mapped[str | None]
    state: Mapped[str]
    round: Mapped[int] = mapped_column(SmallInteger)
    proposed_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    activated_at: Mapped[datetime | None]
    seat: Mapped[str | None] = query_expression()
    """The caller's role in the team today; null for others. This and the next are the policy's selects'."""
    team_name: Mapped[str] = query_expression()
    team_type: Mapped[str] = query_expression()
    school_name: Mapped[str] = query_expression()
    current_value: Mapped[Decimal | None] = query_expression()
    current_on: Mapped[date | None] = query_expression()
    __table_args__ = (
        refers("school_id", "schools"),
        refers("team_id", "teams"),
        refers("owner_id", "people"),
        one_of("level", Level),
        one_of("scope", Scope),
        one_of("metric_source", MetricSource),
        one_of("direction", Direction),
        one_of("state", GoalState),
        CheckConstraint("cardinality(check_in_days) <= 60", name="check_in_days"),
        CheckConstraint("round >= 1", name="round"),
        CheckConstraint(
            "state NOT IN ('ACTIVE', 'ADJUSTED', 'EVALUATED', 'CLOSED') OR (baseline_value IS NOT NULL"
            " AND baseline_on IS NOT NULL AND target_value IS NOT NULL AND deadline_on IS NOT NULL"
            " AND activated_at IS NOT NULL)",
            name="measurable",
        ),
        Index("ix_goals_school", "tenant_id", "school_id", "created_at", "id"),
        Index("ix_goals_team", "tenant_id", "team_id", "state"),
        Index("ix_goals_owner", "tenant_id", "owner_id"),
    )


class GoalAcceptance(Tenanted, Versioned, Internal, Base):
    """One person's latest stance in one round; an objection is answered in words."""

    __tablename__ = "goal_acceptances"
    goal_id: Mapped[UUID]
    round: Mapped[int] = mapped_column(SmallInteger)
    person_id: Mapped[UUID]
    stance: Mapped[str]
    comment: Mapped[str | None]
    given_at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]
    __table_args__ = (
        refers("goal_id", "goals"),
        refers("person_id", "people"),
        one_of("stance", Stance),
        CheckConstraint("stance <> 'OBJECT' OR comment IS NOT NULL", name="words"),
        CheckConstraint("answer IS NULL OR stance = 'OBJECT'", name="answer"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        UniqueConstraint("tenant_id", "goal_id", "round", "person_id"),
        Index("ix_goal_acceptances_person", "tenant_id", "person_id", "goal_id"),
    )


class GoalCheckIn(Tenanted, Versioned, Internal, Base):
    """What was seen on a day, in numbers or words, and what it led to. One a day."""

    __tablename__ = "goal_check_ins"
    goal_id: Mapped[UUID]
    held_on: Mapped[date]
    value: Mapped[Decimal | None] = mapped_column(FIGURE)
    what_works: Mapped[str | None]
    what_hinders: Mapped[str | None]
    adjust: Mapped[str]
    __table_args__ = (
        refers("goal_id", "goals"),
        one_of("adjust", Adjustment),
        CheckConstraint("num_nonnulls(value, what_works, what_hinders) > 0", name="says_something"),
        UniqueConstraint("tenant_id", "goal_id", "held_on"),
    )
