"""Links between cases: known to whoever opens the one and may know of the other."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0870_case_links"
down_revision = "0860_assessment_references"
branch_labels = None
depends_on = None


def _row(table: str, end: str) -> str:
    """The policies of ``table`` say whether the caller sees it."""
    return (
        f"EXISTS (SELECT FROM {table} o WHERE o.tenant_id = case_links.tenant_id AND o.id = case_links.{end})"
    )


BOTH_ENDS = f"""({_row("cases", "from_id")} AND {_row("case_heads", "to_id")})
 OR ({_row("cases", "to_id")} AND {_row("case_heads", "from_id")})"""
"""One end opens, and the other may be known of: whoever opens a case sees its head."""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "case_links",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (end_reason IS NULL)",
            name=op.f("ck_case_links_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_case_links_confidentiality")
        ),
        sa.CheckConstraint(
            "kind IN ('CONTINUES', 'RAISED_FROM', 'SAME_GROUP')", name=op.f("ck_case_links_kind")
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_links_sealed")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_case_links_ended")),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_case_links_two_cases")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "ended_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_links_tenant_id_ended_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "from_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_links_tenant_id_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "to_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_links_tenant_id_to_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_links")),
    )
    op.create_index("ix_case_links_from", "case_links", ["tenant_id", "from_id"], unique=False)
    op.create_index("ix_case_links_to", "case_links", ["tenant_id", "to_id"], unique=False)
    op.create_index(
        "uq_case_links_pair",
        "case_links",
        [
            "tenant_id",
            sa.literal_column("least(from_id, to_id)"),
            sa.literal_column("greatest(from_id, to_id)"),
        ],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    ddl.circle("case_links", BOTH_ENDS)
