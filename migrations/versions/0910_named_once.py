"""Who is named in a case is asked when a row of class K4 comes along, and not before.

The wall around K4 stood as a query within the policy of each kind of part. PostgreSQL set it up for each of them
in every statement, also where nothing was in K4: a third of what opening a case cost. The same query stands in a
function now, called with the rights of whoever reads.
"""

from alembic import op

from samsyn.core import ddl

revision = "0910_named_once"
down_revision = "0900_transfers"
branch_labels = None
depends_on = None

VALID_DAY = """a.valid_from <= (SELECT samsyn_today())
 AND (a.valid_to IS NULL OR a.valid_to >= (SELECT samsyn_today()))"""
FUNCTION = f"""CREATE FUNCTION named_cases() RETURNS uuid[] LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN RETURN ARRAY(
 SELECT c.case_id FROM case_access c WHERE c.person_id = {ddl.PERSON} AND c.kind <> 'BREAK_GLASS'
  AND c.valid_from <= (SELECT samsyn_now()) AND (c.valid_to IS NULL OR c.valid_to > (SELECT samsyn_now()))
  AND EXISTS (SELECT FROM assignments a WHERE a.tenant_id = c.tenant_id AND a.person_id = c.person_id
    AND (a.school_id = c.via_school_id OR (c.via_school_id IS NULL AND a.scope_type <> 'UNIT')) AND {VALID_DAY}));
END $$"""
WORKER = f"(current_user = 'samsyn_worker' AND {ddl.PERSON} IS NULL)"
BESIDE = {
    "cases": WORKER,
    "case_events": WORKER,
    "case_attachments": f"({ddl.PERSON} IS NULL AND voided_at IS NULL AND scan IN ('NOT_SCANNED', 'WAITING'))",
    "contributions": f"person_id = {ddl.PERSON}",
}
"""Who else sees a row of K4, as before: the program for its clocks and its scanning, and whoever is asked."""
PARTS = """DO $do$ DECLARE t text; BEGIN
 FOR t IN SELECT tablename FROM pg_policies WHERE policyname = 'named'
 LOOP EXECUTE format($sql$ALTER POLICY named ON %I USING
  (confidentiality <> 'K4' OR case_id = ANY ((SELECT named_cases())::uuid[]))$sql$, t); END LOOP; END $do$"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(FUNCTION)
    op.execute("REVOKE ALL ON FUNCTION named_cases() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION named_cases() TO samsyn_app, samsyn_worker")
    op.execute(PARTS.replace("'named'", "'named' AND tablename <> 'cases'"))
    for table, beside in BESIDE.items():
        key = "id" if table == "cases" else "case_id"
        op.execute(
            f"""ALTER POLICY named ON {table} USING (confidentiality <> 'K4'
            OR {key} = ANY ((SELECT named_cases())::uuid[]) OR {beside})"""
        )
