"""The program itself sees the clocks of open cases, and finds those without going through the closed ones."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0720_clocks_escalate"
down_revision = "0700_blobs"
branch_labels = None
depends_on = None

WORKER = f"(current_user = 'samsyn_worker' AND {ddl.PERSON} IS NULL)"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_index(
        "ix_cases_open", "cases", ["tenant_id", "id"], postgresql_where=sa.text("closed_at IS NULL")
    )
    for table in ("cases", "case_events"):
        op.execute(f"CREATE POLICY worker ON {table} FOR SELECT TO samsyn_worker USING {WORKER}")
