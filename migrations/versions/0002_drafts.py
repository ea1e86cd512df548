"""What somebody is writing: drafts and the browser's key, own only."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0002_drafts"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "draft_keys",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organisers.tenant_id"], name=op.f("fk_draft_keys_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "person_id", name=op.f("pk_draft_keys")),
    )
    op.create_table(
        "drafts",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("draft_key", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["organisers.tenant_id"], name=op.f("fk_drafts_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_drafts")),
        sa.UniqueConstraint(
            "tenant_id", "person_id", "draft_key", name=op.f("uq_drafts_tenant_id_person_id_draft_key")
        ),
    )
    op.create_index("ix_drafts_saved", "drafts", ["tenant_id", "saved_at"], unique=False)
    for table in ("draft_keys", "drafts"):
        ddl.wall(table)
        own = f"person_id = {ddl.PERSON}"
        op.execute(f"CREATE POLICY own ON {table} USING ({own}) WITH CHECK ({own})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO samsyn_app")
