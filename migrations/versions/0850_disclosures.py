"""Consents, and the ledger of what left a case: lines are added and never edited."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl, walls

revision = "0850_disclosures"
down_revision = "0840_alleged_persons"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "case_consents",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=True),
        sa.Column("born_on", sa.Text(), nullable=True),
        sa.Column("recipient_kind", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("givers", sa.Text(), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_by", sa.Text(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (born_on IS NULL AND recipient IS NULL AND scope IS NULL AND givers IS NULL)",
            name=op.f("ck_case_consents_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_case_consents_confidentiality")
        ),
        sa.CheckConstraint("form IN ('WRITTEN', 'ORAL', 'DIGITAL')", name=op.f("ck_case_consents_form")),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_consents_reach")),
        sa.CheckConstraint(
            "recipient_kind IN ('SOCIAL_SERVICES', 'HEALTH_CARE', 'HABILITATION', 'POLICE', 'OTHER_SCHOOL', 'OTHER_AUTHORITY', 'OTHER')",
            name=op.f("ck_case_consents_recipient_kind"),
        ),
        sa.CheckConstraint(
            "revoked_by IN ('STUDENT', 'GUARDIAN', 'OTHER')", name=op.f("ck_case_consents_revoked_by")
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_consents_sealed")
        ),
        sa.CheckConstraint(
            "(revoked_on IS NULL) = (revoked_at IS NULL) AND (revoked_on IS NULL) = (revoked_by IS NULL)",
            name=op.f("ck_case_consents_revoked"),
        ),
        sa.CheckConstraint("expires_on >= given_on", name=op.f("ck_case_consents_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_consents_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "recorded_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_consents_tenant_id_recorded_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_consents_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_case_consents_tenant_id_student_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_consents")),
    )
    op.create_index("ix_case_consents_case", "case_consents", ["tenant_id", "case_id", "id"], unique=False)
    op.create_table(
        "case_disclosures",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=True),
        sa.Column("recipient_kind", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("shared_until", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
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
            "(basis IN ('CONSENT_GUARDIAN', 'CONSENT_STUDENT')) = (consent_id IS NOT NULL)",
            name=op.f("ck_case_disclosures_consent"),
        ),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (recipient IS NULL AND what IS NULL AND purpose IS NULL AND reason IS NULL)",
            name=op.f("ck_case_disclosures_open_text"),
        ),
        sa.CheckConstraint(
            "basis IN ('CONSENT_GUARDIAN', 'CONSENT_STUDENT', 'OSL_10_2', 'OSL_25_13A', 'STATUTORY_DUTY', 'NO_SECRECY')",
            name=op.f("ck_case_disclosures_basis"),
        ),
        sa.CheckConstraint(
            "channel IN ('IN_PERSON', 'TELEPHONE', 'LETTER', 'RECORDED_DELIVERY', 'DIGITAL_MAILBOX', 'E_MAIL', 'TAX_AGENCY')",
            name=op.f("ck_case_disclosures_channel"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_case_disclosures_confidentiality"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_disclosures_reach")),
        sa.CheckConstraint(
            "recipient_kind IN ('SOCIAL_SERVICES', 'HEALTH_CARE', 'HABILITATION', 'POLICE', 'OTHER_SCHOOL', 'OTHER_AUTHORITY', 'OTHER')",
            name=op.f("ck_case_disclosures_recipient_kind"),
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_disclosures_sealed")
        ),
        sa.CheckConstraint(
            "(partner_id IS NULL) = (channel IS NOT NULL)", name=op.f("ck_case_disclosures_channel_or_shared")
        ),
        sa.CheckConstraint(
            "(partner_id IS NULL) = (shared_until IS NULL)", name=op.f("ck_case_disclosures_shared")
        ),
        sa.CheckConstraint(
            "partner_id IS NOT NULL OR ended_at IS NULL", name=op.f("ck_case_disclosures_ended")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_disclosures_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "consent_id"],
            ["case_consents.tenant_id", "case_consents.id"],
            name=op.f("fk_case_disclosures_tenant_id_consent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "corrects_id"],
            ["case_disclosures.tenant_id", "case_disclosures.id"],
            name=op.f("fk_case_disclosures_tenant_id_corrects_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "partner_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_disclosures_tenant_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "recorded_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_disclosures_tenant_id_recorded_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_disclosures_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_case_disclosures_tenant_id_student_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_disclosures")),
    )
    op.create_index(
        "ix_case_disclosures_case", "case_disclosures", ["tenant_id", "case_id", "id"], unique=False
    )
    op.create_index(
        "ix_case_disclosures_consent", "case_disclosures", ["tenant_id", "consent_id"], unique=False
    )
    op.create_index(
        "ix_case_disclosures_partner", "case_disclosures", ["tenant_id", "partner_id", "id"], unique=False
    )
    for table in ("case_consents", "case_disclosures"):
        ddl.circle(table, walls.OF_CASE)
        walls.named(table)
    op.execute(
        f"CREATE POLICY partner ON case_disclosures FOR SELECT USING ({ddl.ASSURED} AND ({SHARED_WITH_ME}))"
    )
    op.execute(KEEP_CONSENT)
    op.execute(KEEP_LINE)
    for table, function in (("case_consents", "keep_consent"), ("case_disclosures", "keep_disclosure")):
        op.execute(
            f"CREATE TRIGGER {function} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
        )


SHARED_WITH_ME = f"""partner_id = {ddl.PERSON} AND ended_at IS NULL AND shared_until >= (SELECT samsyn_today())
 AND confidentiality <> 'K4' AND EXISTS (SELECT FROM assignments a WHERE a.person_id = {ddl.PERSON}
  AND a.function = 'EXTERNAL_PARTNER' AND a.{walls.VALID_DAY})"""
"""The line itself, to read, for as long as it is shared; nothing else of the case."""

KEEP_CONSENT = """
CREATE FUNCTION keep_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL AND ROW(NEW.revoked_on, NEW.revoked_by, NEW.revoked_at)
      IS DISTINCT FROM ROW(OLD.revoked_on, OLD.revoked_by, OLD.revoked_at)
    OR ROW(NEW.case_id, NEW.student_id, NEW.recipient_kind, NEW.form, NEW.given_on, NEW.expires_on, NEW.recorded_at,
      NEW.recorded_by)
    IS DISTINCT FROM ROW(OLD.case_id, OLD.student_id, OLD.recipient_kind, OLD.form, OLD.given_on, OLD.expires_on,
      OLD.recorded_at, OLD.recorded_by)
    OR (NEW.confidentiality = OLD.confidentiality AND ROW(NEW.born_on, NEW.recipient, NEW.scope, NEW.givers, NEW.sealed)
      IS DISTINCT FROM ROW(OLD.born_on, OLD.recipient, OLD.scope, OLD.givers, OLD.sealed))
  THEN RAISE EXCEPTION 'a consent stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'keep_consent';
  END IF;
  RETURN NEW;
END $$"""
"""It can be taken back, once, and moved to another class with its text; nothing else."""

KEEP_LINE = """
CREATE FUNCTION keep_disclosure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at
    OR ROW(NEW.case_id, NEW.student_id, NEW.recipient_kind, NEW.basis, NEW.consent_id, NEW.channel, NEW.told_on,
      NEW.recorded_at, NEW.recorded_by, NEW.corrects_id, NEW.partner_id, NEW.shared_until)
    IS DISTINCT FROM ROW(OLD.case_id, OLD.student_id, OLD.recipient_kind, OLD.basis, OLD.consent_id, OLD.channel,
      OLD.told_on, OLD.recorded_at, OLD.recorded_by, OLD.corrects_id, OLD.partner_id, OLD.shared_until)
    OR (NEW.confidentiality = OLD.confidentiality AND ROW(NEW.recipient, NEW.what, NEW.purpose, NEW.reason, NEW.sealed)
      IS DISTINCT FROM ROW(OLD.recipient, OLD.what, OLD.purpose, OLD.reason, OLD.sealed))
  THEN RAISE EXCEPTION 'a line of the ledger stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'keep_disclosure';
  END IF;
  RETURN NEW;
END $$"""
"""What is shown to a partner can end; a line moves to another class with its text; nothing else."""
