"""Which cases, units and office are the caller's own is asked when a row comes along, and not before.

The circle of a case stood as queries within the policy of each kind of part. PostgreSQL set them all up in every
statement: opening a case had 860 of them, nearly none ever run. The same queries stand in functions now,
called with the rights of whoever reads (as 0910 did for K4).
"""

from alembic import op

from samsyn.core import ddl, walls

revision = "0930_circle_once"
down_revision = "0920_transfers_against"
branch_labels = None
depends_on = None

SEARCH = "SET search_path = pg_catalog, public, pg_temp"
HEADS = ("PRINCIPAL", "DEPUTY_PRINCIPAL")
TRIAGE = (*HEADS, "EHT_SPECIAL", "EHT_PSYCHOSOCIAL", "EHT_PSYCHOLOGY", "EHT_MEDICAL")
STAFF = (*TRIAGE, "MENTOR", "TEACHER", "TEAM_LEAD", "STAFF")


def _units(name: str, functions: tuple[str, ...]) -> str:
    return f"""CREATE FUNCTION {name} RETURNS uuid[] LANGUAGE plpgsql STABLE {SEARCH} AS $$ BEGIN
 RETURN ARRAY(SELECT coalesce(a.school_id, s.id) FROM assignments a
  LEFT JOIN schools s ON a.scope_type = 'AREA' AND s.tenant_id = a.tenant_id AND s.area_id = a.area_id
  WHERE a.person_id = {ddl.PERSON} AND a.function = ANY ('{{{",".join(functions)}}}') AND a.{walls.VALID_DAY});
END $$"""


FUNCTIONS = {
    "my_cases()": f"""CREATE FUNCTION my_cases() RETURNS SETOF uuid LANGUAGE plpgsql STABLE ROWS 100
{SEARCH} AS $$ BEGIN RETURN QUERY {walls.MINE[1:-1]}; END $$""",
    "units_led()": _units("units_led()", HEADS),
    "units_triaged()": _units("units_triaged()", TRIAGE),
    "units_worked()": _units("units_worked()", STAFF),
    "is_case_officer()": f"""CREATE FUNCTION is_case_officer() RETURNS boolean LANGUAGE plpgsql STABLE
{SEARCH} AS $$ BEGIN RETURN {walls.OFFICER}; END $$""",
}
"""Units where the caller holds one of these functions today; an area's are all its units."""
TRIAGED, WORKED = (f"school_id = ANY ((SELECT units_{name}())::uuid[])" for name in ("triaged", "worked"))
ME, LED, IS_OFFICER = ddl.PERSON, walls.LED, walls.IS_OFFICER
OF_CONCERN = f"""(reporter_id = {ME} AND {WORKED}) OR (reach = 'TRIAGE' AND {TRIAGED})
 OR (reach = 'HEADS' AND {LED}) OR (reach = 'ORGANISER' AND {IS_OFFICER})
 OR KEY IN (SELECT l.concern_id FROM concern_cases l WHERE l.case_id = ANY ((SELECT named_cases())::uuid[]))"""
CIRCLES = {
    "cases": walls.IN_CIRCLE.replace("case_id", "id"),
    "case_heads": f"""(confidentiality <> 'K4' AND reach <> 'ORGANISER' AND ({ME} IS NULL OR {TRIAGED}))
     OR (confidentiality IN ('K0', 'K1', 'K2') AND reach IN ('BOTH', 'ORGANISER') AND {IS_OFFICER})
     OR id IN (SELECT my_cases())""",
    "concerns": OF_CONCERN.replace("KEY", "id"),
    "concern_students": OF_CONCERN.replace("KEY", "concern_id"),
    "students": WORKED,
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for signature, body in FUNCTIONS.items():
        op.execute(body)
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO samsyn_app, samsyn_worker")
    using = f"{ddl.ASSURED} AND ({walls.IN_CIRCLE})".replace("'", "''")
    op.execute(
        f"""DO $do$ DECLARE t text; BEGIN
        FOR t IN SELECT p.tablename FROM pg_policies p WHERE p.policyname = 'circle'
         AND p.qual = (SELECT n.qual FROM pg_policies n WHERE n.policyname = 'circle' AND n.tablename = 'case_notes')
        LOOP EXECUTE format('ALTER POLICY circle ON %I USING ({using})', t); END LOOP; END $do$"""
    )
    for table, circle in CIRCLES.items():
        op.execute(f"ALTER POLICY circle ON {table} USING ({ddl.ASSURED} AND ({circle}))")
