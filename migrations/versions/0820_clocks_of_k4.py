"""The worker tells of clocks in class K4 too: the wall against ways in with a reason is for people."""

from alembic import op

from samsyn.core import ddl

revision = "0820_clocks_of_k4"
down_revision = "0780_agreed"
branch_labels = None
depends_on = None

WORKER = f"(current_user = 'samsyn_worker' AND {ddl.PERSON} IS NULL)"
"""As in 0720: the program itself, for nobody."""
LET_IN = f"""DO $do$ DECLARE t text; held text; BEGIN
 FOREACH t IN ARRAY ARRAY['cases', 'case_events'] LOOP
  SELECT pg_get_expr(polqual, polrelid) INTO STRICT held FROM pg_policy
   WHERE polname = 'named' AND polrelid = t::regclass;
  EXECUTE format('ALTER POLICY named ON %I USING ((%s) OR %s)', t, held, $w${WORKER}$w$);
 END LOOP; END $do$"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(LET_IN)
