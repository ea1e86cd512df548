"""Så gör vi: lines for those who teach, where they come from behind the wall of the case, and the answers."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0780_agreed"
down_revision = "0810_case_lexemes"
branch_labels = None
depends_on = None


VALID = """{0}.valid_from <= (SELECT samsyn_today())
 AND ({0}.valid_to IS NULL OR {0}.valid_to >= (SELECT samsyn_today()))"""
UNITS = f"""(ARRAY(SELECT coalesce(a.school_id, s.id) FROM assignments a
  LEFT JOIN schools s ON a.scope_type = 'AREA' AND s.tenant_id = a.tenant_id AND s.area_id = a.area_id
  WHERE a.person_id = {ddl.PERSON} AND {VALID.format("a")} AND a.function IN ('PRINCIPAL', 'DEPUTY_PRINCIPAL',
   'EHT_SPECIAL', 'EHT_PSYCHOSOCIAL', 'EHT_PSYCHOLOGY', 'EHT_MEDICAL', 'MENTOR', 'TEACHER', 'TEAM_LEAD', 'STAFF')))"""

IN_CASE = "EXISTS (SELECT FROM cases c WHERE c.tenant_id = agreed_sources.tenant_id AND c.id = case_id)"
"""Whoever opens the case."""
SHARED = "EXISTS (SELECT FROM agreed_sources o WHERE o.tenant_id = agreed_measures.tenant_id AND o.id = agreed_measures.id)"
TAUGHT = f"""ended_at IS NULL AND shared_from <= (SELECT samsyn_today()) AND shared_until >= (SELECT samsyn_today())
 AND EXISTS (SELECT FROM students p WHERE p.tenant_id = agreed_measures.tenant_id AND p.id = student_id
  AND p.school_id = agreed_measures.school_id)
 AND EXISTS (SELECT FROM group_members m
  JOIN group_leaders l ON l.tenant_id = m.tenant_id AND l.group_id = m.group_id
  JOIN student_groups g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
  WHERE m.tenant_id = agreed_measures.tenant_id AND m.student_id = agreed_measures.student_id
   AND l.person_id = {ddl.PERSON} AND {VALID.format("m")} AND {VALID.format("l")} AND {VALID.format("g")}
   AND g.school_id = ANY {UNITS})
 AND (NOT granted_only OR EXISTS (SELECT FROM student_grants t WHERE t.tenant_id = agreed_measures.tenant_id
  AND t.student_id = agreed_measures.student_id AND t.person_id = {ddl.PERSON} AND {VALID.format("t")}))"""
"""Whoever leads a group of the pupil now. Protected pupils: the wall of ``students`` holds here too."""
ANSWERED = f"""EXISTS (SELECT FROM agreed_sources o
  WHERE o.tenant_id = agreed_observations.tenant_id AND o.id = agreed_id)
 OR (person_id = {ddl.PERSON} AND EXISTS (SELECT FROM agreed_measures m
  WHERE m.tenant_id = agreed_observations.tenant_id AND m.id = agreed_id))"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "agreed_sources",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "confidentiality IN ('K0', 'K1', 'K2', 'K3', 'K4')",
            name=op.f("ck_agreed_sources_confidentiality"),
        ),
        sa.CheckConstraint("reach IN ('UNIT', 'BOTH', 'ORGANISER')", name=op.f("ck_agreed_sources_reach")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["cases.tenant_id", "cases.id"],
            name=op.f("fk_agreed_sources_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "measure_id"],
            ["case_measures.tenant_id", "case_measures.id"],
            name=op.f("fk_agreed_sources_tenant_id_measure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_agreed_sources_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_agreed_sources")),
    )
    op.create_index(
        "ix_agreed_sources_case", "agreed_sources", ["tenant_id", "case_id", "measure_id"], unique=False
    )
    op.create_table(
        "agreed_measures",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("ask_id", sa.Uuid(), nullable=False),
        sa.Column("shared_from", sa.Date(), nullable=False),
        sa.Column("shared_until", sa.Date(), nullable=False),
        sa.Column("granted_only", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "length(line) BETWEEN 1 AND 200 AND line !~ '[\\r\\n]'", name=op.f("ck_agreed_measures_line")
        ),
        sa.CheckConstraint("shared_until >= shared_from", name=op.f("ck_agreed_measures_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "ask_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_agreed_measures_tenant_id_ask_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "id"],
            ["agreed_sources.tenant_id", "agreed_sources.id"],
            name=op.f("fk_agreed_measures_tenant_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_agreed_measures_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_agreed_measures_tenant_id_student_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_agreed_measures")),
    )
    op.create_index(
        "ix_agreed_measures_student",
        "agreed_measures",
        ["tenant_id", "student_id", "shared_until"],
        unique=False,
    )
    op.create_table(
        "agreed_observations",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreed_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "agreed_id"],
            ["agreed_measures.tenant_id", "agreed_measures.id"],
            name=op.f("fk_agreed_observations_tenant_id_agreed_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_agreed_observations_tenant_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_agreed_observations")),
        sa.UniqueConstraint(
            "tenant_id",
            "agreed_id",
            "person_id",
            "day",
            name=op.f("uq_agreed_observations_tenant_id_agreed_id_person_id_day"),
        ),
    )
    ddl.circle("agreed_sources", IN_CASE, check=IN_CASE)
    ddl.circle("agreed_measures", f"{SHARED} OR ({TAUGHT})", check=SHARED)
    ddl.circle("agreed_observations", ANSWERED, check=f"person_id = {ddl.PERSON}")
