"""What is handed over when a pupil changes school, at both ends; it stands as it was sent."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from samsyn.core import ddl, walls

revision = "0900_transfers"
down_revision = "0890_file_names"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "case_transfers",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("to_school_id", sa.Uuid(), nullable=True),
        sa.Column("to_person_id", sa.Uuid(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("pupil", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("items", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("disclosure_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_by", sa.Uuid(), nullable=True),
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
            "(destination = 'UNIT') = (to_school_id IS NOT NULL) AND (to_school_id IS NULL) = (to_person_id IS NULL)",
            name=op.f("ck_case_transfers_to_unit"),
        ),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (recipient IS NULL AND pupil IS NULL AND origin IS NULL AND content IS NULL AND told IS NULL AND reason IS NULL)",
            name=op.f("ck_case_transfers_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_case_transfers_confidentiality"),
        ),
        sa.CheckConstraint(
            "destination IN ('UNIT', 'OUTSIDE', 'NONE')", name=op.f("ck_case_transfers_destination")
        ),
        sa.CheckConstraint("direction IN ('OUT', 'IN')", name=op.f("ck_case_transfers_direction")),
        sa.CheckConstraint(
            "items <@ ARRAY['ACTION_PROGRAMME', 'MEASURES', 'CHILD_VOICE', 'INVESTIGATION']",
            name=op.f("ck_case_transfers_items"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_transfers_reach")),
        sa.CheckConstraint(
            "received_at IS NULL OR destination = 'UNIT'", name=op.f("ck_case_transfers_received_by_unit")
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_transfers_sealed")
        ),
        sa.CheckConstraint(
            "(received_at IS NULL) = (received_by IS NULL)", name=op.f("ck_case_transfers_received")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_transfers_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_transfers_tenant_id_decided_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "disclosure_id"],
            ["case_disclosures.tenant_id", "case_disclosures.id"],
            name=op.f("fk_case_transfers_tenant_id_disclosure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "received_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_transfers_tenant_id_received_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_transfers_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_case_transfers_tenant_id_student_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "to_person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_transfers_tenant_id_to_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "to_school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_transfers_tenant_id_to_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_transfers")),
    )
    op.create_index("ix_case_transfers_case", "case_transfers", ["tenant_id", "case_id", "id"], unique=False)
    op.create_index("ix_case_transfers_student", "case_transfers", ["tenant_id", "student_id"], unique=False)
    op.create_index(
        "ix_case_transfers_to", "case_transfers", ["tenant_id", "to_school_id", "id"], unique=False
    )
    ddl.circle("case_transfers", walls.OF_CASE)
    walls.named("case_transfers")
    for action in ("SELECT", "UPDATE"):
        check = " WITH CHECK (true)" if action == "UPDATE" else ""
        op.execute(
            f"CREATE POLICY receiver_{action.lower()} ON case_transfers FOR {action}"
            f" USING ({ddl.ASSURED} AND ({WAITS_FOR_ME})){check}"
        )
    op.execute(
        f"""CREATE POLICY in_transfer ON students FOR SELECT USING ({ddl.ASSURED} AND EXISTS (
        SELECT FROM case_transfers t WHERE t.tenant_id = students.tenant_id AND t.student_id = students.id))"""
    )
    op.execute(KEEP)
    op.execute(
        "CREATE TRIGGER keep_transfer BEFORE UPDATE ON case_transfers"
        " FOR EACH ROW EXECUTE FUNCTION keep_transfer()"
    )


WAITS_FOR_ME = f"""direction = 'OUT' AND destination = 'UNIT' AND confidentiality <> 'K4'
 AND to_school_id = ANY {walls.UNITS_LED} AND (confidentiality IN ('K0', 'K1', 'K2') OR to_person_id = {ddl.PERSON})
 AND (received_at IS NULL OR received_by = {ddl.PERSON})"""
"""For the heads of the new unit until it is taken in hand, in K3 for whom it was sent to alone."""

KEEP = """
CREATE FUNCTION keep_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.received_at IS NOT NULL AND ROW(NEW.received_at, NEW.received_by)
      IS DISTINCT FROM ROW(OLD.received_at, OLD.received_by)
    OR ROW(NEW.case_id, NEW.direction, NEW.destination, NEW.student_id, NEW.to_school_id, NEW.to_person_id, NEW.items,
      NEW.told_on, NEW.decided_at, NEW.decided_by, NEW.disclosure_id)
    IS DISTINCT FROM ROW(OLD.case_id, OLD.direction, OLD.destination, OLD.student_id, OLD.to_school_id,
      OLD.to_person_id, OLD.items, OLD.told_on, OLD.decided_at, OLD.decided_by, OLD.disclosure_id)
    OR (NEW.confidentiality = OLD.confidentiality AND
      ROW(NEW.recipient, NEW.pupil, NEW.origin, NEW.content, NEW.told, NEW.reason, NEW.sealed) IS DISTINCT FROM
      ROW(OLD.recipient, OLD.pupil, OLD.origin, OLD.content, OLD.told, OLD.reason, OLD.sealed))
  THEN RAISE EXCEPTION 'a handover stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'keep_transfer';
  END IF;
  RETURN NEW;
END $$"""
"""It can be taken in hand, once, and moved to another class with its text; nothing else."""
