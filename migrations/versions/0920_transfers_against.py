"""What is handed over is not shown to whom its case points out (C11), as little as what else stands in it."""

from alembic import op

from samsyn.core import walls

revision = "0920_transfers_against"
down_revision = "0910_named_once"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    walls.against()
