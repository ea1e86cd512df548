"""Who on the staff is pointed out (C11): while that stands, the database shows them nothing of the case."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl, walls

revision = "0840_alleged_persons"
down_revision = "0830_authority_reports"
branch_labels = None
depends_on = None

AT_ONCE = "SET search_path = pg_catalog, public, pg_temp AS $$"
ME = """tenant integer := nullif(current_setting('app.tenant', true), '')::int;
  me uuid := nullif(current_setting('app.person', true), '')::uuid;"""
CASES = f"""CREATE FUNCTION cases_against_me() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER {AT_ONCE}
DECLARE {ME}
BEGIN
  RETURN ARRAY(SELECT a.case_id FROM alleged_persons a
    WHERE a.tenant_id = tenant AND a.person_id = me AND a.removed_at IS NULL);
END $$"""
CONCERNS = f"""CREATE FUNCTION concerns_against_me() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER {AT_ONCE}
DECLARE {ME}
BEGIN
  RETURN ARRAY(SELECT k.concern_id FROM concern_cases k WHERE k.tenant_id = tenant
    AND k.case_id = ANY (ARRAY(SELECT a.case_id FROM alleged_persons a
      WHERE a.tenant_id = tenant AND a.person_id = me AND a.removed_at IS NULL)));
END $$"""
"""Of whoever asks, and nobody else: the rows themselves stay behind the wall."""
OF_CASES = """DO $do$ DECLARE t text; BEGIN
 FOR t IN SELECT k.table_name FROM information_schema.columns k
  JOIN information_schema.columns c ON c.table_schema = 'public' AND c.table_name = k.table_name
   AND c.column_name = 'confidentiality'
  WHERE k.table_schema = 'public' AND k.column_name = 'case_id'
  UNION SELECT 'break_glass_accesses'
 LOOP EXECUTE format($sql$CREATE POLICY against ON %I AS RESTRICTIVE FOR SELECT
  USING (case_id <> ALL ((SELECT cases_against_me())::uuid[]))$sql$, t); END LOOP; END $do$"""
"""Each kind of row that stands in a case."""
GOES_PAST = (
    "case_events",
    "measure_fidelity",
    "case_attachments",
    "case_exports",
    "concern_students",
    "agreed_sources",
)
"""Whose other columns mostly stay as they were written: a case that goes past its unit takes them along."""
NOT_MINE = "<> ALL ((SELECT {what}_against_me())::uuid[])"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "alleged_persons",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("named_by", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (reason IS NULL)",
            name=op.f("ck_alleged_persons_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_alleged_persons_confidentiality"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_alleged_persons_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_alleged_persons_sealed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_alleged_persons_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "named_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_alleged_persons_tenant_id_named_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_alleged_persons_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_alleged_persons_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_alleged_persons")),
    )
    op.create_index(
        "ix_alleged_persons_case", "alleged_persons", ["tenant_id", "case_id", "named_at", "id"], unique=False
    )
    op.create_index(
        "uq_alleged_persons_standing",
        "alleged_persons",
        ["tenant_id", "person_id", "case_id"],
        unique=True,
        postgresql_where="removed_at IS NULL",
    )
    ddl.circle("alleged_persons", walls.OF_CASE)
    walls.named("alleged_persons")
    op.execute("GRANT SELECT ON alleged_persons, concern_cases TO samsyn_auth")
    for table in GOES_PAST:
        op.execute(f"GRANT UPDATE (reach) ON {table} TO samsyn_app")
    op.execute(CASES)
    op.execute(CONCERNS)
    for signature in ("cases_against_me()", "concerns_against_me()"):
        ddl.definer(signature, "samsyn_auth", "samsyn_app", "samsyn_worker")
        op.execute("SET LOCAL ROLE samsyn_auth")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO samsyn_owner")
        op.execute("RESET ROLE")
    op.execute(OF_CASES)
    for table in ("cases", "case_heads"):
        op.execute(
            f"CREATE POLICY against ON {table} AS RESTRICTIVE FOR SELECT USING (id {NOT_MINE.format(what='cases')})"
        )
    for table, column in (("concerns", "id"), ("concern_heads", "id"), ("concern_students", "concern_id")):
        op.execute(
            f"""CREATE POLICY against ON {table} AS RESTRICTIVE FOR SELECT
            USING (reporter_id = {ddl.PERSON} OR {column} {NOT_MINE.format(what="concerns")})"""
        )
