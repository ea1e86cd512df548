"""When an appeal was handed over to the board (förvaltningslagen 46 §), by whom it was recorded."""

import sqlalchemy as sa
from alembic import op

revision = "0960_appeals_forwarded"
down_revision = "0955_case_readings"
branch_labels = None
depends_on = None

TABLE = "decision_appeals"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column(TABLE, sa.Column("forwarded_on", sa.Date(), nullable=True))
    op.add_column(TABLE, sa.Column("forwarded_by", sa.Uuid(), nullable=True))
    op.add_column(TABLE, sa.Column("forwarded_at", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(
        op.f("fk_decision_appeals_tenant_id_forwarded_by"),
        TABLE,
        "people",
        ["tenant_id", "forwarded_by"],
        ["tenant_id", "id"],
    )
    op.create_check_constraint(
        op.f("ck_decision_appeals_forwarded"),
        TABLE,
        "(forwarded_on IS NULL) = (forwarded_at IS NULL) AND (forwarded_on IS NULL) = (forwarded_by IS NULL)"
        " AND forwarded_on >= received_on",
    )
