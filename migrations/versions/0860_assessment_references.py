"""Assessments that are made elsewhere, named by reference: skollagen 7:5."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl, walls

revision = "0860_assessment_references"
down_revision = "0850_disclosures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "assessment_references",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.Column("kept_where", sa.Text(), nullable=True),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (made_by IS NULL AND kept_where IS NULL)",
            name=op.f("ck_assessment_references_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_assessment_references_confidentiality"),
        ),
        sa.CheckConstraint(
            "kind IN ('PEDAGOGICAL', 'PSYCHOLOGICAL', 'MEDICAL', 'SOCIAL')",
            name=op.f("ck_assessment_references_kind"),
        ),
        sa.CheckConstraint("confidentiality IN ('K3', 'K4')", name=op.f("ck_assessment_references_strict")),
        sa.CheckConstraint(
            "reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_assessment_references_reach")
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_assessment_references_sealed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_assessment_references_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "added_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_assessment_references_tenant_id_added_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_assessment_references_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_assessment_references")),
    )
    op.create_index(
        "ix_assessment_references_case",
        "assessment_references",
        ["tenant_id", "case_id", "made_on", "id"],
        unique=False,
    )
    ddl.circle("assessment_references", walls.OF_CASE)
    walls.named("assessment_references")
    walls.against()
