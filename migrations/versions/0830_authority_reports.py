"""Reports to authorities, sealed and read as what else is written in a case."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl, walls

revision = "0830_authority_reports"
down_revision = "0820_clocks_of_k4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "authority_reports",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("feedback_due_on", sa.Date(), nullable=True),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (receiver IS NULL AND receipt IS NULL AND about IS NULL)",
            name=op.f("ck_authority_reports_open_text"),
        ),
        sa.CheckConstraint(
            "channel IN ('E_SERVICE', 'PHONE', 'LETTER', 'IN_PERSON', 'SECURE_MAIL', 'SAMSYN')",
            name=op.f("ck_authority_reports_channel"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_authority_reports_confidentiality"),
        ),
        sa.CheckConstraint(
            "feedback IN ('OPENED', 'NOT_OPENED', 'ALREADY_OPEN', 'UNKNOWN')",
            name=op.f("ck_authority_reports_feedback"),
        ),
        sa.CheckConstraint(
            "kind IN ('SOCIAL_SERVICES', 'POLICE', 'ORGANISER_6_10', 'HOME_MUNICIPALITY_ABSENCE', 'ORGANISER_ABSENCE', 'WORK_ENVIRONMENT')",
            name=op.f("ck_authority_reports_kind"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('ORGANISER_6_10', 'ORGANISER_ABSENCE') OR sent_at = recorded_at",
            name=op.f("ck_authority_reports_c10"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_authority_reports_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_authority_reports_sealed")
        ),
        sa.CheckConstraint(
            "(feedback IS NULL) = (feedback_on IS NULL)", name=op.f("ck_authority_reports_feedback_day")
        ),
        sa.CheckConstraint("sent_at <= recorded_at", name=op.f("ck_authority_reports_sent")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_authority_reports_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_authority_reports_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "sent_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_authority_reports_tenant_id_sent_by"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_authority_reports")),
    )
    op.create_index(
        "ix_authority_reports_sent",
        "authority_reports",
        ["tenant_id", "case_id", "sent_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_authority_reports_waits",
        "authority_reports",
        ["tenant_id", "feedback_due_on"],
        unique=False,
        postgresql_where=sa.text("feedback IS NULL AND feedback_due_on IS NOT NULL"),
    )
    ddl.circle("authority_reports", walls.OF_CASE)
    walls.named("authority_reports")
