"""Measures whole: proposals, decisions, days; and what cases are about, in themes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from samsyn.core import ddl

revision = "0750_measures"
down_revision = "0750_case_attachments"
branch_labels = None
depends_on = None


THEMES = """'LEARNING_ENVIRONMENT', 'STUDY_CALM', 'RELATIONS', 'SAFETY', 'ATTENDANCE', 'READING_WRITING', 'MATHEMATICS',
 'LANGUAGE', 'STARTING_AND_STAMINA', 'WELLBEING', 'TRANSITIONS'"""
MEASURES = {
    "open_text": "NOT (confidentiality IN ('K3', 'K4'))"
    " OR (description IS NULL AND motivation IS NULL AND what_happened IS NULL)",
    "period": "end_on IS NULL OR end_on >= start_on",
    "decided": "(state = 'PROPOSED') = (decided_by IS NULL)"
    " AND (state <> 'PROPOSED' OR proposed_by IS NOT NULL)",
}
OF_MEASURE = """EXISTS (SELECT FROM case_measures m
 WHERE m.tenant_id = measure_fidelity.tenant_id AND m.id = measure_fidelity.measure_id)"""
"""A day of a measure is never stricter than the measure, whose own wall is the case's."""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "measure_fidelity",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (note IS NULL)",
            name=op.f("ck_measure_fidelity_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_measure_fidelity_confidentiality"),
        ),
        sa.CheckConstraint("kept IN ('YES', 'PARTLY', 'NO')", name=op.f("ck_measure_fidelity_kept")),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_measure_fidelity_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_measure_fidelity_sealed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_measure_fidelity_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "measure_id"],
            ["case_measures.tenant_id", "case_measures.id"],
            name=op.f("fk_measure_fidelity_tenant_id_measure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "noted_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_measure_fidelity_tenant_id_noted_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_measure_fidelity_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_measure_fidelity")),
        sa.UniqueConstraint(
            "tenant_id",
            "measure_id",
            "day",
            "noted_by",
            name=op.f("uq_measure_fidelity_tenant_id_measure_id_day_noted_by"),
        ),
    )
    op.create_index(
        "ix_measure_fidelity_case", "measure_fidelity", ["tenant_id", "case_id", "day", "id"], unique=False
    )
    op.add_column(
        "case_heads",
        sa.Column("themes", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column("case_measures", sa.Column("proposed_by", sa.Uuid(), nullable=True))
    op.add_column("case_measures", sa.Column("proposed_assignment_id", sa.Uuid(), nullable=True))
    op.add_column("case_measures", sa.Column("proposed_profession", sa.Text(), nullable=True))
    op.add_column("case_measures", sa.Column("proposed_on", sa.Date(), nullable=True))
    op.add_column("case_measures", sa.Column("decided_on", sa.Date(), nullable=True))
    op.add_column("case_measures", sa.Column("motivation", sa.Text(), nullable=True))
    op.add_column("case_measures", sa.Column("evaluator_id", sa.Uuid(), nullable=True))
    op.add_column("case_measures", sa.Column("end_on", sa.Date(), nullable=True))
    op.alter_column("case_measures", "decided_by", existing_type=sa.UUID(), nullable=True)
    op.create_foreign_key(
        op.f("fk_case_measures_tenant_id_proposed_assignment_id"),
        "case_measures",
        "assignments",
        ["tenant_id", "proposed_assignment_id"],
        ["tenant_id", "id"],
    )
    op.create_foreign_key(
        op.f("fk_case_measures_tenant_id_evaluator_id"),
        "case_measures",
        "people",
        ["tenant_id", "evaluator_id"],
        ["tenant_id", "id"],
    )
    op.create_foreign_key(
        op.f("fk_case_measures_tenant_id_proposed_by"),
        "case_measures",
        "people",
        ["tenant_id", "proposed_by"],
        ["tenant_id", "id"],
    )
    op.add_column(
        "cases",
        sa.Column("themes", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )
    for table in ("cases", "case_heads"):
        op.create_check_constraint(op.f(f"ck_{table}_themes"), table, f"themes <@ ARRAY[{THEMES}]")
    op.drop_constraint(op.f("ck_case_measures_open_text"), "case_measures", type_="check")
    for name, holds in MEASURES.items():
        op.create_check_constraint(op.f(f"ck_case_measures_{name}"), "case_measures", holds)
    ddl.circle("measure_fidelity", OF_MEASURE, "SELECT, INSERT, UPDATE (confidentiality, note, sealed)")
