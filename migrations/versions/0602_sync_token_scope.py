"""The scope that some vendors want to see when a client signs in."""

import sqlalchemy as sa
from alembic import op

revision = "0602_sync_token_scope"
down_revision = "0601_sync_editions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("sync_sources", sa.Column("token_scope", sa.Text(), nullable=True))
