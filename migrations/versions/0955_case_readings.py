"""Who has opened a case: the access log, asked about one case by whoever answers for it.

The program still only adds rows to the log. One function of another role answers, by person and day, and asks
itself whether the caller answers for the case or leads its unit.
"""

from alembic import op

from samsyn.core import ddl, walls

revision = "0955_case_readings"
down_revision = "0950_callers_name"
branch_labels = None
depends_on = None

IN_LISTS = (
    "case.chain", "case.clocks", "case.late-clocks", "case.list", "case.refer", "case.reported", "case.search",
    "case.standing-still",
)  # fmt: skip
"""What shows a case as one of several, without opening it."""
ANSWERS = f"""SELECT FROM cases c WHERE c.tenant_id = tenant AND c.id = of_case AND (c.owner_id = me
  OR (c.confidentiality IN ('K0', 'K1', 'K2') AND (
   (c.reach IN ('UNIT', 'BOTH') AND c.school_id = ANY {walls.UNITS_LED})
   OR (c.reach IN ('BOTH', 'ORGANISER') AND {walls.OFFICER}))))"""
"""As the program's own rule says who manages a case."""
SIGNATURE = "case_readings(uuid, timestamptz, uuid, integer)"
READINGS = f"""CREATE FUNCTION case_readings(of_case uuid, place_at timestamptz, place_id uuid, take integer)
RETURNS TABLE (person_id uuid, kind text, held text, day date, first_at timestamptz, last_at timestamptz,
  times integer, refused boolean, with_reason boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  tenant integer := nullif(current_setting('app.tenant', true), '')::int;
  me uuid := nullif(current_setting('app.person', true), '')::uuid;
BEGIN
  IF tenant IS NULL OR me IS NULL OR NOT ({ddl.ASSURED}) OR of_case = ANY (cases_against_me())
   OR NOT EXISTS ({ANSWERS}) THEN RETURN; END IF;
  RETURN QUERY
    SELECT l.actor_id, l.actor_kind, a.function, (l.at AT TIME ZONE 'Europe/Stockholm')::date,
      min(l.at), max(l.at), count(DISTINCT l.request_id)::int, l.outcome = 'DENY', coalesce(bool_or(l.purpose = 'BREAK_GLASS'), false)
    FROM audit_access l LEFT JOIN assignments a ON a.tenant_id = tenant AND a.id = l.assignment_id
    WHERE l.tenant_id = tenant AND l.object_type = 'Case' AND l.object_ids[1] = of_case
      AND cardinality(l.object_ids) = 1 AND l.actor_kind <> 'SYSTEM' AND l.action <> ALL ('{{{",".join(IN_LISTS)}}}')
    GROUP BY l.actor_id, l.actor_kind, a.function, (l.at AT TIME ZONE 'Europe/Stockholm')::date, l.outcome
    HAVING (max(l.at), l.actor_id) < (place_at, place_id)
    ORDER BY max(l.at) DESC, l.actor_id DESC LIMIT least(take, 10001);
END $$"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(
        "CREATE INDEX ix_audit_access_case ON audit_access (tenant_id, (object_ids[1]), at) WHERE object_type = 'Case'"
    )
    op.execute("GRANT SELECT ON audit_access TO samsyn_auth")
    op.execute(
        "GRANT SELECT (tenant_id, id, owner_id, confidentiality, reach, school_id) ON cases TO samsyn_auth"
    )
    op.execute(READINGS)
    ddl.definer(SIGNATURE, "samsyn_auth", "samsyn_app")
