"""Sealed blobs: what is in a file, read by the way of the row that owns it."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0700_blobs"
down_revision = "0510_rule_changes"
branch_labels = None
depends_on = None

CHUNK_OF_WHAT_IS_SEEN = """EXISTS (SELECT FROM blobs b
 WHERE b.tenant_id = blob_chunks.tenant_id AND b.id = blob_chunks.blob_id)"""
"""Row security of ``blobs`` holds in here too; a blob is seen by the policies that its owners' tables add."""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "blobs",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("chunks", sa.SmallInteger(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_blobs_sha256")),
        sa.CheckConstraint("size >= 0 AND chunks >= 1", name=op.f("ck_blobs_size")),
        sa.ForeignKeyConstraint(["tenant_id"], ["organisers.tenant_id"], name=op.f("fk_blobs_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_blobs")),
    )
    op.create_table(
        "blob_chunks",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("blob_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "blob_id"],
            ["blobs.tenant_id", "blobs.id"],
            name=op.f("fk_blob_chunks_tenant_id_blob_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "blob_id", "number", name=op.f("pk_blob_chunks")),
    )
    op.execute("ALTER TABLE blob_chunks ALTER sealed SET STORAGE EXTERNAL")
    ddl.wall("blobs")
    op.execute("CREATE POLICY kept ON blobs FOR INSERT WITH CHECK (true)")
    op.execute("GRANT SELECT, INSERT ON blobs TO samsyn_app")
    ddl.circle("blob_chunks", CHUNK_OF_WHAT_IS_SEEN, "SELECT, INSERT")
