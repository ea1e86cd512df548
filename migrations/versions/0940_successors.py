"""A handover in class K3 waits for the principal of today where the one it was sent to is principal no longer.

And no way into a case is a partner's: what is shared with partners is shown to them, never the case.
"""

from alembic import op

from samsyn.core import ddl, walls

revision = "0940_successors"
down_revision = "0930_circle_once"
branch_labels = None
depends_on = None

PRINCIPAL = """EXISTS (SELECT FROM assignments a JOIN schools s ON s.tenant_id = a.tenant_id
  WHERE a.tenant_id = case_transfers.tenant_id AND s.id = case_transfers.to_school_id AND a.person_id = {person}
  AND a.function = 'PRINCIPAL' AND (a.school_id = s.id OR (a.scope_type = 'AREA' AND a.area_id = s.area_id))
  AND a.{day})"""
"""Today, at the unit that it goes to or at its area."""
MINE_TODAY = PRINCIPAL.format(person=ddl.PERSON, day=walls.VALID_DAY)
STILL = PRINCIPAL.format(person="case_transfers.to_person_id", day=walls.VALID_DAY)
WAITS_FOR_ME = f"""direction = 'OUT' AND destination = 'UNIT' AND confidentiality <> 'K4'
 AND to_school_id = ANY ((SELECT units_led())::uuid[]) AND (confidentiality IN ('K0', 'K1', 'K2') OR to_person_id = {ddl.PERSON}
  OR ({MINE_TODAY} AND NOT {STILL})) AND (received_at IS NULL OR received_by = {ddl.PERSON})"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for action in ("select", "update"):
        check = " WITH CHECK (true)" if action == "update" else ""
        op.execute(
            f"ALTER POLICY receiver_{action} ON case_transfers USING ({ddl.ASSURED} AND ({WAITS_FOR_ME})){check}"
        )
    op.execute("ALTER TABLE case_access NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "UPDATE case_access SET kind = 'GRANT', valid_to = least(valid_to, greatest(valid_from, now()))"
        " WHERE kind = 'PARTNER'"
    )
    op.execute("ALTER TABLE case_access FORCE ROW LEVEL SECURITY")
    op.drop_constraint(op.f("ck_case_access_kind"), "case_access", type_="check")
    op.create_check_constraint(
        op.f("ck_case_access_kind"), "case_access", "kind IN ('CIRCLE', 'GRANT', 'BREAK_GLASS')"
    )
