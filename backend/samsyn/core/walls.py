"""The wall around a part of a case, for migrations: as it has been since the first of them.

A later change of the wall is a migration of its own, never a change here: what has run stands.
"""

from __future__ import annotations

from typing import Final

from alembic import op

from samsyn.core import ddl

VALID_DAY: Final = """valid_from <= (SELECT samsyn_today())
 AND (a.valid_to IS NULL OR a.valid_to >= (SELECT samsyn_today()))"""
UNITS_LED: Final = f"""(ARRAY(SELECT coalesce(a.school_id, s.id) FROM assignments a
  LEFT JOIN schools s ON a.scope_type = 'AREA' AND s.tenant_id = a.tenant_id AND s.area_id = a.area_id
  WHERE a.person_id = {ddl.PERSON} AND a.function IN ('PRINCIPAL', 'DEPUTY_PRINCIPAL') AND a.{VALID_DAY}))"""
OFFICER: Final = f"""EXISTS (SELECT FROM assignments a WHERE a.person_id = {ddl.PERSON}
  AND a.function = 'ORGANISER_CASE_OFFICER' AND a.scope_type = 'ORGANISER' AND a.{VALID_DAY})"""
MINE: Final = f"""(SELECT c.case_id FROM case_access c WHERE c.person_id = {ddl.PERSON}
  AND c.valid_from <= (SELECT samsyn_now()) AND (c.valid_to IS NULL OR c.valid_to > (SELECT samsyn_now()))
  AND EXISTS (SELECT FROM assignments a WHERE a.tenant_id = c.tenant_id AND a.person_id = c.person_id
    AND (a.school_id = c.via_school_id OR (c.via_school_id IS NULL AND a.scope_type <> 'UNIT'))
    AND a.{VALID_DAY}))"""
OF_CASE: Final = f"""case_id IN {MINE} OR (confidentiality IN ('K0', 'K1', 'K2') AND (
 (reach IN ('UNIT', 'BOTH') AND school_id = ANY {UNITS_LED})
 OR (reach IN ('BOTH', 'ORGANISER') AND {OFFICER})))"""
"""The circle of the case, or up to K2 the heads of the unit and the organiser's case officer."""
LED: Final = "school_id = ANY ((SELECT units_led())::uuid[])"
IS_OFFICER: Final = "(SELECT is_case_officer())"
IN_CIRCLE: Final = f"""(confidentiality IN ('K0', 'K1', 'K2') AND (
 (reach IN ('UNIT', 'BOTH') AND {LED}) OR (reach IN ('BOTH', 'ORGANISER') AND {IS_OFFICER})))
 OR case_id IN (SELECT my_cases())"""
"""The same as OF_CASE, from 0930 on: what is a query in a policy is set up in every statement."""
NAMED: Final = MINE.replace("c.person_id =", "c.kind <> 'BREAK_GLASS' AND c.person_id =", 1)
_AGAINST: Final = """DO $do$ DECLARE t text; BEGIN
 FOR t IN SELECT k.table_name FROM information_schema.columns k
  JOIN information_schema.columns c ON c.table_schema = 'public' AND c.table_name = k.table_name
   AND c.column_name = 'confidentiality'
  WHERE k.table_schema = 'public' AND k.column_name = 'case_id'
  AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.tablename = k.table_name AND p.policyname = 'against')
 LOOP EXECUTE format($sql$CREATE POLICY against ON %I AS RESTRICTIVE FOR SELECT
  USING (case_id <> ALL ((SELECT cases_against_me())::uuid[]))$sql$, t); END LOOP; END $do$"""


def named(table: str) -> None:
    """What is in class K4 does not open with a reason."""
    op.execute(
        f"""CREATE POLICY named ON {table} AS RESTRICTIVE FOR SELECT
        USING (confidentiality <> 'K4' OR case_id IN {NAMED})"""
    )


def against() -> None:
    """Nothing of a case is shown to whom it points out: also in what came after 0840."""
    op.execute(_AGAINST)
