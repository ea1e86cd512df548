"""Series of meetings."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0301_meeting_series"
down_revision = "0320_wheel"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "meeting_series",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("interval_weeks", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("video_link", sa.Text(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("mode IN ('PHYSICAL', 'DIGITAL', 'HYBRID')", name=op.f("ck_meeting_series_mode")),
        sa.CheckConstraint(
            "starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'", name=op.f("ck_meeting_series_starts")
        ),
        sa.CheckConstraint(
            "type IN ('EHT', 'EHM', 'FORUM', 'CLASS_CONFERENCE', 'PROGNOSIS', 'SKA_CHECKIN', 'RESULT_DIALOGUE', 'NETWORK', 'SUPERVISION', 'MANAGEMENT')",
            name=op.f("ck_meeting_series_type"),
        ),
        sa.CheckConstraint("interval_weeks BETWEEN 1 AND 8", name=op.f("ck_meeting_series_interval")),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_meeting_series_period")),
        sa.CheckConstraint("minutes BETWEEN 10 AND 480", name=op.f("ck_meeting_series_minutes")),
        sa.CheckConstraint("weekday BETWEEN 1 AND 5", name=op.f("ck_meeting_series_weekday")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_meeting_series_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "team_id"],
            ["teams.tenant_id", "teams.id"],
            name=op.f("fk_meeting_series_tenant_id_team_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_meeting_series")),
    )
    op.create_index(
        "ix_meeting_series_school",
        "meeting_series",
        ["tenant_id", "school_id", "first_on", "id"],
        unique=False,
    )
    op.create_index("ix_meeting_series_team", "meeting_series", ["tenant_id", "team_id"], unique=False)
    op.add_column("meetings", sa.Column("series_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_meetings_tenant_id_series_id"),
        "meetings",
        "meeting_series",
        ["tenant_id", "series_id"],
        ["tenant_id", "id"],
    )
    ddl.open_within("meeting_series")
