"""Annual wheels, what stands on them, and what it is about."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0320_wheel"
down_revision = "0011_student_grants_given"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "annual_wheels",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("school_year_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("activation_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state = 'PLANNED' OR activated_at IS NOT NULL", name=op.f("ck_annual_wheels_activated")
        ),
        sa.CheckConstraint("state IN ('PLANNED', 'ACTIVE', 'CLOSED')", name=op.f("ck_annual_wheels_state")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_annual_wheels_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_year_id"],
            ["school_years.tenant_id", "school_years.id"],
            name=op.f("fk_annual_wheels_tenant_id_school_year_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_annual_wheels")),
        sa.UniqueConstraint(
            "tenant_id",
            "school_id",
            "school_year_id",
            name=op.f("uq_annual_wheels_tenant_id_school_id_school_year_id"),
        ),
    )
    op.create_table(
        "wheel_activities",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wheel_id", sa.Uuid(), nullable=False),
        sa.Column("template_code", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("protected_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('CHECKIN_MAJOR', 'ANALYSIS', 'GOAL_SETTING', 'RESULT_DIALOGUE', 'PROGNOSIS', 'PLAN_REVISION', 'DEGRADING_PLAN', 'STAFF_PLANNING', 'TRANSITION', 'PROGRAMME', 'SURVEY_EXISTING', 'REPORTING', 'AWARENESS', 'OTHER')",
            name=op.f("ck_wheel_activities_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('PLANNED', 'DONE', 'MISSED', 'MOVED', 'REMOVED')",
            name=op.f("ck_wheel_activities_status"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_wheel_activities_period")),
        sa.CheckConstraint("protected_minutes BETWEEN 0 AND 1440", name=op.f("ck_wheel_activities_minutes")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "owner_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_wheel_activities_tenant_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "team_id"],
            ["teams.tenant_id", "teams.id"],
            name=op.f("fk_wheel_activities_tenant_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "wheel_id"],
            ["annual_wheels.tenant_id", "annual_wheels.id"],
            name=op.f("fk_wheel_activities_tenant_id_wheel_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_wheel_activities")),
    )
    op.create_index(
        "ix_wheel_activities_kind", "wheel_activities", ["tenant_id", "kind", "starts_on"], unique=False
    )
    op.create_index(
        "ix_wheel_activities_wheel",
        "wheel_activities",
        ["tenant_id", "wheel_id", "starts_on", "id"],
        unique=False,
    )
    op.create_table(
        "wheel_activity_links",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("ref_kind", sa.Text(), nullable=False),
        sa.Column("ref_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ref_kind ~ '^[a-z_]{2,40}$'", name=op.f("ck_wheel_activity_links_ref_kind")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "activity_id"],
            ["wheel_activities.tenant_id", "wheel_activities.id"],
            name=op.f("fk_wheel_activity_links_tenant_id_activity_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_wheel_activity_links")),
        sa.UniqueConstraint(
            "tenant_id",
            "activity_id",
            "ref_kind",
            "ref_id",
            name=op.f("uq_wheel_activity_links_tenant_id_activity_id_ref_kind_ref_id"),
        ),
    )
    op.create_index(
        "ix_wheel_activity_links_ref", "wheel_activity_links", ["tenant_id", "ref_id"], unique=False
    )
    ddl.open_within("annual_wheels")
    ddl.open_within("wheel_activities")
    ddl.open_within("wheel_activity_links", "SELECT, INSERT, DELETE")
