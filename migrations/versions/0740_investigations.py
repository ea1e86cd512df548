"""What is found out in a case: investigations, locked when they are completed."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl, walls

revision = "0740_investigations"
down_revision = "0730_break_glass"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "investigations",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=True),
        sa.Column("findings_individual", sa.Text(), nullable=True),
        sa.Column("findings_group", sa.Text(), nullable=True),
        sa.Column("findings_organisation", sa.Text(), nullable=True),
        sa.Column("cause_analysis", sa.Text(), nullable=True),
        sa.Column("student_health_consulted_on", sa.Date(), nullable=True),
        sa.Column("not_consulted_reason", sa.Text(), nullable=True),
        sa.Column("support_too", sa.Text(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("conclusion_reason", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_by", sa.Uuid(), nullable=True),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (questions IS NULL AND findings_individual IS NULL AND findings_group IS NULL AND findings_organisation IS NULL AND cause_analysis IS NULL AND not_consulted_reason IS NULL AND conclusion_reason IS NULL)",
            name=op.f("ck_investigations_open_text"),
        ),
        sa.CheckConstraint(
            "conclusion <> 'INVESTIGATION_NOT_NEEDED' OR kind = 'ABSENCE'",
            name=op.f("ck_investigations_not_needed"),
        ),
        sa.CheckConstraint(
            "conclusion IN ('SUPPORT_NEEDED', 'NOT_NEEDED', 'OTHER', 'INVESTIGATION_NOT_NEEDED')",
            name=op.f("ck_investigations_conclusion"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_investigations_confidentiality"),
        ),
        sa.CheckConstraint(
            "kind <> 'ABSENCE' OR completed_at IS NULL OR conclusion = 'INVESTIGATION_NOT_NEEDED' OR student_health_consulted_on IS NOT NULL",
            name=op.f("ck_investigations_c07"),
        ),
        sa.CheckConstraint(
            "kind IN ('SPECIAL_SUPPORT', 'ABSENCE', 'DEGRADING', 'ENVIRONMENT', 'PRELIMINARY')",
            name=op.f("ck_investigations_kind"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_investigations_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_investigations_sealed")
        ),
        sa.CheckConstraint(
            "support_too IN ('STARTED', 'NOT_CALLED_FOR')", name=op.f("ck_investigations_support_too")
        ),
        sa.CheckConstraint(
            "(completed_at IS NULL) = (conclusion IS NULL) AND (completed_at IS NULL) = (completed_by IS NULL)",
            name=op.f("ck_investigations_completed"),
        ),
        sa.CheckConstraint("completed_at >= started_at", name=op.f("ck_investigations_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_investigations_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "completed_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_investigations_tenant_id_completed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_investigations_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "started_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_investigations_tenant_id_started_by"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_investigations")),
    )
    op.create_index(
        "ix_investigations_started",
        "investigations",
        ["tenant_id", "case_id", "started_at", "id"],
        unique=False,
    )
    op.create_index(
        "uq_investigations_under_way",
        "investigations",
        ["tenant_id", "case_id", "kind"],
        unique=True,
        postgresql_where="completed_at IS NULL",
    )
    ddl.circle("investigations", walls.OF_CASE)
