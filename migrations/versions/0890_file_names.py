"""A file whose name holds that of a pupil: its name is shown to the circle alone."""

import sqlalchemy as sa
from alembic import op

revision = "0890_file_names"
down_revision = "0880_best_interest"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column(
        "case_attachments",
        sa.Column("names_pupil", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
