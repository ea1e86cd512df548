"""Cases opened with a reason, and what such an opening never shows: class K4."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0730_break_glass"
down_revision = "0720_clocks_escalate"
branch_labels = None
depends_on = None

VALID_DAY = """valid_from <= (SELECT samsyn_today())
 AND ({0}.valid_to IS NULL OR {0}.valid_to >= (SELECT samsyn_today()))"""
OF_PERSON = f"a.person_id = {ddl.PERSON} AND a.{VALID_DAY.format('a')}"
TRIAGE = "'PRINCIPAL', 'DEPUTY_PRINCIPAL', 'EHT_SPECIAL', 'EHT_PSYCHOSOCIAL', 'EHT_PSYCHOLOGY', 'EHT_MEDICAL'"


def units(functions: str) -> str:
    """Units where the person has one of these functions today, worked out once per statement."""
    return f"""(ARRAY(SELECT coalesce(a.school_id, s.id) FROM assignments a
  LEFT JOIN schools s ON a.scope_type = 'AREA' AND s.tenant_id = a.tenant_id AND s.area_id = a.area_id
  WHERE a.function IN ({functions}) AND {OF_PERSON}))"""


def mine(named: str = "") -> str:
    """Cases that the person has a way into, valid now through an assignment valid now."""
    return f"""(SELECT c.case_id FROM case_access c WHERE c.person_id = {ddl.PERSON}{named}
  AND c.valid_from <= (SELECT samsyn_now()) AND (c.valid_to IS NULL OR c.valid_to > (SELECT samsyn_now()))
  AND EXISTS (SELECT FROM assignments a WHERE a.tenant_id = c.tenant_id AND {OF_PERSON}
    AND (a.school_id = c.via_school_id OR (c.via_school_id IS NULL AND a.scope_type <> 'UNIT'))))"""


NAMED = mine(" AND c.kind <> 'BREAK_GLASS'")
LED = f"""(SELECT t.school_id FROM teams t JOIN team_members m ON m.tenant_id = t.tenant_id AND m.team_id = t.id
  WHERE t.type = 'EHT' AND t.ended_on IS NULL AND m.person_id = {ddl.PERSON} AND m.role = 'CHAIR'
  AND m.{VALID_DAY.format("m")})"""
OPENS = f"""person_id = {ddl.PERSON} AND case_id IN (SELECT h.id FROM case_heads h
  WHERE h.confidentiality = 'K3' AND h.reach <> 'ORGANISER' AND (h.school_id = ANY {units("'PRINCIPAL'")}
   OR (h.school_id = ANY {units(TRIAGE)} AND h.school_id IN {LED})))"""
"""The principal of the unit or whoever leads its student health team; K3 alone, and never past the unit."""
REVIEWS = f"""EXISTS (SELECT FROM assignments a WHERE a.function = 'LOG_REVIEWER' AND a.scope_type = 'ORGANISER'
  AND {OF_PERSON})"""
TOLD = f"person_id = {ddl.PERSON} OR case_id IN {mine()} OR {REVIEWS}"

REACHED = f"""(reporter_id = {ddl.PERSON} AND school_id = ANY {units(TRIAGE + ", 'MENTOR', 'TEACHER', 'TEAM_LEAD', 'STAFF'")})
 OR (reach = 'TRIAGE' AND school_id = ANY {units(TRIAGE)})
 OR (reach = 'HEADS' AND school_id = ANY {units("'PRINCIPAL', 'DEPUTY_PRINCIPAL'")})
 OR (reach = 'ORGANISER' AND EXISTS (SELECT FROM assignments a WHERE a.function = 'ORGANISER_CASE_OFFICER'
  AND a.scope_type = 'ORGANISER' AND {OF_PERSON}))"""
LED_TO_NAMED = f"(SELECT l.concern_id FROM concern_cases l WHERE l.case_id IN {NAMED})"
PARTS = ("case_students", "case_notes", "child_voices", "case_measures", "case_events")

NOTICED = """CREATE FUNCTION opened_with_notice() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM break_glass_accesses b WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.id
    AND b.case_id = NEW.case_id AND b.person_id = NEW.person_id AND b.until >= NEW.valid_to) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a case is opened with a reason by its notice only';
  END IF;
  RETURN NEW;
END $$"""
"""No policy: one on this table cannot look into tables whose own policies look into this one."""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "break_glass_accesses",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "until > opened_at AND until - opened_at <= interval '8 hours'",
            name=op.f("ck_break_glass_accesses_hours"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_break_glass_accesses_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_break_glass_accesses_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_break_glass_accesses_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_break_glass_accesses")),
    )
    op.create_index(
        "ix_break_glass_accesses_case",
        "break_glass_accesses",
        ["tenant_id", "case_id", "person_id"],
        unique=False,
    )
    op.create_index(
        "ix_break_glass_accesses_opened",
        "break_glass_accesses",
        ["tenant_id", "opened_at", "id"],
        unique=False,
    )
    op.execute(
        "ALTER TABLE case_access ADD CONSTRAINT ck_case_access_hours CHECK"
        " (kind <> 'BREAK_GLASS' OR (valid_to IS NOT NULL AND valid_to - valid_from <= interval '8 hours')) NOT VALID"
    )
    op.execute("ALTER TABLE case_access VALIDATE CONSTRAINT ck_case_access_hours")
    ddl.circle("break_glass_accesses", TOLD, "SELECT, INSERT", OPENS)
    op.execute(NOTICED)
    op.execute(
        "CREATE TRIGGER noticed BEFORE INSERT ON case_access FOR EACH ROW"
        " WHEN (NEW.kind = 'BREAK_GLASS') EXECUTE FUNCTION opened_with_notice()"
    )
    op.execute(
        f"CREATE POLICY named ON cases AS RESTRICTIVE FOR SELECT USING (confidentiality <> 'K4' OR id IN {NAMED})"
    )
    for table in PARTS:
        op.execute(
            f"""CREATE POLICY named ON {table} AS RESTRICTIVE FOR SELECT
            USING (confidentiality <> 'K4' OR case_id IN {NAMED})"""
        )
    for table, column in (("concerns", "id"), ("concern_students", "concern_id")):
        op.execute(
            f"ALTER POLICY circle ON {table} USING ({ddl.ASSURED} AND ({REACHED} OR {column} IN {LED_TO_NAMED}))"
        )
