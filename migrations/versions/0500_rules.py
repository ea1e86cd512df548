"""Numbers of an organiser's own for the clocks of a rule pack, and who has compared it with the law."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0500_rules"
down_revision = "0330_meeting_turns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "rule_adjustments",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("amount", sa.SmallInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount BETWEEN 0 AND 400", name=op.f("ck_rule_adjustments_amount")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_rule_adjustments_tenant_id_decided_by"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rule_adjustments")),
    )
    op.create_index(
        "ix_rule_adjustments_latest",
        "rule_adjustments",
        ["tenant_id", "pack", "clock", "decided_at"],
        unique=False,
    )
    op.create_table(
        "rule_reviews",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("edition", sa.SmallInteger(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('PACK', 'LEGAL_BASIS')", name=op.f("ck_rule_reviews_kind")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_rule_reviews_tenant_id_decided_by"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rule_reviews")),
    )
    op.create_index(
        "ix_rule_reviews_latest", "rule_reviews", ["tenant_id", "kind", "code", "decided_at"], unique=False
    )
    for table in ("rule_adjustments", "rule_reviews"):
        ddl.open_within(table, "SELECT, INSERT")
