"""Why words that usually stand in a journal belong in the note of those who teach: sealed, as the note is."""

import sqlalchemy as sa
from alembic import op

revision = "0970_note_reasons"
down_revision = "0960_appeals_forwarded"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("agreed_observations", sa.Column("journal_reason", sa.LargeBinary(), nullable=True))
