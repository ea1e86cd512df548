"""School years, professions, teams, staffing, pupils and groups."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0003_school_year_teams_students"
down_revision = "0002_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "professions",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_sv", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("statutory_domain", sa.Text(), nullable=False),
        sa.Column("is_statutory", sa.Boolean(), nullable=False),
        sa.Column("secrecy_branch", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "secrecy_branch IN ('EMI', 'EPI', 'SCHOOL')", name=op.f("ck_professions_secrecy_branch")
        ),
        sa.CheckConstraint(
            "statutory_domain IN ('MEDICAL', 'PSYCHOLOGICAL', 'PSYCHOSOCIAL', 'SPECIAL_EDUCATION', 'PEDAGOGICAL', 'LEADERSHIP', 'CAREER', 'OTHER')",
            name=op.f("ck_professions_statutory_domain"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organisers.tenant_id"], name=op.f("fk_professions_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_professions")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_professions_tenant_id_code")),
    )
    op.create_index("ix_professions_position", "professions", ["tenant_id", "position", "id"], unique=False)
    op.create_table(
        "school_years",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("code ~ '^[0-9]{4}/[0-9]{4}$'", name=op.f("ck_school_years_code")),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_school_years_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organisers.tenant_id"], name=op.f("fk_school_years_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_school_years")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_school_years_tenant_id_code")),
    )
    op.create_table(
        "profession_tasks",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("profession_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text_sv", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint(
            "level IN ('PROMOTIVE', 'PREVENTIVE', 'REMEDIAL')", name=op.f("ck_profession_tasks_level")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "profession_id"],
            ["professions.tenant_id", "professions.id"],
            name=op.f("fk_profession_tasks_tenant_id_profession_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_profession_tasks")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_profession_tasks_tenant_id_code")),
    )
    op.create_index(
        "ix_profession_tasks_profession",
        "profession_tasks",
        ["tenant_id", "profession_id", "position"],
        unique=False,
    )
    op.create_table(
        "breaks",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_year_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('AUTUMN_BREAK', 'CHRISTMAS_BREAK', 'WINTER_BREAK', 'EASTER_BREAK', 'SUMMER_BREAK', 'PUBLIC_HOLIDAY', 'STUDY_DAY', 'LOCAL_CLOSURE')",
            name=op.f("ck_breaks_kind"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_breaks_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_breaks_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_year_id"],
            ["school_years.tenant_id", "school_years.id"],
            name=op.f("fk_breaks_tenant_id_school_year_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_breaks")),
    )
    op.create_index("ix_breaks_year", "breaks", ["tenant_id", "school_year_id", "starts_on"], unique=False)
    op.create_table(
        "calendar_days",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_year_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_school_day", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_calendar_days_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_year_id"],
            ["school_years.tenant_id", "school_years.id"],
            name=op.f("fk_calendar_days_tenant_id_school_year_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_calendar_days")),
    )
    op.create_index(
        "ix_calendar_days_year", "calendar_days", ["tenant_id", "school_year_id", "day"], unique=False
    )
    op.create_index(
        "uq_calendar_days_school_day",
        "calendar_days",
        ["tenant_id", "school_id", "day"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "staffing_records",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("school_year_id", sa.Uuid(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("profession_code", sa.Text(), nullable=False),
        sa.Column("full_time_share", sa.Numeric(precision=6, scale=2), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("term IN ('HT', 'VT')", name=op.f("ck_staffing_records_term")),
        sa.CheckConstraint(
            "full_time_share >= 0 AND full_time_share <= 200", name=op.f("ck_staffing_records_share")
        ),
        sa.CheckConstraint("pupils >= 0 AND pupils <= 20000", name=op.f("ck_staffing_records_pupils")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "profession_code"],
            ["professions.tenant_id", "professions.code"],
            name="fk_staffing_records_profession",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_staffing_records_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_year_id"],
            ["school_years.tenant_id", "school_years.id"],
            name=op.f("fk_staffing_records_tenant_id_school_year_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_staffing_records")),
        sa.UniqueConstraint(
            "tenant_id",
            "school_id",
            "school_year_id",
            "term",
            "profession_code",
            name=op.f("uq_staffing_records_tenant_id_school_id_school_year_id_term_profession_code"),
        ),
    )
    op.create_table(
        "student_groups",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "type IN ('CLASS', 'MENTOR', 'TEACHING', 'PRESCHOOL_SECTION', 'OTHER')",
            name=op.f("ck_student_groups_type"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_student_groups_period")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_student_groups_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_student_groups")),
        sa.UniqueConstraint("tenant_id", "external_id", name=op.f("uq_student_groups_tenant_id_external_id")),
    )
    op.create_index(
        "ix_student_groups_school",
        "student_groups",
        ["tenant_id", "school_id", "sort_key", "id"],
        unique=False,
    )
    op.create_table(
        "students",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("protection_level", sa.Text(), nullable=False),
        sa.Column("protection_known", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "protection_level IN ('NONE', 'CONFIDENTIAL_MARK', 'PROTECTED_REGISTRATION', 'ASSUMED_IDENTITY')",
            name=op.f("ck_students_protection_level"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_students_tenant_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_students")),
        sa.UniqueConstraint("tenant_id", "external_id", name=op.f("uq_students_tenant_id_external_id")),
    )
    op.create_index(
        "ix_students_school", "students", ["tenant_id", "school_id", "sort_key", "id"], unique=False
    )
    op.create_table(
        "teams",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "type IN ('EHT', 'WORK_TEAM', 'MANAGEMENT', 'CENTRAL_EHT', 'SAFETY_TEAM', 'EHM_GROUP', 'NETWORK', 'PROJECT')",
            name=op.f("ck_teams_type"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_teams_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["organisers.tenant_id"], name=op.f("fk_teams_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_teams")),
    )
    op.create_index("ix_teams_school", "teams", ["tenant_id", "school_id", "sort_key", "id"], unique=False)
    op.create_table(
        "terms",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_year_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("code IN ('HT', 'VT')", name=op.f("ck_terms_code")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_terms_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_terms_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_year_id"],
            ["school_years.tenant_id", "school_years.id"],
            name=op.f("fk_terms_tenant_id_school_year_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_terms")),
    )
    op.create_index(
        "uq_terms_year_school_code",
        "terms",
        ["tenant_id", "school_year_id", "school_id", "code"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "group_leaders",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("role IN ('MENTOR', 'TEACHER', 'STAFF')", name=op.f("ck_group_leaders_role")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_group_leaders_period")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "group_id"],
            ["student_groups.tenant_id", "student_groups.id"],
            name=op.f("fk_group_leaders_tenant_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_group_leaders_tenant_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_group_leaders")),
        sa.UniqueConstraint(
            "tenant_id",
            "group_id",
            "person_id",
            "role",
            "valid_from",
            name=op.f("uq_group_leaders_tenant_id_group_id_person_id_role_valid_from"),
        ),
    )
    op.create_index(
        "ix_group_leaders_person", "group_leaders", ["tenant_id", "person_id", "group_id"], unique=False
    )
    op.create_table(
        "group_members",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_group_members_period")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "group_id"],
            ["student_groups.tenant_id", "student_groups.id"],
            name=op.f("fk_group_members_tenant_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_group_members_tenant_id_student_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_group_members")),
        sa.UniqueConstraint(
            "tenant_id",
            "group_id",
            "student_id",
            "valid_from",
            name=op.f("uq_group_members_tenant_id_group_id_student_id_valid_from"),
        ),
    )
    op.create_index(
        "ix_group_members_student", "group_members", ["tenant_id", "student_id", "group_id"], unique=False
    )
    op.create_table(
        "student_grants",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_student_grants_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_student_grants_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_id"],
            ["students.tenant_id", "students.id"],
            name=op.f("fk_student_grants_tenant_id_student_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_student_grants")),
    )
    op.create_index(
        "ix_student_grants_person", "student_grants", ["tenant_id", "person_id", "student_id"], unique=False
    )
    op.create_index("ix_student_grants_student", "student_grants", ["tenant_id", "student_id"], unique=False)
    op.create_table(
        "team_members",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "role IN ('CHAIR', 'PROCESS_LEADER', 'NOTE_TAKER', 'MEMBER', 'DEPUTY')",
            name=op.f("ck_team_members_role"),
        ),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_team_members_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_team_members_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "team_id"],
            ["teams.tenant_id", "teams.id"],
            name=op.f("fk_team_members_tenant_id_team_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_team_members")),
    )
    op.create_index(
        "ix_team_members_person", "team_members", ["tenant_id", "person_id", "team_id"], unique=False
    )
    op.create_index(
        "ix_team_members_team", "team_members", ["tenant_id", "team_id", "person_id"], unique=False
    )
    op.add_column("areas", sa.Column("parent_id", sa.Uuid(), nullable=True))
    op.add_column("areas", sa.Column("sort_key", sa.Text(), server_default="", nullable=False))
    op.alter_column("areas", "sort_key", server_default=None)
    op.add_column("areas", sa.Column("external_id", sa.Text(), nullable=True))
    op.create_index("ix_areas_parent", "areas", ["tenant_id", "parent_id"], unique=False)
    op.create_unique_constraint(op.f("uq_areas_tenant_id_external_id"), "areas", ["tenant_id", "external_id"])
    op.create_foreign_key(
        op.f("fk_areas_tenant_id_parent_id"),
        "areas",
        "areas",
        ["tenant_id", "parent_id"],
        ["tenant_id", "id"],
    )
    op.add_column("organisers", sa.Column("organisation_number", sa.Text(), nullable=True))
    op.add_column("organisers", sa.Column("external_id", sa.Text(), nullable=True))
    _secure()


OPEN = (
    "school_years",
    "calendar_days",
    "professions",
    "teams",
    "team_members",
    "staffing_records",
    "student_groups",
    "group_leaders",
)
REPLACED = ("terms", "breaks", "profession_tasks")
"""Rows that are replaced as a whole together with what they belong to."""

WORKER = f"(current_user = 'samsyn_worker' AND {ddl.PERSON} IS NULL)"
"""The program itself: pulls from the pupil register, and the command line."""

VALID = """valid_from <= (SELECT samsyn_today())
 AND (valid_to IS NULL OR valid_to >= (SELECT samsyn_today()))"""

UNITS = f"""school_id IN (
 SELECT a.school_id FROM assignments a
  WHERE a.person_id = {ddl.PERSON} AND a.scope_type = 'UNIT' AND {VALID}
    AND a.function IN ('PRINCIPAL', 'DEPUTY_PRINCIPAL', 'EHT_SPECIAL', 'EHT_PSYCHOSOCIAL', 'EHT_PSYCHOLOGY',
      'EHT_MEDICAL', 'MENTOR', 'TEACHER', 'TEAM_LEAD', 'STAFF')
 UNION
 SELECT s.id FROM assignments a JOIN schools s ON s.tenant_id = a.tenant_id AND s.area_id = a.area_id
  WHERE a.person_id = {ddl.PERSON} AND a.scope_type = 'AREA' AND {VALID}
    AND a.function IN ('PRINCIPAL', 'DEPUTY_PRINCIPAL', 'EHT_SPECIAL', 'EHT_PSYCHOSOCIAL', 'EHT_PSYCHOLOGY',
      'EHT_MEDICAL', 'MENTOR', 'TEACHER', 'TEAM_LEAD', 'STAFF'))"""
"""Units where the person works now (core.actor.STAFF). Higher domains add policies of their own: a case's
circle may read the pupils of its case."""

UNPROTECTED = f"""(protection_level = 'NONE' AND protection_known) OR id IN (
 SELECT g.student_id FROM student_grants g WHERE g.person_id = {ddl.PERSON} AND {VALID})"""
"""C15. RESTRICTIVE: whatever policy is added later cannot go round it."""


def _secure() -> None:
    for table in OPEN:
        ddl.open_within(table)
    op.execute("GRANT DELETE ON calendar_days TO samsyn_app")
    for table in REPLACED:
        ddl.open_within(table, "SELECT, INSERT, UPDATE, DELETE")
    ddl.circle("student_grants", f"person_id = {ddl.PERSON}")
    ddl.circle("students", UNITS)
    op.execute(
        f"CREATE POLICY protection ON students AS RESTRICTIVE USING ({UNPROTECTED} OR {WORKER}) WITH CHECK (true)"
    )
    ddl.circle(
        "group_members",
        "EXISTS (SELECT FROM students s WHERE s.tenant_id = group_members.tenant_id AND s.id = student_id)",
    )
    for table in ("student_grants", "students", "group_members"):
        op.execute(f"CREATE POLICY worker ON {table} TO samsyn_worker USING {WORKER}")
