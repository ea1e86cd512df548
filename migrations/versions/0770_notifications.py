"""Who was told of a decision, who appealed, and the document that was signed."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl, walls

revision = "0770_notifications"
down_revision = "0760_decisions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "decision_appeals",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("appellant", sa.Text(), nullable=True),
        sa.Column("wants", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("in_time", sa.Boolean(), nullable=False),
        sa.Column("late_because", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("outcome_text", sa.Text(), nullable=True),
        sa.Column("outcome_by", sa.Uuid(), nullable=True),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (appellant IS NULL AND wants IS NULL AND outcome_text IS NULL)",
            name=op.f("ck_decision_appeals_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_decision_appeals_confidentiality"),
        ),
        sa.CheckConstraint(
            "late_because IN ('WRONG_INSTRUCTIONS', 'SENT_TO_BOARD')",
            name=op.f("ck_decision_appeals_late_because"),
        ),
        sa.CheckConstraint(
            "outcome IN ('UPHELD', 'CHANGED', 'REVOKED_AND_REMITTED', 'DISMISSED')",
            name=op.f("ck_decision_appeals_outcome"),
        ),
        sa.CheckConstraint(
            "party IN ('STUDENT', 'GUARDIAN', 'OTHER')", name=op.f("ck_decision_appeals_party")
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_decision_appeals_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_decision_appeals_sealed")
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (outcome_on IS NULL) AND (outcome IS NULL) = (outcome_at IS NULL)",
            name=op.f("ck_decision_appeals_decided"),
        ),
        sa.CheckConstraint("outcome_on >= received_on", name=op.f("ck_decision_appeals_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_decision_appeals_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["case_decisions.tenant_id", "case_decisions.id"],
            name=op.f("fk_decision_appeals_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "outcome_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_decision_appeals_tenant_id_outcome_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "recorded_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_decision_appeals_tenant_id_recorded_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_decision_appeals_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_decision_appeals")),
    )
    op.create_index(
        "ix_decision_appeals_case", "decision_appeals", ["tenant_id", "case_id", "id"], unique=False
    )
    op.create_table(
        "decision_notifications",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("appeal_due_on", sa.Date(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("considered", sa.Text(), nullable=True),
        sa.Column("notified_by", sa.Uuid(), nullable=False),
        sa.Column("notified_at", sa.DateTime(timezone=True), nullable=False),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (name IS NULL AND considered IS NULL)",
            name=op.f("ck_decision_notifications_open_text"),
        ),
        sa.CheckConstraint(
            "channel IN ('IN_PERSON', 'TELEPHONE', 'LETTER', 'RECORDED_DELIVERY', 'DIGITAL_MAILBOX', 'E_MAIL', 'TAX_AGENCY')",
            name=op.f("ck_decision_notifications_channel"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_decision_notifications_confidentiality"),
        ),
        sa.CheckConstraint(
            "party IN ('STUDENT', 'GUARDIAN', 'OTHER')", name=op.f("ck_decision_notifications_party")
        ),
        sa.CheckConstraint(
            "reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_decision_notifications_reach")
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_decision_notifications_sealed")
        ),
        sa.CheckConstraint(
            "appeal_due_on IS NULL OR appeal_due_on > received_on",
            name=op.f("ck_decision_notifications_appeal_due"),
        ),
        sa.CheckConstraint("received_on >= sent_on", name=op.f("ck_decision_notifications_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_decision_notifications_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["case_decisions.tenant_id", "case_decisions.id"],
            name=op.f("fk_decision_notifications_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "notified_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_decision_notifications_tenant_id_notified_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_decision_notifications_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_decision_notifications")),
    )
    op.create_index(
        "ix_decision_notifications_case",
        "decision_notifications",
        ["tenant_id", "case_id", "id"],
        unique=False,
    )
    op.add_column("case_decisions", sa.Column("document_id", sa.Uuid(), nullable=True))
    op.add_column("case_decisions", sa.Column("document_hash", sa.LargeBinary(), nullable=True))
    op.create_index(
        "ix_case_decisions_document", "case_decisions", ["tenant_id", "document_id"], unique=False
    )
    op.create_foreign_key(
        op.f("fk_case_decisions_tenant_id_document_id"),
        "case_decisions",
        "blobs",
        ["tenant_id", "document_id"],
        ["tenant_id", "id"],
    )
    op.create_check_constraint(
        op.f("ck_case_decisions_document"),
        "case_decisions",
        "(document_id IS NULL) = (document_hash IS NULL) AND (decided_at IS NOT NULL OR document_id IS NULL)",
    )
    op.execute(KEEP_SIGNED)
    ddl.owns_blobs("case_decisions", "document_id")
    for table in ("decision_notifications", "decision_appeals"):
        ddl.circle(table, walls.OF_CASE)


KEEP_SIGNED = """
CREATE OR REPLACE FUNCTION keep_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.decided_at IS NULL THEN RETURN NEW; END IF;
  IF NEW.state NOT IN ('SIGNED', 'SUPERSEDED', 'REVOKED')
    OR (OLD.state <> 'SIGNED' AND NEW.state = 'SIGNED')
    OR ROW(NEW.case_id, NEW.kind, NEW.edition, NEW.student_id, NEW.starts_on, NEW.ends_on, NEW.term_ends_on,
      NEW.support_forms, NEW.legal_bases, NEW.appeal_possible, NEW.delegated, NEW.decided_by, NEW.decided_as,
      NEW.decided_at, NEW.investigation_id, NEW.supersedes_id, NEW.content_hash, NEW.document_id, NEW.document_hash)
    IS DISTINCT FROM ROW(OLD.case_id, OLD.kind, OLD.edition, OLD.student_id, OLD.starts_on, OLD.ends_on,
      OLD.term_ends_on, OLD.support_forms, OLD.legal_bases, OLD.appeal_possible, OLD.delegated, OLD.decided_by,
      OLD.decided_as, OLD.decided_at, OLD.investigation_id, OLD.supersedes_id, OLD.content_hash, OLD.document_id,
      OLD.document_hash)
    OR (NEW.confidentiality = OLD.confidentiality AND
      ROW(NEW.born_on, NEW.ruling, NEW.reasons, NEW.delegation_ref, NEW.reuse_reason, NEW.sealed) IS DISTINCT FROM
      ROW(OLD.born_on, OLD.ruling, OLD.reasons, OLD.delegation_ref, OLD.reuse_reason, OLD.sealed))
  THEN RAISE EXCEPTION 'a signed decision stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'keep_signed';
  END IF;
  RETURN NEW;
END $$"""
"""As before, with the document."""
