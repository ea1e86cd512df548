"""The way in of a session says the name of its person: most answers to what somebody writes tell who wrote it."""

from __future__ import annotations

from alembic import op

from samsyn.core import ddl

revision = "0950_callers_name"
down_revision = "0940_successors"
branch_labels = None
depends_on = None

OPEN_SESSION = """
CREATE FUNCTION open_session(token bytea, OUT tenant integer, OUT kind text, OUT subject uuid, OUT session_id uuid,
  OUT account_id uuid, OUT assurance integer, OUT assignments jsonb, OUT scopes text[], OUT schools uuid[]{name})
RETURNS SETOF record LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  SELECT s.tenant_id, 'PERSON', s.person_id, s.id, s.account_id, s.assurance{select}
    INTO tenant, kind, subject, session_id, account_id, assurance{into}
    FROM sessions s JOIN accounts a ON a.tenant_id = s.tenant_id AND a.id = s.account_id{join}
   WHERE s.token_hash = token AND s.revoked_at IS NULL AND s.expires_at > samsyn_now()
     AND s.last_seen_at > samsyn_now() - interval '30 minutes' AND a.disabled_at IS NULL;
  IF subject IS NULL THEN RETURN; END IF;
  UPDATE sessions SET last_seen_at = samsyn_now() WHERE tenant_id = tenant AND id IN (
    SELECT s.id FROM sessions s WHERE s.tenant_id = tenant AND s.id = session_id
       AND s.last_seen_at < samsyn_now() - interval '1 minute' FOR UPDATE SKIP LOCKED);
  PERFORM set_config('app.tenant', tenant::text, true), set_config('app.assurance', assurance::text, true),
          set_config('app.person', subject::text, true);
  assignments := assignments_of(tenant, subject);
  RETURN NEXT;
END $$
"""
NAMED = {
    "name": ", OUT name text",
    "select": ", p.given_name || ' ' || p.family_name",
    "into": ", name",
    "join": "\n    JOIN people p ON p.tenant_id = s.tenant_id AND p.id = s.person_id",
}


def _put(parts: dict[str, str]) -> None:
    op.execute("DROP FUNCTION open_session(bytea)")
    op.execute(OPEN_SESSION.format(**parts))
    ddl.definer("open_session(bytea)", "samsyn_auth", "samsyn_app")


def upgrade() -> None:
    _put(NAMED)


def downgrade() -> None:
    _put(dict.fromkeys(NAMED, ""))
