"""What every migration does to a tenant table: row security and the application's rights."""

from __future__ import annotations

from alembic import op

TENANT = "tenant_id = (SELECT nullif(current_setting('app.tenant', true), '')::int)"
"""No tenant, no rows; as an InitPlan, so that it is worked out once per statement."""
PERSON = "(SELECT nullif(current_setting('app.person', true), '')::uuid)"
ASSURED = "(SELECT coalesce(nullif(current_setting('app.assurance', true), '')::int, 0)) >= 2"
"""Two-factor sign-in: nothing above K1 without it."""


def wall(table: str) -> None:
    """The tenant wall: RESTRICTIVE, so that whatever is added later can only narrow."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON {table} AS RESTRICTIVE USING ({TENANT}) WITH CHECK ({TENANT})")


def open_within(table: str, rights: str = "SELECT, INSERT, UPDATE") -> None:
    """Wall, and everybody of the organiser inside it (what a person may see is the policies' matter)."""
    wall(table)
    op.execute(f"CREATE POLICY everyone ON {table} USING (true) WITH CHECK (true)")
    if rights:
        op.execute(f"GRANT {rights} ON {table} TO samsyn_app")


def circle(table: str, using: str, rights: str = "SELECT, INSERT, UPDATE", check: str = "true") -> None:
    """Wall, and inside it only rows for which ``using`` holds. INSERT such rows without RETURNING."""
    wall(table)
    op.execute(f"CREATE POLICY circle ON {table} USING ({ASSURED} AND ({using})) WITH CHECK ({check})")
    op.execute(f"GRANT {rights} ON {table} TO samsyn_app")


def owns_blobs(table: str, column: str) -> None:
    """Whoever sees a row of ``table`` sees the blob it names, and nobody else does.

    The row's own policy is asked, so that a blob is never easier to read than what owns it. An index on
    ``(tenant_id, column)`` must be there.
    """
    owner = f"SELECT FROM {table} o WHERE o.tenant_id = blobs.tenant_id AND o.{column} = blobs.id"
    op.execute(f"CREATE POLICY {table} ON blobs FOR SELECT USING ({ASSURED} AND EXISTS ({owner}))")


def drop_policies(table: str, *names: str) -> None:
    for name in names:
        op.execute(f"DROP POLICY {name} ON {table}")


def definer(signature: str, owner: str, *grantees: str) -> None:
    """Hands a SECURITY DEFINER function to its owner and to those who may call it, and to nobody else."""
    op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
    for grantee in grantees:
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {grantee}")
    op.execute(f"GRANT CREATE ON SCHEMA public TO {owner}")
    op.execute(f"ALTER FUNCTION {signature} OWNER TO {owner}")
    op.execute(f"REVOKE CREATE ON SCHEMA public FROM {owner}")
