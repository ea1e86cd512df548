"""Sources of school data, their pulls, and which row came from where."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from samsyn.core import ddl

revision = "0600_sync"
down_revision = "0301_meeting_series"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "sync_sources",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("api_version", sa.Text(), nullable=False),
        sa.Column("base_url", sa.Text(), nullable=False),
        sa.Column("token_url", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("client_secret", sa.LargeBinary(), nullable=False),
        sa.Column("endpoint_urls", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("organisation_number", sa.Text(), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("no_marks_by", sa.Uuid(), nullable=True),
        sa.Column("no_marks_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("no_marks_handling", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("api_version IN ('2.0', '2.1')", name=op.f("ck_sync_sources_api_version")),
        sa.CheckConstraint(
            "num_nulls(no_marks_by, no_marks_at, no_marks_handling) IN (0, 3)",
            name=op.f("ck_sync_sources_no_marks"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "no_marks_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_sync_sources_tenant_id_no_marks_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organisers.tenant_id"], name=op.f("fk_sync_sources_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sync_sources")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_sync_sources_tenant_id_name")),
    )
    op.create_table(
        "sync_links",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Uuid(), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('AREA', 'SCHOOL_UNIT', 'PERSON', 'ASSIGNMENT', 'PUPIL', 'GROUP')",
            name=op.f("ck_sync_links_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "source_id"],
            ["sync_sources.tenant_id", "sync_sources.id"],
            name=op.f("fk_sync_links_tenant_id_source_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sync_links")),
        sa.UniqueConstraint(
            "tenant_id", "kind", "external_id", name=op.f("uq_sync_links_tenant_id_kind_external_id")
        ),
        sa.UniqueConstraint(
            "tenant_id", "kind", "object_id", name=op.f("uq_sync_links_tenant_id_kind_object_id")
        ),
    )
    op.create_index("ix_sync_links_source", "sync_links", ["tenant_id", "source_id", "kind"], unique=False)
    op.create_table(
        "sync_runs",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("report", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("confirmation", sa.Text(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirms", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(state = 'RUNNING') = (finished_at IS NULL)", name=op.f("ck_sync_runs_finished")),
        sa.CheckConstraint(
            "phase IN ('WAITING', 'FETCHING', 'APPLYING', 'OVER')", name=op.f("ck_sync_runs_phase")
        ),
        sa.CheckConstraint(
            "state IN ('RUNNING', 'DONE', 'CONFIRM', 'REFUSED', 'FAILED')", name=op.f("ck_sync_runs_state")
        ),
        sa.CheckConstraint(
            "trigger IN ('PERSON', 'NIGHTLY', 'COMMAND_LINE')", name=op.f("ck_sync_runs_trigger")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "source_id"],
            ["sync_sources.tenant_id", "sync_sources.id"],
            name=op.f("fk_sync_runs_tenant_id_source_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sync_runs")),
    )
    op.create_index(
        "ix_sync_runs_source", "sync_runs", ["tenant_id", "source_id", "started_at"], unique=False
    )
    op.create_index("ix_sync_runs_started", "sync_runs", ["tenant_id", "started_at", "id"], unique=False)
    op.create_index(
        "uq_sync_runs_running",
        "sync_runs",
        ["tenant_id", "source_id"],
        unique=True,
        postgresql_where=sa.text("state = 'RUNNING'"),
    )
    for table in ("sync_sources", "sync_runs"):
        ddl.open_within(table)
    ddl.open_within("sync_links", "SELECT, INSERT, UPDATE, DELETE")
