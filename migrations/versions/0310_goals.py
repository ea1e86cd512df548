"""SMART goals, who stands behind them, and their check-ins."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0310_goals"
down_revision = "0300_meetings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "goals",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("target_group", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("metric_source", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("baseline_value", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target_value", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("check_in_days", sa.ARRAY(sa.Date()), nullable=False),
        sa.Column("realism_note", sa.Text(), nullable=True),
        sa.Column("strengths", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("direction IN ('INCREASE', 'DECREASE')", name=op.f("ck_goals_direction")),
        sa.CheckConstraint("level IN ('PROMOTIVE', 'PREVENTIVE', 'REMEDIAL')", name=op.f("ck_goals_level")),
        sa.CheckConstraint(
            "metric_source IN ('INDICATOR', 'OWN_FIGURE', 'NEW_SURVEY')", name=op.f("ck_goals_metric_source")
        ),
        sa.CheckConstraint(
            "scope IN ('INDIVIDUAL', 'GROUP', 'UNIT', 'ORGANISER')", name=op.f("ck_goals_scope")
        ),
        sa.CheckConstraint(
            "state IN ('DRAFT', 'CHECKED', 'PROPOSED', 'ACCEPTED', 'ACTIVE', 'ADJUSTED', 'EVALUATED', 'CLOSED', 'ABANDONED')",
            name=op.f("ck_goals_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('ACTIVE', 'ADJUSTED', 'EVALUATED', 'CLOSED') OR (baseline_value IS NOT NULL AND baseline_on IS NOT NULL AND target_value IS NOT NULL AND deadline_on IS NOT NULL AND activated_at IS NOT NULL)",
            name=op.f("ck_goals_measurable"),
        ),
        sa.CheckConstraint("cardinality(check_in_days) <= 60", name=op.f("ck_goals_check_in_days")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_goals_round")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "owner_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_goals_tenant_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_goals_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "team_id"], ["teams.tenant_id", "teams.id"], name=op.f("fk_goals_tenant_id_team_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_goals")),
    )
    op.create_index("ix_goals_owner", "goals", ["tenant_id", "owner_id"], unique=False)
    op.create_index("ix_goals_school", "goals", ["tenant_id", "school_id", "created_at", "id"], unique=False)
    op.create_index("ix_goals_team", "goals", ["tenant_id", "team_id", "state"], unique=False)
    op.create_table(
        "goal_acceptances",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("answer IS NULL OR stance = 'OBJECT'", name=op.f("ck_goal_acceptances_answer")),
        sa.CheckConstraint(
            "stance <> 'OBJECT' OR comment IS NOT NULL", name=op.f("ck_goal_acceptances_words")
        ),
        sa.CheckConstraint(
            "stance IN ('ACCEPT', 'ACCEPT_WITH_DOUBT', 'OBJECT')", name=op.f("ck_goal_acceptances_stance")
        ),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_goal_acceptances_answered")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "goal_id"],
            ["goals.tenant_id", "goals.id"],
            name=op.f("fk_goal_acceptances_tenant_id_goal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_goal_acceptances_tenant_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_goal_acceptances")),
        sa.UniqueConstraint(
            "tenant_id",
            "goal_id",
            "round",
            "person_id",
            name=op.f("uq_goal_acceptances_tenant_id_goal_id_round_person_id"),
        ),
    )
    op.create_index(
        "ix_goal_acceptances_person", "goal_acceptances", ["tenant_id", "person_id", "goal_id"], unique=False
    )
    op.create_table(
        "goal_check_ins",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("what_works", sa.Text(), nullable=True),
        sa.Column("what_hinders", sa.Text(), nullable=True),
        sa.Column("adjust", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("adjust IN ('KEEP', 'ADJUST', 'STOP')", name=op.f("ck_goal_check_ins_adjust")),
        sa.CheckConstraint(
            "num_nonnulls(value, what_works, what_hinders) > 0", name=op.f("ck_goal_check_ins_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "goal_id"],
            ["goals.tenant_id", "goals.id"],
            name=op.f("fk_goal_check_ins_tenant_id_goal_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_goal_check_ins")),
        sa.UniqueConstraint(
            "tenant_id", "goal_id", "held_on", name=op.f("uq_goal_check_ins_tenant_id_goal_id_held_on")
        ),
    )
    for table in ("goals", "goal_acceptances", "goal_check_ins"):
        ddl.open_within(table)
