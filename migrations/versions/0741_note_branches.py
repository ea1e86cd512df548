"""Notes that are kept in a branch of their own (EMI, EPI): read by its people in the circle, and their author."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0741_note_branches"
down_revision = "0740_investigations"
branch_labels = None
depends_on = None

VALID_DAY = """a.valid_from <= (SELECT samsyn_today())
 AND (a.valid_to IS NULL OR a.valid_to >= (SELECT samsyn_today()))"""
NAMED = f"""(SELECT c.case_id FROM case_access c WHERE c.person_id = {ddl.PERSON} AND c.kind <> 'BREAK_GLASS'
  AND c.valid_from <= (SELECT samsyn_now()) AND (c.valid_to IS NULL OR c.valid_to > (SELECT samsyn_now()))
  AND EXISTS (SELECT FROM assignments a WHERE a.tenant_id = c.tenant_id AND a.person_id = c.person_id
    AND (a.school_id = c.via_school_id OR (c.via_school_id IS NULL AND a.scope_type <> 'UNIT')) AND {VALID_DAY}))"""


def works_as(function: str) -> str:
    return f"""EXISTS (SELECT FROM assignments a WHERE a.person_id = {ddl.PERSON} AND a.function = '{function}'
  AND {VALID_DAY})"""


KEPT = f"""kept_in = 'SCHOOL' OR (case_id IN {NAMED} AND (written_by = {ddl.PERSON}
 OR (kept_in = 'EMI' AND {works_as("EHT_MEDICAL")}) OR (kept_in = 'EPI' AND {works_as("EHT_PSYCHOLOGY")})))"""
CHECKS = {
    "ck_case_notes_kept_in": "kept_in IN ('EMI', 'EPI', 'SCHOOL')",
    "ck_case_notes_c13": "kept_in = branch OR (kept_in = 'SCHOOL' AND disclosure_basis IS NOT NULL)",
    "ck_case_notes_kept_in_sealed": "kept_in = 'SCHOOL' OR confidentiality IN ('K3', 'K4')",
}
NAMED_EVERYWHERE = f"""DO $do$ DECLARE t text; BEGIN
 FOR t IN SELECT c.table_name FROM information_schema.columns c
  JOIN information_schema.columns k ON k.table_schema = 'public' AND k.table_name = c.table_name AND k.column_name = 'case_id'
  WHERE c.table_schema = 'public' AND c.column_name = 'confidentiality' AND c.table_name <> 'case_access'
  AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.tablename = c.table_name AND p.policyname = 'named')
 LOOP EXECUTE format($sql$CREATE POLICY named ON %I AS RESTRICTIVE FOR SELECT
  USING (confidentiality <> 'K4' OR case_id IN {NAMED})$sql$, t); END LOOP; END $do$"""
"""What is in class K4 does not open with a reason; also in the kinds of parts that have come since."""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("case_notes", sa.Column("kept_in", sa.Text(), server_default="SCHOOL", nullable=False))
    op.execute("ALTER TABLE case_notes DROP CONSTRAINT ck_case_notes_c13")
    for name, check in CHECKS.items():
        op.execute(f"ALTER TABLE case_notes ADD CONSTRAINT {name} CHECK ({check}) NOT VALID")
        op.execute(f"ALTER TABLE case_notes VALIDATE CONSTRAINT {name}")
    op.execute(f"CREATE POLICY kept ON case_notes AS RESTRICTIVE FOR SELECT USING ({KEPT})")
    op.execute(NAMED_EVERYWHERE)
