"""Accounts are opened with a one-time code; people keep their own password and second factor.

Everything goes through functions of the database, as signing in does: the program's role reads neither
``accounts`` nor ``sessions``. Those for other people's accounts look for themselves whether the caller is a
system administrator with two factors, now.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0400_account_codes"
down_revision = "0600_sync"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for name, kind in (
        ("code_hash", sa.LargeBinary()),
        ("code_expires_at", sa.DateTime(timezone=True)),
        ("totp_pending", sa.LargeBinary()),
        ("password_changed_at", sa.DateTime(timezone=True)),
    ):
        op.add_column("accounts", sa.Column(name, kind, nullable=True))
    op.execute(
        "ALTER TABLE accounts ADD CONSTRAINT ck_accounts_code"
        " CHECK ((code_hash IS NULL) = (code_expires_at IS NULL)) NOT VALID"
    )
    op.execute("ALTER TABLE accounts VALIDATE CONSTRAINT ck_accounts_code")
    op.add_column(
        "sessions", sa.Column("enrols", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.drop_index("ix_accounts_person", "accounts")
    op.create_index("uq_accounts_person", "accounts", ["tenant_id", "person_id"], unique=True)
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(KEEPING)
    driver.execute(COMING_IN)
    driver.execute(OWN)
    ddl.definer("keeper_of_accounts()", "samsyn_auth", "samsyn_auth")
    ddl.definer("session_of_own(bytea)", "samsyn_auth", "samsyn_auth")
    for signature in FOR_APP:
        ddl.definer(signature, "samsyn_auth", "samsyn_app")


KEEPING = """
CREATE FUNCTION keeper_of_accounts() RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_tenant integer := nullif(current_setting('app.tenant', true), '')::int;
  of_person uuid := nullif(current_setting('app.person', true), '')::uuid;
  assured boolean := coalesce(nullif(current_setting('app.assurance', true), '')::int, 0) >= 2;
BEGIN
  IF of_tenant IS NOT NULL AND (pg_has_role(session_user, 'samsyn_worker', 'MEMBER') OR (assured AND EXISTS (
      SELECT 1 FROM assignments a WHERE a.tenant_id = of_tenant AND a.person_id = of_person
         AND a.function = 'SYSTEM_ADMIN' AND a.valid_from <= samsyn_today()
         AND (a.valid_to IS NULL OR a.valid_to >= samsyn_today()))))
  THEN RETURN of_tenant; END IF;
  RAISE EXCEPTION 'not a keeper of accounts' USING ERRCODE = '42501';
END $$;
CREATE FUNCTION open_account(of_person uuid, new_id uuid, of_username text, code bytea, until timestamptz)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO accounts (tenant_id, id, person_id, username, password_hash, assurance, recovery_hashes, failures,
    created_at, code_hash, code_expires_at)
  VALUES (keeper_of_accounts(), new_id, of_person, lower(of_username), '!', 1, '{}', 0, samsyn_now(), code, until);
END $$;
CREATE FUNCTION reset_account(of_person uuid, code bytea, until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE of_tenant integer := keeper_of_accounts();
BEGIN
  UPDATE accounts SET password_hash = '!', assurance = 1, totp_secret = NULL, totp_pending = NULL,
         totp_last_step = NULL, recovery_hashes = '{}', failures = 0, wait_until = NULL, code_hash = code,
         code_expires_at = until
   WHERE tenant_id = of_tenant AND person_id = of_person;
  IF NOT FOUND THEN RAISE EXCEPTION 'no account' USING ERRCODE = 'P0002'; END IF;
  UPDATE sessions SET revoked_at = samsyn_now()
   WHERE tenant_id = of_tenant AND person_id = of_person AND revoked_at IS NULL;
END $$;
CREATE FUNCTION lock_account(of_person uuid, locked boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE of_tenant integer := keeper_of_accounts();
BEGIN
  UPDATE accounts SET disabled_at = CASE WHEN locked THEN coalesce(disabled_at, samsyn_now()) END
   WHERE tenant_id = of_tenant AND person_id = of_person;
  IF locked THEN
    UPDATE sessions SET revoked_at = samsyn_now()
     WHERE tenant_id = of_tenant AND person_id = of_person AND revoked_at IS NULL;
  END IF;
END $$;
CREATE FUNCTION account_of_person(of_person uuid, OUT account uuid, OUT username text, OUT has_password boolean,
  OUT has_second_factor boolean, OUT code_expires_at timestamptz, OUT disabled_at timestamptz,
  OUT created_at timestamptz, OUT last_used_at timestamptz)
RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.id, a.username, a.password_hash <> '!', a.totp_secret IS NOT NULL, a.code_expires_at, a.disabled_at,
         a.created_at, (SELECT max(s.last_seen_at) FROM sessions s
                         WHERE s.tenant_id = a.tenant_id AND s.person_id = a.person_id)
    FROM accounts a WHERE a.tenant_id = keeper_of_accounts() AND a.person_id = of_person
$$;
"""

COMING_IN = """
CREATE FUNCTION find_code(of_username text, OUT tenant integer, OUT account uuid, OUT code_hash bytea,
  OUT code_expires_at timestamptz, OUT failures integer, OUT wait_until timestamptz)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.tenant_id, a.id, a.code_hash, a.code_expires_at, a.failures, a.wait_until
    FROM accounts a WHERE a.username = lower(of_username) AND a.disabled_at IS NULL
$$;
CREATE FUNCTION take_code(of_tenant integer, of_account uuid, code bytea, new_password text, new_session uuid,
  token bytea, until timestamptz, request text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE of_person uuid;
BEGIN
  UPDATE accounts SET password_hash = new_password, password_changed_at = samsyn_now(), code_hash = NULL,
         code_expires_at = NULL, failures = 0, wait_until = NULL
   WHERE tenant_id = of_tenant AND id = of_account AND code_hash = code AND code_expires_at > samsyn_now()
     AND disabled_at IS NULL
   RETURNING person_id INTO of_person;
  IF NOT FOUND THEN RAISE EXCEPTION 'code used' USING ERRCODE = '40001'; END IF;
  UPDATE sessions SET revoked_at = samsyn_now()
   WHERE tenant_id = of_tenant AND account_id = of_account AND revoked_at IS NULL;
  INSERT INTO sessions (tenant_id, id, account_id, person_id, token_hash, assurance, created_at, last_seen_at,
    expires_at, enrols)
  VALUES (of_tenant, new_session, of_account, of_person, token, 1, samsyn_now(), samsyn_now(), until, true);
  INSERT INTO audit_access (tenant_id, id, at, actor_kind, actor_id, action, object_type, object_ids, student_ids,
    outcome, request_id, fields)
  VALUES (of_tenant, uuidv7(), samsyn_now(), 'PERSON', of_person, 'account.activate', 'Account',
    ARRAY[of_account], '{}', 'PERMIT', request, '{}');
END $$;
CREATE FUNCTION session_standing(token bytea, OUT last_seen_at timestamptz, OUT expires_at timestamptz,
  OUT has_second_factor boolean, OUT enrols boolean)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.last_seen_at, s.expires_at, a.totp_secret IS NOT NULL, s.enrols
    FROM sessions s JOIN accounts a ON a.tenant_id = s.tenant_id AND a.id = s.account_id
   WHERE s.token_hash = token AND s.revoked_at IS NULL
$$;
"""

OWN = """
CREATE FUNCTION session_of_own(token bytea) RETURNS sessions
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found sessions;
BEGIN
  SELECT s.* INTO found FROM sessions s WHERE s.token_hash = token AND s.revoked_at IS NULL
     AND s.expires_at > samsyn_now();
  IF found.id IS NULL THEN RAISE EXCEPTION 'no session' USING ERRCODE = '28000'; END IF;
  RETURN found;
END $$;
CREATE FUNCTION own_account(token bytea, OUT account uuid, OUT username text, OUT password_hash text,
  OUT has_second_factor boolean, OUT totp_pending bytea, OUT recovery_left integer, OUT failures integer,
  OUT wait_until timestamptz, OUT password_changed_at timestamptz, OUT assurance integer, OUT enrols boolean)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.id, a.username, a.password_hash, a.totp_secret IS NOT NULL, a.totp_pending,
         cardinality(a.recovery_hashes), a.failures, a.wait_until, a.password_changed_at, s.assurance, s.enrols
    FROM session_of_own(token) s JOIN accounts a ON a.tenant_id = s.tenant_id AND a.id = s.account_id
$$;
CREATE FUNCTION own_sessions(token bytea, OUT id uuid, OUT created_at timestamptz, OUT last_seen_at timestamptz,
  OUT assurance integer, OUT is_this boolean)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT o.id, o.created_at, o.last_seen_at, o.assurance, o.id = s.id
    FROM session_of_own(token) s JOIN sessions o ON o.tenant_id = s.tenant_id AND o.account_id = s.account_id
   WHERE o.revoked_at IS NULL AND o.expires_at > samsyn_now()
     AND o.last_seen_at > samsyn_now() - interval '30 minutes'
   ORDER BY o.id = s.id DESC, o.last_seen_at DESC, o.id LIMIT 50
$$;
CREATE FUNCTION end_other_sessions(token bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine sessions := session_of_own(token); ended integer;
BEGIN
  UPDATE sessions s SET revoked_at = samsyn_now() WHERE s.tenant_id = mine.tenant_id
     AND s.account_id = mine.account_id AND s.id <> mine.id AND s.revoked_at IS NULL;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;
CREATE FUNCTION put_password(token bytea, new_password text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine sessions := session_of_own(token);
BEGIN
  UPDATE accounts a SET password_hash = new_password, password_changed_at = samsyn_now(), failures = 0,
         wait_until = NULL
   WHERE a.tenant_id = mine.tenant_id AND a.id = mine.account_id
     AND (a.totp_secret IS NULL OR mine.assurance >= 2);
  IF NOT FOUND THEN RAISE EXCEPTION 'needs the second factor' USING ERRCODE = '42501'; END IF;
  PERFORM end_other_sessions(token);
END $$;
CREATE FUNCTION propose_second_factor(token bytea, secret bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine sessions := session_of_own(token);
BEGIN
  IF NOT (mine.enrols OR mine.assurance >= 2) THEN
    RAISE EXCEPTION 'needs the second factor' USING ERRCODE = '42501';
  END IF;
  UPDATE accounts a SET totp_pending = secret, failures = 0, wait_until = NULL
   WHERE a.tenant_id = mine.tenant_id AND a.id = mine.account_id;
END $$;
CREATE FUNCTION put_second_factor(old bytea, new bytea, step bigint, recovery text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine sessions := session_of_own(old);
BEGIN
  IF NOT (mine.enrols OR mine.assurance >= 2) THEN
    RAISE EXCEPTION 'needs the second factor' USING ERRCODE = '42501';
  END IF;
  UPDATE accounts a SET totp_secret = a.totp_pending, totp_pending = NULL, totp_last_step = step,
         recovery_hashes = recovery, assurance = 1, failures = 0, wait_until = NULL
   WHERE a.tenant_id = mine.tenant_id AND a.id = mine.account_id AND a.totp_pending IS NOT NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'nothing proposed' USING ERRCODE = '40001'; END IF;
  PERFORM end_other_sessions(old);
  UPDATE sessions s SET token_hash = new, assurance = 2, enrols = false, last_seen_at = samsyn_now()
   WHERE s.tenant_id = mine.tenant_id AND s.id = mine.id;
END $$;
CREATE FUNCTION put_recovery_codes(token bytea, recovery text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine sessions := session_of_own(token);
BEGIN
  UPDATE accounts a SET recovery_hashes = recovery, failures = 0, wait_until = NULL
   WHERE a.tenant_id = mine.tenant_id AND a.id = mine.account_id AND a.totp_secret IS NOT NULL
     AND mine.assurance >= 2;
  IF NOT FOUND THEN RAISE EXCEPTION 'needs the second factor' USING ERRCODE = '42501'; END IF;
END $$;
"""

FOR_APP = (
    "open_account(uuid, uuid, text, bytea, timestamptz)",
    "reset_account(uuid, bytea, timestamptz)",
    "lock_account(uuid, boolean)",
    "account_of_person(uuid)",
    "find_code(text)",
    "take_code(integer, uuid, bytea, text, uuid, bytea, timestamptz, text)",
    "session_standing(bytea)",
    "own_account(bytea)",
    "own_sessions(bytea)",
    "end_other_sessions(bytea)",
    "put_password(bytea, text)",
    "propose_second_factor(bytea, bytea)",
    "put_second_factor(bytea, bytea, bigint, text[])",
    "put_recovery_codes(bytea, text[])",
)
