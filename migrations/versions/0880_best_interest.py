"""How the best interests of a child were weighed: sealed and read as what else is written in a case."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from samsyn.core import ddl, walls

revision = "0880_best_interest"
down_revision = "0870_case_links"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "best_interest_assessments",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=True),
        sa.Column("voice_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("interests", sa.Text(), nullable=True),
        sa.Column("alternatives", sa.Text(), nullable=True),
        sa.Column("weighed_against", sa.Text(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("assessed_by", sa.Uuid(), nullable=False),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (interests IS NULL AND alternatives IS NULL AND weighed_against IS NULL AND conclusion IS NULL)",
            name=op.f("ck_best_interest_assessments_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_best_interest_assessments_confidentiality"),
        ),
        sa.CheckConstraint(
            "reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_best_interest_assessments_reach")
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')",
            name=op.f("ck_best_interest_assessments_sealed"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "assessed_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_best_interest_assessments_tenant_id_assessed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_best_interest_assessments_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_best_interest_assessments_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_best_interest_assessments_tenant_id_student_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_best_interest_assessments")),
    )
    op.create_index(
        "ix_best_interest_assessments_case",
        "best_interest_assessments",
        ["tenant_id", "case_id", "created_at", "id"],
        unique=False,
    )
    ddl.circle("best_interest_assessments", walls.OF_CASE)
    walls.named("best_interest_assessments")
    walls.against()
