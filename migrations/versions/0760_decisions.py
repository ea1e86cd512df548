"""Decisions and action programmes, locked when they are signed, and the hearing of parties before them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from samsyn.core import ddl, walls

revision = "0760_decisions"
down_revision = "0750_measures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "case_hearings",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("material", sa.Text(), nullable=True),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("view", sa.Text(), nullable=True),
        sa.Column("exception", sa.Text(), nullable=True),
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
            "(state = 'NOT_HEARD') = (exception IS NOT NULL)", name=op.f("ck_case_hearings_not_heard")
        ),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (name IS NULL AND material IS NULL AND view IS NULL AND reason IS NULL)",
            name=op.f("ck_case_hearings_open_text"),
        ),
        sa.CheckConstraint(
            "channel IN ('IN_PERSON', 'TELEPHONE', 'LETTER', 'RECORDED_DELIVERY', 'DIGITAL_MAILBOX', 'E_MAIL', 'TAX_AGENCY')",
            name=op.f("ck_case_hearings_channel"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_case_hearings_confidentiality")
        ),
        sa.CheckConstraint(
            "exception IN ('CLEARLY_UNNECESSARY', 'HARDER_TO_CARRY_OUT', 'AT_ONCE')",
            name=op.f("ck_case_hearings_exception"),
        ),
        sa.CheckConstraint("party IN ('STUDENT', 'GUARDIAN', 'OTHER')", name=op.f("ck_case_hearings_party")),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_hearings_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_hearings_sealed")
        ),
        sa.CheckConstraint(
            "state <> 'ANSWERED' OR answered_on IS NOT NULL", name=op.f("ck_case_hearings_answered")
        ),
        sa.CheckConstraint(
            "state = 'NOT_HEARD' OR informed_on IS NOT NULL", name=op.f("ck_case_hearings_informed")
        ),
        sa.CheckConstraint(
            "state IN ('INFORMED', 'ANSWERED', 'NO_ANSWER', 'NOT_HEARD')", name=op.f("ck_case_hearings_state")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_hearings_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_hearings_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_hearings")),
    )
    op.create_index("ix_case_hearings_case", "case_hearings", ["tenant_id", "case_id", "id"], unique=False)
    op.create_table(
        "case_decisions",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("edition", sa.SmallInteger(), nullable=True),
        sa.Column("student_id", sa.Uuid(), nullable=True),
        sa.Column("born_on", sa.Text(), nullable=True),
        sa.Column("ruling", sa.Text(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("term_ends_on", sa.Date(), nullable=True),
        sa.Column("support_forms", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("legal_bases", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("appeal_possible", sa.Boolean(), nullable=False),
        sa.Column("delegated", sa.Boolean(), nullable=False),
        sa.Column("delegation_ref", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_as", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("investigation_id", sa.Uuid(), nullable=True),
        sa.Column("reuse_reason", sa.Text(), nullable=True),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("content_hash", sa.LargeBinary(), nullable=True),
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
            "(state IN ('DRAFT', 'DISCARDED')) = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (decided_as IS NULL) AND (decided_at IS NULL) = (content_hash IS NULL) AND (decided_at IS NULL) = (edition IS NULL)",
            name=op.f("ck_case_decisions_signed"),
        ),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (born_on IS NULL AND ruling IS NULL AND reasons IS NULL AND delegation_ref IS NULL AND reuse_reason IS NULL)",
            name=op.f("ck_case_decisions_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_case_decisions_confidentiality"),
        ),
        sa.CheckConstraint(
            "decided_as IN ('PRINCIPAL', 'DEPUTY_PRINCIPAL', 'EHT_SPECIAL', 'EHT_PSYCHOSOCIAL', 'EHT_PSYCHOLOGY', 'EHT_MEDICAL', 'MENTOR', 'TEACHER', 'TEAM_LEAD', 'STAFF', 'CENTRAL_MANAGER', 'ORGANISER_CASE_OFFICER', 'ORGANISER_ANALYST', 'SCHOOL_CHIEF', 'PROGRAMME_LEADER', 'EXTERNAL_PARTNER', 'REGISTRAR', 'LOG_REVIEWER', 'SYSTEM_ADMIN')",
            name=op.f("ck_case_decisions_decided_as"),
        ),
        sa.CheckConstraint(
            "decided_at IS NULL OR (decided_as = 'PRINCIPAL' AND NOT delegated) OR NOT (kind IN ('SPECIAL_GROUP', 'ADAPTED_COURSE') OR support_forms && ARRAY['SPECIAL_GROUP', 'INDIVIDUAL', 'DISTANCE', 'ADAPTED_COURSE'])",
            name=op.f("ck_case_decisions_c05"),
        ),
        sa.CheckConstraint(
            "decided_at IS NULL OR NOT 'DISTANCE' = ANY (support_forms) OR (starts_on <= ends_on AND ends_on <= term_ends_on AND term_ends_on IS NOT NULL)",
            name=op.f("ck_case_decisions_c06"),
        ),
        sa.CheckConstraint(
            "kind IN ('ACTION_PROGRAMME', 'NO_ACTION_PROGRAMME', 'CLOSE_ACTION_PROGRAMME', 'SPECIAL_GROUP', 'ADAPTED_COURSE', 'ABSENCE_MEASURES', 'DEGRADING_MEASURES', 'NO_MEASURE', 'REFERRAL')",
            name=op.f("ck_case_decisions_kind"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_decisions_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_decisions_sealed")
        ),
        sa.CheckConstraint(
            "state IN ('DRAFT', 'SIGNED', 'SUPERSEDED', 'REVOKED', 'DISCARDED')",
            name=op.f("ck_case_decisions_state"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_decisions_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_decisions_tenant_id_decided_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "investigation_id"],
            ["investigations.tenant_id", "investigations.id"],
            name=op.f("fk_case_decisions_tenant_id_investigation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_decisions_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_case_decisions_tenant_id_student_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "supersedes_id"],
            ["case_decisions.tenant_id", "case_decisions.id"],
            name=op.f("fk_case_decisions_tenant_id_supersedes_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_decisions")),
    )
    op.create_index(
        "ix_case_decisions_case", "case_decisions", ["tenant_id", "case_id", "created_at", "id"], unique=False
    )
    op.create_table(
        "action_programmes",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("student_part", sa.Text(), nullable=True),
        sa.Column("guardians", sa.Text(), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("evaluate_on", sa.Date(), nullable=True),
        sa.Column("follow_up_by", sa.Uuid(), nullable=True),
        sa.Column("evaluate_by", sa.Uuid(), nullable=True),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (needs IS NULL AND measures IS NULL AND student_part IS NULL AND guardians IS NULL)",
            name=op.f("ck_action_programmes_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_action_programmes_confidentiality"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_action_programmes_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_action_programmes_sealed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_action_programmes_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evaluate_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_action_programmes_tenant_id_evaluate_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "follow_up_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_action_programmes_tenant_id_follow_up_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "id"],
            ["case_decisions.tenant_id", "case_decisions.id"],
            name=op.f("fk_action_programmes_tenant_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_action_programmes_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_action_programmes")),
    )
    op.create_index(
        "ix_action_programmes_case", "action_programmes", ["tenant_id", "case_id", "id"], unique=False
    )
    for table in ("case_hearings", "case_decisions", "action_programmes"):
        ddl.circle(table, walls.OF_CASE)
    op.execute(KEEP_SIGNED)
    op.execute(KEEP_PROGRAMME)
    for table, function in (
        ("case_decisions", "keep_signed"),
        ("action_programmes", "keep_signed_programme"),
    ):
        op.execute(
            f"CREATE TRIGGER {function} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
        )


KEEP_SIGNED = """
CREATE FUNCTION keep_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.decided_at IS NULL THEN RETURN NEW; END IF;
  IF NEW.state NOT IN ('SIGNED', 'SUPERSEDED', 'REVOKED')
    OR (OLD.state <> 'SIGNED' AND NEW.state = 'SIGNED')
    OR ROW(NEW.case_id, NEW.kind, NEW.edition, NEW.student_id, NEW.starts_on, NEW.ends_on, NEW.term_ends_on,
      NEW.support_forms, NEW.legal_bases, NEW.appeal_possible, NEW.delegated, NEW.decided_by, NEW.decided_as,
      NEW.decided_at, NEW.investigation_id, NEW.supersedes_id, NEW.content_hash)
    IS DISTINCT FROM ROW(OLD.case_id, OLD.kind, OLD.edition, OLD.student_id, OLD.starts_on, OLD.ends_on,
      OLD.term_ends_on, OLD.support_forms, OLD.legal_bases, OLD.appeal_possible, OLD.delegated, OLD.decided_by,
      OLD.decided_as, OLD.decided_at, OLD.investigation_id, OLD.supersedes_id, OLD.content_hash)
    OR (NEW.confidentiality = OLD.confidentiality AND
      ROW(NEW.born_on, NEW.ruling, NEW.reasons, NEW.delegation_ref, NEW.reuse_reason, NEW.sealed) IS DISTINCT FROM
      ROW(OLD.born_on, OLD.ruling, OLD.reasons, OLD.delegation_ref, OLD.reuse_reason, OLD.sealed))
  THEN RAISE EXCEPTION 'a signed decision stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'keep_signed';
  END IF;
  RETURN NEW;
END $$"""
"""A signed decision can be superseded, revoked, and moved to another class with its text; nothing else."""

KEEP_PROGRAMME = """
CREATE FUNCTION keep_signed_programme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM case_decisions d
    WHERE d.tenant_id = OLD.tenant_id AND d.id = OLD.id AND d.decided_at IS NOT NULL)
    AND (ROW(NEW.case_id, NEW.follow_up_on, NEW.evaluate_on, NEW.follow_up_by, NEW.evaluate_by)
    IS DISTINCT FROM ROW(OLD.case_id, OLD.follow_up_on, OLD.evaluate_on, OLD.follow_up_by, OLD.evaluate_by)
    OR (NEW.confidentiality = OLD.confidentiality AND
      ROW(NEW.needs, NEW.measures, NEW.student_part, NEW.guardians, NEW.sealed) IS DISTINCT FROM
      ROW(OLD.needs, OLD.measures, OLD.student_part, OLD.guardians, OLD.sealed)))
  THEN RAISE EXCEPTION 'a signed programme stands'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'keep_signed_programme';
  END IF;
  RETURN NEW;
END $$"""
