"""Meetings with those who came, agenda, minutes and things to do."""

import sqlalchemy as sa
from alembic import op

from samsyn.core import ddl

revision = "0300_meetings"
down_revision = "0010_assignment_endings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.create_table(
        "meetings",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("video_link", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("cancel_text", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rescheduled_to_id", sa.Uuid(), nullable=True),
        sa.Column("rescheduled_from_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(state = 'RESCHEDULED') = (rescheduled_to_id IS NOT NULL)", name=op.f("ck_meetings_moved")
        ),
        sa.CheckConstraint(
            "(state IN ('CANCELLED', 'RESCHEDULED')) = (cancel_reason IS NOT NULL)",
            name=op.f("ck_meetings_off"),
        ),
        sa.CheckConstraint(
            "cancel_reason IN ('ILLNESS', 'SUBSTITUTE_SHORTAGE', 'ACUTE_CASE', 'COLLISION', 'HOLIDAY', 'TECH', 'OTHER')",
            name=op.f("ck_meetings_cancel_reason"),
        ),
        sa.CheckConstraint("mode IN ('PHYSICAL', 'DIGITAL', 'HYBRID')", name=op.f("ck_meetings_mode")),
        sa.CheckConstraint(
            "state IN ('PLANNED', 'INVITED', 'AGENDA_READY', 'IN_PROGRESS', 'HELD', 'MINUTES_DRAFT', 'MINUTES_APPROVED', 'CANCELLED', 'RESCHEDULED')",
            name=op.f("ck_meetings_state"),
        ),
        sa.CheckConstraint(
            "type IN ('EHT', 'EHM', 'FORUM', 'CLASS_CONFERENCE', 'PROGNOSIS', 'SKA_CHECKIN', 'RESULT_DIALOGUE', 'CASE_MEETING', 'NETWORK', 'SUPERVISION', 'INTERAGENCY', 'MANAGEMENT')",
            name=op.f("ck_meetings_type"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meetings_times")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rescheduled_from_id"],
            ["meetings.tenant_id", "meetings.id"],
            name=op.f("fk_meetings_tenant_id_rescheduled_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rescheduled_to_id"],
            ["meetings.tenant_id", "meetings.id"],
            name=op.f("fk_meetings_tenant_id_rescheduled_to_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "school_id"],
            ["schools.tenant_id", "schools.id"],
            name=op.f("fk_meetings_tenant_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "team_id"],
            ["teams.tenant_id", "teams.id"],
            name=op.f("fk_meetings_tenant_id_team_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["organisers.tenant_id"], name=op.f("fk_meetings_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_meetings")),
    )
    op.create_index(
        "ix_meetings_school", "meetings", ["tenant_id", "school_id", "starts_at", "id"], unique=False
    )
    op.create_index("ix_meetings_starts", "meetings", ["tenant_id", "starts_at", "id"], unique=False)
    op.create_index("ix_meetings_team", "meetings", ["tenant_id", "team_id", "starts_at", "id"], unique=False)
    op.create_table(
        "action_items",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(state = 'DONE') = (done_at IS NOT NULL)", name=op.f("ck_action_items_done")),
        sa.CheckConstraint("state IN ('OPEN', 'DONE', 'DROPPED')", name=op.f("ck_action_items_state")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["meetings.tenant_id", "meetings.id"],
            name=op.f("fk_action_items_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "owner_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_action_items_tenant_id_owner_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_action_items")),
    )
    op.create_index(
        "ix_action_items_meeting", "action_items", ["tenant_id", "meeting_id", "due_on", "id"], unique=False
    )
    op.create_index(
        "ix_action_items_owner",
        "action_items",
        ["tenant_id", "owner_id", "state", "due_on", "id"],
        unique=False,
    )
    op.create_table(
        "agenda_items",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Double(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("ref_kind", sa.Text(), nullable=True),
        sa.Column("ref_id", sa.Uuid(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=True),
        sa.Column("planned_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("used_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(kind = 'CASE') = (title IS NULL)", name=op.f("ck_agenda_items_title")),
        sa.CheckConstraint(
            "(kind = 'CASE') = coalesce(ref_kind = 'case', false)", name=op.f("ck_agenda_items_case")
        ),
        sa.CheckConstraint(
            "kind IN ('INFO', 'CASE', 'DILEMMA', 'INDICATOR', 'GOAL', 'DECISION', 'REFLECTION')",
            name=op.f("ck_agenda_items_kind"),
        ),
        sa.CheckConstraint(
            "level IN ('PROMOTIVE', 'PREVENTIVE', 'REMEDIAL')", name=op.f("ck_agenda_items_level")
        ),
        sa.CheckConstraint(
            "phase IN ('CURRENT_STATE', 'REFLECTION', 'DEEPENING', 'PLANNING', 'CLOSING')",
            name=op.f("ck_agenda_items_phase"),
        ),
        sa.CheckConstraint("(ref_kind IS NULL) = (ref_id IS NULL)", name=op.f("ck_agenda_items_ref")),
        sa.CheckConstraint(
            "planned_minutes BETWEEN 0 AND 480 AND used_minutes BETWEEN 0 AND 480",
            name=op.f("ck_agenda_items_minutes"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["meetings.tenant_id", "meetings.id"],
            name=op.f("fk_agenda_items_tenant_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint("tenant_id", "id", "kind", name=op.f("uq_agenda_items_tenant_id_id_kind")),
    )
    op.create_index("ix_agenda_items_meeting", "agenda_items", ["tenant_id", "meeting_id"], unique=False)
    op.create_index("ix_agenda_items_ref", "agenda_items", ["tenant_id", "ref_id"], unique=False)
    op.create_table(
        "meeting_participants",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("attendance", sa.Text(), nullable=False),
        sa.Column("proxy_person_id", sa.Uuid(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(attendance = 'PROXY') = (proxy_person_id IS NOT NULL)",
            name=op.f("ck_meeting_participants_proxy"),
        ),
        sa.CheckConstraint(
            "attendance IN ('INVITED', 'ATTENDED', 'PROXY', 'ABSENT')",
            name=op.f("ck_meeting_participants_attendance"),
        ),
        sa.CheckConstraint("proxy_person_id <> person_id", name=op.f("ck_meeting_participants_another")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["meetings.tenant_id", "meetings.id"],
            name=op.f("fk_meeting_participants_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_meeting_participants_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "proxy_person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_meeting_participants_tenant_id_proxy_person_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_meeting_participants")),
        sa.UniqueConstraint(
            "tenant_id",
            "meeting_id",
            "person_id",
            name=op.f("uq_meeting_participants_tenant_id_meeting_id_person_id"),
        ),
    )
    op.create_index(
        "ix_meeting_participants_person",
        "meeting_participants",
        ["tenant_id", "person_id", "meeting_id"],
        unique=False,
    )
    op.create_table(
        "item_minutes",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind <> 'CASE'", name=op.f("ck_item_minutes_not_case")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id", "kind"],
            ["agenda_items.tenant_id", "agenda_items.id", "agenda_items.kind"],
            name="fk_item_minutes_item",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["meetings.tenant_id", "meetings.id"],
            name=op.f("fk_item_minutes_tenant_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_item_minutes")),
        sa.UniqueConstraint("tenant_id", "item_id", name=op.f("uq_item_minutes_tenant_id_item_id")),
    )
    op.create_index("ix_item_minutes_meeting", "item_minutes", ["tenant_id", "meeting_id"], unique=False)
    for table in ("meetings", "meeting_participants", "action_items"):
        ddl.open_within(table)
    for table in ("agenda_items", "item_minutes"):
        ddl.open_within(table, "SELECT, INSERT, UPDATE, DELETE")
