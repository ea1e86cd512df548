"""The register of documents let out of a case."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0780_case_exports"
down_revision = "0770_notifications"
branch_labels = None
depends_on = None

VALID_DAY = """valid_from <= (SELECT samsyn_today())
 AND (a.valid_to IS NULL OR a.valid_to >= (SELECT samsyn_today()))"""


def units(functions: str) -> str:
    """Units where the person has one of these functions today, worked out once per statement."""
    return f"""(ARRAY(SELECT coalesce(a.school_id, s.id) FROM assignments a
  LEFT JOIN schools s ON a.scope_type = 'AREA' AND s.tenant_id = a.tenant_id AND s.area_id = a.area_id
  WHERE a.person_id = {ddl.PERSON} AND a.function IN ({functions}) AND a.{VALID_DAY}))"""


OFFICER = f"""EXISTS (SELECT FROM assignments a WHERE a.person_id = {ddl.PERSON}
  AND a.function = 'ORGANISER_CASE_OFFICER' AND a.scope_type = 'ORGANISER' AND a.{VALID_DAY})"""


def mine(named: str = "") -> str:
    """Cases that the person has a way into, valid now through an assignment valid now."""
    return f"""(SELECT c.case_id FROM case_access c WHERE c.person_id = {ddl.PERSON}{named}
  AND c.valid_from <= (SELECT samsyn_now()) AND (c.valid_to IS NULL OR c.valid_to > (SELECT samsyn_now()))
  AND EXISTS (SELECT FROM assignments a WHERE a.tenant_id = c.tenant_id AND a.person_id = c.person_id
    AND (a.school_id = c.via_school_id OR (c.via_school_id IS NULL AND a.scope_type <> 'UNIT')) AND a.{VALID_DAY}))"""


NAMED = mine(" AND c.kind <> 'BREAK_GLASS'")
HEADS = "'PRINCIPAL', 'DEPUTY_PRINCIPAL'"
AS_ITS_CASE = f"""case_id IN {mine()} OR (confidentiality IN ('K0', 'K1', 'K2') AND (
 (reach IN ('UNIT', 'BOTH') AND school_id = ANY {units(HEADS)}) OR (reach IN ('BOTH', 'ORGANISER') AND {OFFICER})))"""
"""As for notes and measures (0004, 0730)."""

CHANGED = "confidentiality, reason, sealed"
"""With its case's class; the line itself is never changed."""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "case_exports",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("exported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exported_by", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (reason IS NULL)",
            name=op.f("ck_case_exports_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_case_exports_confidentiality")
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_exports_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_exports_sealed")
        ),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_case_exports_sha256")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_exports_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exported_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_exports_tenant_id_exported_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_exports_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_exports")),
    )
    op.create_index(
        "ix_case_exports_exported",
        "case_exports",
        ["tenant_id", "case_id", "exported_at", "id"],
        unique=False,
    )
    ddl.circle("case_exports", AS_ITS_CASE, f"SELECT, INSERT, UPDATE ({CHANGED})")
    op.execute(
        f"""CREATE POLICY named ON case_exports AS RESTRICTIVE FOR SELECT
        USING (confidentiality <> 'K4' OR case_id IN {NAMED})"""
    )
