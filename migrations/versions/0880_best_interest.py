"""How the best interests of a child were weighed: sealed and read as what else is written in a case."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from samsyn.core import ddl

revision = "0880_best_interest"
down_revision = "0870_case_links"
branch_labels = None
depends_on = None


VALID_DAY = """valid_from <= (SELECT samsyn_today())
 AND (a.valid_to IS NULL OR a.valid_to >= (SELECT samsyn_today()))"""
UNITS = f"""(ARRAY(SELECT coalesce(a.school_id, s.id) FROM assignments a
  LEFT JOIN schools s ON a.scope_type = 'AREA' AND s.tenant_id = a.tenant_id AND s.area_id = a.area_id
  WHERE a.person_id = {ddl.PERSON} AND a.function IN ('PRINCIPAL', 'DEPUTY_PRINCIPAL') AND a.{VALID_DAY}))"""
OFFICER = f"""EXISTS (SELECT FROM assignments a WHERE a.person_id = {ddl.PERSON}
  AND a.function = 'ORGANISER_CASE_OFFICER' AND a.scope_type = 'ORGANISER' AND a.{VALID_DAY})"""
MINE = f"""(SELECT c.case_id FROM case_access c WHERE c.person_id = {ddl.PERSON}
  AND c.valid_from <= (SELECT samsyn_now()) AND (c.valid_to IS NULL OR c.valid_to > (SELECT samsyn_now()))
  AND EXISTS (SELECT FROM assignments a WHERE a.tenant_id = c.tenant_id AND a.person_id = c.person_id
    AND (a.school_id = c.via_school_id OR (c.via_school_id IS NULL AND a.scope_type <> 'UNIT')) AND a.{VALID_DAY}))"""
OF_CASE = f"""case_id IN {MINE} OR (confidentiality IN ('K0', 'K1', 'K2') AND (
 (reach IN ('UNIT', 'BOTH') AND school_id = ANY {UNITS}) OR (reach IN ('BOTH', 'ORGANISER') AND {OFFICER})))"""
"""Circle, or up to K2 the heads of the unit and the organiser's case officer, as in 0004."""
NAMED = MINE.replace("c.person_id =", "c.kind <> 'BREAK_GLASS' AND c.person_id =", 1)
"""What is in class K4 does not open with a reason, as in 0810."""
AGAINST = """DO $do$ DECLARE t text; BEGIN
 FOR t IN SELECT k.table_name FROM information_schema.columns k
  JOIN information_schema.columns c ON c.table_schema = 'public' AND c.table_name = k.table_name
   AND c.column_name = 'confidentiality'
  WHERE k.table_schema = 'public' AND k.column_name = 'case_id'
  AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.tablename = k.table_name AND p.policyname = 'against')
 LOOP EXECUTE format($sql$CREATE POLICY against ON %I AS RESTRICTIVE FOR SELECT
  USING (case_id <> ALL ((SELECT cases_against_me())::uuid[]))$sql$, t); END LOOP; END $do$"""
"""As in 0840: also in the kinds of parts that have come since."""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "best_interest_assessments",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=True),
        sa.Column("voice_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("interests", sa.Text(), nullable=True),
        sa.Column("alternatives", sa.Text(), nullable=True),
        sa.Column("weighed_against", sa.Text(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("assessed_by", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (interests IS NULL AND alternatives IS NULL AND weighed_against IS NULL AND conclusion IS NULL)",
            name=op.f("ck_best_interest_assessments_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_best_interest_assessments_confidentiality"),
        ),
        sa.CheckConstraint(
            "reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_best_interest_assessments_reach")
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')",
            name=op.f("ck_best_interest_assessments_sealed"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "assessed_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_best_interest_assessments_tenant_id_assessed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_best_interest_assessments_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_best_interest_assessments_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_best_interest_assessments_tenant_id_student_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_best_interest_assessments")),
    )
    op.create_index(
        "ix_best_interest_assessments_case",
        "best_interest_assessments",
        ["tenant_id", "case_id", "created_at", "id"],
        unique=False,
    )
    ddl.circle("best_interest_assessments", OF_CASE)
    op.execute(
        f"""CREATE POLICY named ON best_interest_assessments AS RESTRICTIVE FOR SELECT
        USING (confidentiality <> 'K4' OR case_id IN {NAMED})"""
    )
    op.execute(AGAINST)
