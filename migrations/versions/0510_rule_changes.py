"""An open case can go over to newer rules (C19): since when, and under which pack where the day does not say."""

import sqlalchemy as sa
from alembic import op

revision = "0510_rule_changes"
down_revision = "0500_rules"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("case_heads", sa.Column("rule_pack", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("rules_changed_at", sa.DateTime(timezone=True), nullable=True))
