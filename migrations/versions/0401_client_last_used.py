"""When a system was last handed a token: an administrator sees which keys nobody uses any more."""

from typing import Any

from alembic import op

from samsyn.core import ddl

revision = "0401_client_last_used"
down_revision = "0602_sync_token_scope"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(NOTE_CLIENT)
    ddl.definer("note_client(integer, uuid)", "samsyn_auth", "samsyn_app")


NOTE_CLIENT = """
CREATE FUNCTION note_client(of_tenant integer, of_client uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE api_clients SET last_used_at = samsyn_now()
   WHERE tenant_id = of_tenant AND id = of_client
     AND (last_used_at IS NULL OR last_used_at < samsyn_now() - interval '1 minute')
$$;
"""
