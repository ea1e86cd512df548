"""Editions of SS 12000 are written as the API profile writes codes."""

from alembic import op

revision = "0601_sync_editions"
down_revision = "0400_account_codes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_constraint(op.f("ck_sync_sources_api_version"), "sync_sources")
    op.execute("ALTER TABLE sync_sources NO FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE sync_sources SET api_version = 'V' || replace(api_version, '.', '_')")
    op.execute("ALTER TABLE sync_sources FORCE ROW LEVEL SECURITY")
    op.create_check_constraint(
        op.f("ck_sync_sources_api_version"), "sync_sources", "api_version IN ('V2_0', 'V2_1')"
    )
