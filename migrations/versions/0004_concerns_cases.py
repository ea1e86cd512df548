"""Concerns, cases, who may open them, and what is written in them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from samsyn.core import ddl

revision = "0004_concerns_cases"
down_revision = "0003_school_year_teams_students"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "case_counters",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('CASE', 'CONCERN')", name=op.f("ck_case_counters_kind")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_counters_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_counters")),
        sa.UniqueConstraint(
            "tenant_id",
            "school_id",
            "kind",
            "year",
            name=op.f("uq_case_counters_tenant_id_school_id_kind_year"),
        ),
    )
    op.create_table(
        "cases",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("case_type", sa.Text(), nullable=False),
        sa.Column("rule_pack", sa.Text(), nullable=False),
        sa.Column("rule_pack_version", sa.SmallInteger(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("pointed_out", sa.Text(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_follow_up_on", sa.Date(), nullable=True),
        sa.Column("waiting_for", sa.Text(), nullable=True),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closure_reason", sa.Text(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("no_feedback_reason", sa.Text(), nullable=True),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(phase = 'CLOSED') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (closure_reason IS NULL)",
            name=op.f("ck_cases_closed"),
        ),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (waiting_for IS NULL AND feedback IS NULL AND no_feedback_reason IS NULL)",
            name=op.f("ck_cases_open_text"),
        ),
        sa.CheckConstraint(
            "closure_reason IN ('GOAL_MET', 'COMPLETED', 'NO_NEED', 'MOVED', 'WITHDRAWN', 'OTHER_CASE', 'OPENED_BY_MISTAKE')",
            name=op.f("ck_cases_closure_reason"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_cases_confidentiality")
        ),
        sa.CheckConstraint("level IN ('PROMOTIVE', 'PREVENTIVE', 'REMEDIAL')", name=op.f("ck_cases_level")),
        sa.CheckConstraint(
            "phase IN ('PRELIMINARY', 'INVESTIGATION', 'DECISION', 'MEASURES', 'FOLLOW_UP', 'EVALUATION', 'APPEALED', 'PAUSED', 'CLOSED')",
            name=op.f("ck_cases_phase"),
        ),
        sa.CheckConstraint(
            "pointed_out IN ('STUDENT', 'STAFF', 'PRINCIPAL', 'UNKNOWN')", name=op.f("ck_cases_pointed_out")
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_cases_reach")),
        sa.CheckConstraint(
            "scope IN ('INDIVIDUAL', 'GROUP', 'UNIT', 'ORGANISER')", name=op.f("ck_cases_scope")
        ),
        sa.CheckConstraint("sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_cases_sealed")),
        sa.CheckConstraint("subject IN ('STUDENT', 'GROUP', 'UNIT', 'NONE')", name=op.f("ck_cases_subject")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "group_id"],
            ["student_groups.tenant_id", "student_groups.id"],
            name=op.f("fk_cases_tenant_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "owner_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_cases_tenant_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_cases_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cases")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_cases_tenant_id_number")),
    )
    op.create_index(
        "ix_cases_follow_up", "cases", ["tenant_id", "school_id", "next_follow_up_on"], unique=False
    )
    op.create_index("ix_cases_opened", "cases", ["tenant_id", "school_id", "opened_at", "id"], unique=False)
    op.create_index("ix_cases_type", "cases", ["tenant_id", "case_type", "opened_at", "id"], unique=False)
    op.create_table(
        "concerns",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=True),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("pointed_out", sa.Text(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("what_was_seen", sa.Text(), nullable=True),
        sa.Column("child_said", sa.Text(), nullable=True),
        sa.Column("tried_before", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assessed_by", sa.Uuid(), nullable=True),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(state = 'ASSESSED') = (outcome IS NOT NULL) AND (outcome IS NULL) = (assessed_at IS NULL)",
            name=op.f("ck_concerns_assessed"),
        ),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (who IS NULL AND what_was_seen IS NULL AND child_said IS NULL AND tried_before IS NULL AND feedback IS NULL)",
            name=op.f("ck_concerns_open_text"),
        ),
        sa.CheckConstraint(
            "answer IN ('SUPPORT_IN_TEAM', 'ADVICE_GIVEN', 'ALREADY_HANDLED')",
            name=op.f("ck_concerns_answer"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_concerns_confidentiality")
        ),
        sa.CheckConstraint(
            "outcome IN ('CASE_OPENED', 'JOINED', 'ANSWERED')", name=op.f("ck_concerns_outcome")
        ),
        sa.CheckConstraint(
            "pointed_out IN ('STUDENT', 'STAFF', 'PRINCIPAL', 'UNKNOWN')",
            name=op.f("ck_concerns_pointed_out"),
        ),
        sa.CheckConstraint(
            "pointed_out IS NULL OR outcome IS DISTINCT FROM 'ANSWERED'", name=op.f("ck_concerns_c10")
        ),
        sa.CheckConstraint("reach IN ('TRIAGE', 'HEADS', 'ORGANISER')", name=op.f("ck_concerns_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_concerns_sealed")
        ),
        sa.CheckConstraint("state IN ('NEW', 'ASSESSED')", name=op.f("ck_concerns_state")),
        sa.CheckConstraint("urgency IN ('ROUTINE', 'SOON', 'NOW')", name=op.f("ck_concerns_urgency")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "group_id"],
            ["student_groups.tenant_id", "student_groups.id"],
            name=op.f("fk_concerns_tenant_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reporter_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_concerns_tenant_id_reporter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_concerns_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_concerns")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_concerns_tenant_id_number")),
    )
    op.create_index(
        "ix_concerns_reporter", "concerns", ["tenant_id", "reporter_id", "received_at", "id"], unique=False
    )
    op.create_index(
        "ix_concerns_school",
        "concerns",
        ["tenant_id", "school_id", "state", "received_at", "id"],
        unique=False,
    )
    op.create_table(
        "case_access",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("via_school_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role_in_case", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'CIRCLE') = (role_in_case IS NOT NULL)", name=op.f("ck_case_access_role")
        ),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (reason IS NULL)", name=op.f("ck_case_access_open_text")
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_case_access_confidentiality")
        ),
        sa.CheckConstraint(
            "kind IN ('CIRCLE', 'GRANT', 'BREAK_GLASS', 'PARTNER')", name=op.f("ck_case_access_kind")
        ),
        sa.CheckConstraint(
            "role_in_case IN ('OWNER', 'INVESTIGATOR', 'CONTRIBUTOR', 'INFORMED')",
            name=op.f("ck_case_access_role_in_case"),
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_access_sealed")
        ),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_case_access_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_access_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_access_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_access_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "via_school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_access_tenant_id_via_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_access")),
    )
    op.create_index(
        "ix_case_access_case", "case_access", ["tenant_id", "case_id", "valid_from", "id"], unique=False
    )
    op.create_index(
        "ix_case_access_person", "case_access", ["tenant_id", "person_id", "case_id"], unique=False
    )
    op.create_index(
        "uq_case_access_in_circle",
        "case_access",
        ["tenant_id", "case_id", "person_id"],
        unique=True,
        postgresql_where="kind = 'CIRCLE' AND valid_to IS NULL",
    )
    op.create_table(
        "case_events",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("ref_id", sa.Uuid(), nullable=True),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (text IS NULL)", name=op.f("ck_case_events_open_text")
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_case_events_confidentiality")
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_events_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_events_sealed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_events_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_events_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_events_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_events")),
    )
    op.create_index("ix_case_events_at", "case_events", ["tenant_id", "case_id", "at", "id"], unique=False)
    op.create_table(
        "case_heads",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("case_type", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_follow_up_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_case_heads_confidentiality")
        ),
        sa.CheckConstraint(
            "phase IN ('PRELIMINARY', 'INVESTIGATION', 'DECISION', 'MEASURES', 'FOLLOW_UP', 'EVALUATION', 'APPEALED', 'PAUSED', 'CLOSED')",
            name=op.f("ck_case_heads_phase"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_heads_reach")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "id"], ["cases.tenant_id", "cases.id"], name=op.f("fk_case_heads_tenant_id_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_heads_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_heads")),
    )
    op.create_index(
        "ix_case_heads_opened", "case_heads", ["tenant_id", "school_id", "opened_at", "id"], unique=False
    )
    op.create_table(
        "case_measures",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=True),
        sa.Column("what_happened", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("evaluated_by", sa.Uuid(), nullable=True),
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
            "(state = 'ENDED') = (ended_on IS NOT NULL) AND (ended_on IS NULL OR (effect IS NOT NULL AND effect <> 'TOO_EARLY'))",
            name=op.f("ck_case_measures_c09"),
        ),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (description IS NULL AND what_happened IS NULL)",
            name=op.f("ck_case_measures_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_case_measures_confidentiality")
        ),
        sa.CheckConstraint(
            "effect IN ('YES', 'PARTLY', 'NO', 'TOO_EARLY')", name=op.f("ck_case_measures_effect")
        ),
        sa.CheckConstraint(
            "level IN ('PROMOTIVE', 'PREVENTIVE', 'REMEDIAL')", name=op.f("ck_case_measures_level")
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_measures_reach")),
        sa.CheckConstraint(
            "scope IN ('INDIVIDUAL', 'GROUP', 'UNIT', 'ORGANISER')", name=op.f("ck_case_measures_scope")
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_measures_sealed")
        ),
        sa.CheckConstraint(
            "state IN ('PROPOSED', 'APPROVED', 'PARTLY', 'REJECTED', 'ENDED')",
            name=op.f("ck_case_measures_state"),
        ),
        sa.CheckConstraint("follow_up_on >= start_on", name=op.f("ck_case_measures_follow_up")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_measures_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_measures_tenant_id_decided_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evaluated_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_measures_tenant_id_evaluated_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "responsible_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_measures_tenant_id_responsible_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_measures_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_measures")),
    )
    op.create_index(
        "ix_case_measures_start", "case_measures", ["tenant_id", "case_id", "start_on", "id"], unique=False
    )
    op.create_table(
        "case_notes",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("disclosure_basis", sa.Text(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("source_id", sa.Uuid(), nullable=True),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (text IS NULL)", name=op.f("ck_case_notes_open_text")
        ),
        sa.CheckConstraint(
            "branch = 'SCHOOL' OR disclosure_basis IS NOT NULL", name=op.f("ck_case_notes_c13")
        ),
        sa.CheckConstraint("branch IN ('EMI', 'EPI', 'SCHOOL')", name=op.f("ck_case_notes_branch")),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_case_notes_confidentiality")
        ),
        sa.CheckConstraint(
            "disclosure_basis IN ('CONSENT_GUARDIAN', 'CONSENT_STUDENT', 'OSL_10_2', 'OSL_25_13A', 'STATUTORY_DUTY', 'NO_SECRECY')",
            name=op.f("ck_case_notes_disclosure_basis"),
        ),
        sa.CheckConstraint(
            "kind IN ('NOTE', 'CONTACT', 'OBSERVATION', 'CONSULTATION', 'MEETING_POINT')",
            name=op.f("ck_case_notes_kind"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_notes_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_case_notes_sealed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_notes_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "corrects_id"],
            ["case_notes.tenant_id", "case_notes.id"],
            name=op.f("fk_case_notes_tenant_id_corrects_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_notes_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "written_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_case_notes_tenant_id_written_by"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_notes")),
    )
    op.create_index(
        "ix_case_notes_written", "case_notes", ["tenant_id", "case_id", "written_at", "id"], unique=False
    )
    op.create_table(
        "case_students",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_case_students_confidentiality")
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_case_students_reach")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_case_students_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_case_students_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_case_students_tenant_id_student_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_case_students")),
        sa.UniqueConstraint(
            "tenant_id", "case_id", "student_id", name=op.f("uq_case_students_tenant_id_case_id_student_id")
        ),
    )
    op.create_index(
        "ix_case_students_student", "case_students", ["tenant_id", "student_id", "case_id"], unique=False
    )
    op.create_table(
        "child_voices",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=True),
        sa.Column("perspective", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("age_maturity_note", sa.Text(), nullable=True),
        sa.Column("missing_reason", sa.Text(), nullable=True),
        sa.Column("impact", sa.Text(), nullable=True),
        sa.Column("impact_text", sa.Text(), nullable=True),
        sa.Column("fed_back_on", sa.Date(), nullable=True),
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
            "NOT (confidentiality IN ('K3', 'K4')) OR (content IS NULL AND age_maturity_note IS NULL AND missing_reason IS NULL AND impact_text IS NULL)",
            name=op.f("ck_child_voices_open_text"),
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_child_voices_confidentiality")
        ),
        sa.CheckConstraint("impact IN ('NONE', 'PARTIAL', 'DECISIVE')", name=op.f("ck_child_voices_impact")),
        sa.CheckConstraint(
            "method IN ('CONVERSATION', 'DRAWING', 'PICTURE_SUPPORT', 'AAC', 'WRITTEN', 'SURVEY', 'OBSERVATION', 'VIA_TRUSTED_ADULT', 'DECLINED', 'NOT_POSSIBLE')",
            name=op.f("ck_child_voices_method"),
        ),
        sa.CheckConstraint(
            "perspective IN ('CHILD_OWN', 'ADULT_ON_CHILD', 'RIGHTS')",
            name=op.f("ck_child_voices_perspective"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_child_voices_reach")),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_child_voices_sealed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "asked_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_child_voices_tenant_id_asked_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_child_voices_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_child_voices_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_child_voices_tenant_id_student_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_child_voices")),
    )
    op.create_index(
        "ix_child_voices_asked", "child_voices", ["tenant_id", "case_id", "asked_on", "id"], unique=False
    )
    op.create_table(
        "concern_cases",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_concern_cases_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "concern_id"],
            ["concerns.tenant_id", "concerns.id"],
            name=op.f("fk_concern_cases_tenant_id_concern_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_concern_cases")),
        sa.UniqueConstraint(
            "tenant_id", "concern_id", "case_id", name=op.f("uq_concern_cases_tenant_id_concern_id_case_id")
        ),
    )
    op.create_index(
        "ix_concern_cases_case", "concern_cases", ["tenant_id", "case_id", "concern_id"], unique=False
    )
    op.create_table(
        "concern_heads",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=True),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("felt_degraded", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_concern_heads_confidentiality")
        ),
        sa.CheckConstraint(
            "outcome IN ('CASE_OPENED', 'JOINED', 'ANSWERED')", name=op.f("ck_concern_heads_outcome")
        ),
        sa.CheckConstraint("reach IN ('TRIAGE', 'HEADS', 'ORGANISER')", name=op.f("ck_concern_heads_reach")),
        sa.CheckConstraint("state IN ('NEW', 'ASSESSED')", name=op.f("ck_concern_heads_state")),
        sa.CheckConstraint("urgency IN ('ROUTINE', 'SOON', 'NOW')", name=op.f("ck_concern_heads_urgency")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "id"],
            ["concerns.tenant_id", "concerns.id"],
            name=op.f("fk_concern_heads_tenant_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_concern_heads_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_concern_heads")),
    )
    op.create_index(
        "ix_concern_heads_school",
        "concern_heads",
        ["tenant_id", "school_id", "received_at", "id"],
        unique=False,
    )
    op.create_table(
        "concern_students",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=True),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "reach IN ('TRIAGE', 'HEADS', 'ORGANISER')", name=op.f("ck_concern_students_reach")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "concern_id"],
            ["concerns.tenant_id", "concerns.id"],
            name=op.f("fk_concern_students_tenant_id_concern_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_concern_students_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_concern_students_tenant_id_student_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_concern_students")),
        sa.UniqueConstraint(
            "tenant_id",
            "concern_id",
            "student_id",
            name=op.f("uq_concern_students_tenant_id_concern_id_student_id"),
        ),
    )
    op.create_index(
        "ix_concern_students_student",
        "concern_students",
        ["tenant_id", "student_id", "concern_id"],
        unique=False,
    )
    _secure()


VALID_DAY = """valid_from <= (SELECT samsyn_today())
 AND (a.valid_to IS NULL OR a.valid_to >= (SELECT samsyn_today()))"""
AT_A_UNIT = """'PRINCIPAL', 'DEPUTY_PRINCIPAL', 'EHT_SPECIAL', 'EHT_PSYCHOSOCIAL', 'EHT_PSYCHOLOGY', 'EHT_MEDICAL',
 'MENTOR', 'TEACHER', 'TEAM_LEAD', 'STAFF'"""
TRIAGE = "'PRINCIPAL', 'DEPUTY_PRINCIPAL', 'EHT_SPECIAL', 'EHT_PSYCHOSOCIAL', 'EHT_PSYCHOLOGY', 'EHT_MEDICAL'"
HEADS = "'PRINCIPAL', 'DEPUTY_PRINCIPAL'"


def units(functions: str) -> str:
    """Units where the person has one of these functions today, worked out once per statement."""
    return f"""(ARRAY(SELECT coalesce(a.school_id, s.id) FROM assignments a
  LEFT JOIN schools s ON a.scope_type = 'AREA' AND s.tenant_id = a.tenant_id AND s.area_id = a.area_id
  WHERE a.person_id = {ddl.PERSON} AND a.function IN ({functions}) AND a.{VALID_DAY}))"""


OFFICER = f"""EXISTS (SELECT FROM assignments a WHERE a.person_id = {ddl.PERSON}
  AND a.function = 'ORGANISER_CASE_OFFICER' AND a.scope_type = 'ORGANISER' AND a.{VALID_DAY})"""

MINE = f"""(SELECT c.case_id FROM case_access c WHERE c.person_id = {ddl.PERSON}
  AND c.valid_from <= (SELECT samsyn_now()) AND (c.valid_to IS NULL OR c.valid_to > (SELECT samsyn_now()))
  AND EXISTS (SELECT FROM assignments a WHERE a.tenant_id = c.tenant_id AND a.person_id = c.person_id
    AND (a.school_id = c.via_school_id OR (c.via_school_id IS NULL AND a.scope_type <> 'UNIT')) AND a.{VALID_DAY}))"""
"""Cases of the person's circles, grants and break-glass openings, valid now through an assignment valid now."""


def case_policy(case_column: str) -> str:
    """Circle, or up to K2 the heads of the unit and the organiser's case officer as far as the reach goes."""
    return f"""{case_column} IN {MINE} OR (confidentiality IN ('K0', 'K1', 'K2') AND (
 (reach IN ('UNIT', 'BOTH') AND school_id = ANY {units(HEADS)}) OR (reach IN ('BOTH', 'ORGANISER') AND {OFFICER})))"""


REACHED = f"""(reporter_id = {ddl.PERSON} AND school_id = ANY {units(AT_A_UNIT)})
 OR (reach = 'TRIAGE' AND school_id = ANY {units(TRIAGE)})
 OR (reach = 'HEADS' AND school_id = ANY {units(HEADS)}) OR (reach = 'ORGANISER' AND {OFFICER})"""
LED_TO_MINE = f"(SELECT l.concern_id FROM concern_cases l WHERE l.case_id IN {MINE})"

CIRCLE_KNOWN = f"""person_id = {ddl.PERSON} OR school_id = ANY {units(AT_A_UNIT)}
 OR EXISTS (SELECT FROM assignments a WHERE a.person_id = {ddl.PERSON} AND a.scope_type <> 'UNIT'
   AND a.function = 'ORGANISER_CASE_OFFICER' AND a.{VALID_DAY})"""
"""Who is in a circle holds no pupil and no text below K3; the program shows it to those who open the case."""

NO_PERSON = f"{ddl.PERSON} IS NULL"
"""Systems: their units are the program's matter, as the database does not know which system is asking."""

MINIMISED = f"""id IN {MINE} OR (confidentiality IN ('K0', 'K1', 'K2') AND reach IN ('BOTH', 'ORGANISER') AND {OFFICER})
 OR (confidentiality <> 'K4' AND reach <> 'ORGANISER' AND ({NO_PERSON} OR school_id = ANY {units(TRIAGE)}))"""

RECEIPTS = f"""reporter_id = {ddl.PERSON} OR ({NO_PERSON} AND confidentiality <> 'K4')
 OR ({ddl.ASSURED} AND ((reach = 'TRIAGE' AND school_id = ANY {units(TRIAGE)})
  OR (reach = 'HEADS' AND school_id = ANY {units(HEADS)}) OR (reach = 'ORGANISER' AND {OFFICER})))"""
"""Also with one factor: a receipt says nothing above K1."""

PARTS = ("case_students", "case_notes", "child_voices", "case_measures")


def _secure() -> None:
    ddl.open_within("case_counters")
    ddl.open_within("concern_cases", "SELECT, INSERT")
    ddl.circle("case_access", CIRCLE_KNOWN)
    ddl.circle("cases", case_policy("id"))
    for table in PARTS:
        ddl.circle(table, case_policy("case_id"))
    ddl.circle(
        "case_events", case_policy("case_id"), "SELECT, INSERT, UPDATE (confidentiality, text, sealed)"
    )
    ddl.circle("case_heads", MINIMISED)
    ddl.circle("concerns", f"{REACHED} OR id IN {LED_TO_MINE}")
    ddl.circle("concern_students", f"{REACHED} OR concern_id IN {LED_TO_MINE}", "SELECT, INSERT")
    ddl.wall("concern_heads")
    op.execute(f"CREATE POLICY receipts ON concern_heads USING ({RECEIPTS}) WITH CHECK (true)")
    op.execute("GRANT SELECT, INSERT, UPDATE ON concern_heads TO samsyn_app")
    op.execute(
        f"""CREATE POLICY in_case ON students FOR SELECT USING ({ddl.ASSURED} AND EXISTS (
        SELECT FROM case_students cs WHERE cs.tenant_id = students.tenant_id AND cs.student_id = students.id
        AND cs.removed_at IS NULL))"""
    )
