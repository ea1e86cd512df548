"""The item that is up in a meeting, and the seconds used beyond whole minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0330_meeting_turns"
down_revision = "0401_client_last_used"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("meetings", sa.Column("current_item_id", sa.Uuid(), nullable=True))
    op.add_column("meetings", sa.Column("current_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "agenda_items", sa.Column("spare_seconds", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.create_check_constraint(
        op.f("ck_meetings_current"),
        "meetings",
        "(current_item_id IS NULL) = (current_since IS NULL)"
        " AND (current_item_id IS NULL OR state = 'IN_PROGRESS')",
    )
    op.create_check_constraint(
        op.f("ck_agenda_items_seconds"), "agenda_items", "spare_seconds BETWEEN 0 AND 59"
    )
