"""Questions in an investigation, and the one-time links by which those without an account answer.

A link's row is found by the hash of its token, before the tenant is known, through functions of its own; the
transaction of who answers has assurance 0 and so sees nothing that has a circle.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl, walls

revision = "0800_contributions"
down_revision = "0780_case_exports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "contributions",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("investigation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("age_group", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("link_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("link_tries", sa.SmallInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sorting_reason", sa.Text(), nullable=True),
        sa.Column("sorted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sorted_by", sa.Uuid(), nullable=True),
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
            "(person_id IS NULL) = (role IN ('STUDENT', 'GUARDIAN'))", name=op.f("ck_contributions_asked")
        ),
        sa.CheckConstraint(
            "NOT (confidentiality IN ('K3', 'K4')) OR (question IS NULL AND recipient IS NULL AND answer IS NULL AND sorting_reason IS NULL)",
            name=op.f("ck_contributions_open_text"),
        ),
        sa.CheckConstraint(
            "age_group IN ('UNDER_16', 'FROM_16', 'ADULT')", name=op.f("ck_contributions_age_group")
        ),
        sa.CheckConstraint(
            "channel IN ('ACCOUNT', 'LINK', 'PAPER', 'TELEPHONE')", name=op.f("ck_contributions_channel")
        ),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')", name=op.f("ck_contributions_confidentiality")
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_contributions_reach")),
        sa.CheckConstraint(
            "role IN ('TEACHER', 'PROFESSION', 'STUDENT', 'GUARDIAN')", name=op.f("ck_contributions_role")
        ),
        sa.CheckConstraint(
            "sealed IS NULL OR confidentiality IN ('K3', 'K4')", name=op.f("ck_contributions_sealed")
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL AND withdrawn_at IS NULL) OR token_hash IS NULL",
            name=op.f("ck_contributions_link_ended"),
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (channel IS NULL)", name=op.f("ck_contributions_answered")
        ),
        sa.CheckConstraint("(token_hash IS NULL) = (code_hash IS NULL)", name=op.f("ck_contributions_code")),
        sa.CheckConstraint(
            "answered_at IS NULL OR sorted_at IS NOT NULL OR sealed IS NOT NULL",
            name=op.f("ck_contributions_unsorted"),
        ),
        sa.CheckConstraint("answered_at IS NULL OR withdrawn_at IS NULL", name=op.f("ck_contributions_once")),
        sa.CheckConstraint("person_id IS NULL OR token_hash IS NULL", name=op.f("ck_contributions_link")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "answered_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_contributions_tenant_id_answered_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_contributions_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "investigation_id"],
            ["investigations.tenant_id", "investigations.id"],
            name=op.f("fk_contributions_tenant_id_investigation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_contributions_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "requested_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_contributions_tenant_id_requested_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_contributions_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "sorted_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_contributions_tenant_id_sorted_by"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_contributions")),
    )
    op.create_index(
        "ix_contributions_person", "contributions", ["tenant_id", "person_id", "answered_at"], unique=False
    )
    op.create_index(
        "ix_contributions_requested",
        "contributions",
        ["tenant_id", "case_id", "requested_at", "id"],
        unique=False,
    )
    op.create_index("uq_contributions_token_hash", "contributions", ["token_hash"], unique=True)
    ddl.circle("contributions", f"{walls.OF_CASE} OR {ASKED}")
    op.execute("GRANT SELECT, UPDATE ON contributions TO samsyn_auth")
    op.execute("GRANT SELECT ON case_students, cases TO samsyn_auth")
    op.execute("GRANT INSERT ON case_events TO samsyn_auth")
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(LINKS)
    for signature in FOR_APP:
        ddl.definer(signature, "samsyn_auth", "samsyn_app")


WORKS_AT = f"""(ARRAY(SELECT coalesce(a.school_id, s.id) FROM assignments a
  LEFT JOIN schools s ON a.scope_type = 'AREA' AND s.tenant_id = a.tenant_id AND s.area_id = a.area_id
  WHERE a.person_id = {ddl.PERSON} AND a.{walls.VALID_DAY}))"""
ASKED = f"(person_id = {ddl.PERSON} AND school_id = ANY {WORKS_AT})"
"""Whoever is asked: the question, and nothing else of the case. That it is over when it is answered is the
program's to say: a row that is written stays visible to who writes it."""

LIVE = """c.token_hash = token AND c.answered_at IS NULL AND c.withdrawn_at IS NULL
   AND c.link_expires_at > samsyn_now() AND c.link_tries < 5"""
LINKS = f"""
CREATE FUNCTION find_answer_link(token bytea, code bytea, OUT tenant integer, OUT contribution uuid,
  OUT confidentiality text, OUT question text, OUT recipient text, OUT sealed bytea, OUT expires_at timestamptz)
RETURNS SETOF record LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE fits boolean;
BEGIN
  SELECT c.tenant_id, c.id, c.confidentiality, c.question, c.recipient, c.sealed, c.link_expires_at, c.code_hash = code
    INTO tenant, contribution, confidentiality, question, recipient, sealed, expires_at, fits
    FROM contributions c WHERE {LIVE} FOR UPDATE;
  IF contribution IS NULL THEN RETURN; END IF;
  IF fits THEN
    RETURN NEXT;
  ELSE
    UPDATE contributions c SET link_tries = c.link_tries + 1 WHERE c.tenant_id = tenant AND c.id = contribution;
  END IF;
END $$;
CREATE FUNCTION open_answer_link(token bytea, code bytea, OUT tenant integer, OUT kind text, OUT subject uuid,
  OUT session_id uuid, OUT account_id uuid, OUT assurance integer, OUT assignments jsonb, OUT scopes text[],
  OUT schools uuid[])
RETURNS SETOF record LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  SELECT c.tenant_id, 'SYSTEM', c.id, 0 INTO tenant, kind, subject, assurance
    FROM contributions c WHERE {LIVE} AND c.code_hash = code;
  IF subject IS NULL THEN RETURN; END IF;
  PERFORM set_config('app.tenant', tenant::text, true), set_config('app.assurance', '0', true),
          set_config('app.person', '', true);
  RETURN NEXT;
END $$;
CREATE FUNCTION answer_by_link(token bytea, code bytea, of_class text, of_sealed bytea) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked contributions%ROWTYPE;
BEGIN
  SELECT * INTO asked FROM contributions c WHERE {LIVE} AND c.code_hash = code FOR UPDATE;
  IF NOT FOUND OR of_class < greatest(asked.confidentiality, 'K3') THEN RETURN NULL; END IF;
  UPDATE contributions c SET confidentiality = of_class, sealed = of_sealed, question = NULL, recipient = NULL,
         answer = NULL, sorting_reason = NULL, answered_at = samsyn_now(), channel = 'LINK', token_hash = NULL,
         code_hash = NULL, version = c.version + 1, updated_at = samsyn_now(), updated_by = NULL
   WHERE c.tenant_id = asked.tenant_id AND c.id = asked.id;
  INSERT INTO case_events (tenant_id, id, case_id, school_id, reach, confidentiality, type, at, ref_id, data)
  SELECT k.tenant_id, uuidv7(), k.id, k.school_id, k.reach, k.confidentiality, 'CONTRIBUTION_ANSWERED',
         samsyn_now(), asked.id, '{{"channel": "LINK"}}'
    FROM cases k WHERE k.tenant_id = asked.tenant_id AND k.id = asked.case_id;
  RETURN ARRAY(SELECT s.student_id FROM case_students s WHERE s.tenant_id = asked.tenant_id
    AND s.case_id = asked.case_id AND s.removed_at IS NULL);
END $$;
"""
FOR_APP = (
    "find_answer_link(bytea, bytea)",
    "open_answer_link(bytea, bytea)",
    "answer_by_link(bytea, bytea, text, bytea)",
)
