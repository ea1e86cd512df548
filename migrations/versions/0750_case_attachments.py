"""Files in a case, seen as every part of it; the worker may look for malware in what waits for that."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0750_case_attachments"
down_revision = "0741_note_branches"
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

TO_SCAN = f"{ddl.PERSON} IS NULL AND voided_at IS NULL AND scan IN ('NOT_SCANNED', 'WAITING')"

NOTE_SCAN = """
CREATE FUNCTION note_attachment_scan(of_attachment uuid, verdict text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE case_attachments SET scan = verdict, scanned_at = samsyn_now(), version = version + 1
   WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::int AND id = of_attachment
     AND scan IN ('NOT_SCANNED', 'WAITING') AND verdict IN ('CLEAN', 'INFECTED')
$$;
"""
CHANGED = (
    "confidentiality, file_name, void_reason, sealed, voided_at, voided_by, version, updated_at, updated_by"
)
"""What the program may change of a file: never its content, nor what the scanner said."""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "case_attachments",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("blob_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("disclosure_basis", sa.Text(), nullable=True),
        sa.Column("scan", sa.Text(), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by", sa.Uuid(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (file_name IS NULL AND void_reason IS NULL)",
            name=op.f("ck_case_attachments_open_text"),
        ),
        sa.CheckConstraint(
            "branch = 'SCHOOL' OR disclosure_basis IS NOT NULL", name=op.f("ck_case_attachments_c13")
        ),
        sa.CheckConstraint("branch IN ('EMI', 'EPI', 'SCHOOL')", name=op.f("ck_case_attachments_branch")),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_case_attachments_confidentiality"),
        ),
        sa.CheckConstraint(
            "disclosure_basis IN ('CONSENT_GUARDIAN', 'CONSENT_STUDENT', 'OSL_10_2', 'OSL_25_13A', 'STATUTORY_DUTY', 'NO_SECRECY')",
            name=op.f("ck_case_attachments_disclosure_basis"),
        ),
        sa.CheckConstraint(
            "kind IN ('PDF', 'PNG', 'JPEG', 'DOCX', 'XLSX', 'ODT', 'TEXT')",
            name=op.f("ck_case_attachments_kind"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_attachments_reach")),
        sa.CheckConstraint(
            "scan IN ('NOT_SCANNED', 'WAITING', 'CLEAN', 'INFECTED')", name=op.f("ck_case_attachments_scan")
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_attachments_sealed")
        ),
        sa.CheckConstraint(
            "(voided_at IS NULL) = (voided_by IS NULL)", name=op.f("ck_case_attachments_voided")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "blob_id"],
            ["blobs.tenant_id", "blobs.id"],
            name=op.f("fk_case_attachments_tenant_id_blob_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_attachments_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_attachments_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "uploaded_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_attachments_tenant_id_uploaded_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "voided_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_attachments_tenant_id_voided_by"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_attachments")),
    )
    op.create_index("ix_case_attachments_blob", "case_attachments", ["tenant_id", "blob_id"], unique=False)
    op.create_index(
        "ix_case_attachments_uploaded",
        "case_attachments",
        ["tenant_id", "case_id", "uploaded_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_case_attachments_waiting",
        "case_attachments",
        ["tenant_id", "id"],
        unique=False,
        postgresql_where="scan IN ('NOT_SCANNED', 'WAITING')",
    )
    ddl.circle("case_attachments", AS_ITS_CASE, f"SELECT, INSERT, UPDATE ({CHANGED})")
    op.execute(
        f"""CREATE POLICY named ON case_attachments AS RESTRICTIVE FOR SELECT
        USING (confidentiality <> 'K4' OR case_id IN {NAMED} OR ({TO_SCAN}))"""
    )
    op.execute(f"CREATE POLICY to_scan ON case_attachments FOR SELECT TO samsyn_worker USING ({TO_SCAN})")
    ddl.owns_blobs("case_attachments", "blob_id")
    op.execute("GRANT SELECT, UPDATE (scan, scanned_at, version) ON case_attachments TO samsyn_auth")
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(NOTE_SCAN)
    ddl.definer("note_attachment_scan(uuid, text)", "samsyn_auth", "samsyn_worker")
