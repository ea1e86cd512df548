"""Assignments can be ended at once, with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0010_assignment_endings"
down_revision = "0004_concerns_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("assignments", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("assignments", sa.Column("end_reason", sa.Text(), nullable=True))
    op.execute("ALTER TABLE assignments DROP CONSTRAINT ck_assignments_period")
    op.execute(
        "ALTER TABLE assignments ADD CONSTRAINT ck_assignments_period"
        " CHECK (valid_to IS NULL OR valid_to >= valid_from - 1) NOT VALID"
    )
    op.execute("ALTER TABLE assignments VALIDATE CONSTRAINT ck_assignments_period")
