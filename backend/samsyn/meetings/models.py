"""Meetings with those who came, their agenda, their minutes and what was to be done.

No relationship leads to a case: a case item holds the case's id as a reference, and its text is the case's.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, ForeignKeyConstraint, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, MappedSQLExpression, declared_attr, mapped_column, query_expression

from samsyn.core.models import Base, Internal, Tenanted, Versioned, of_organiser, one_of, refers
from samsyn.core.vocabulary import Level
from samsyn.meetings.rules import (
    PUPIL_MEETINGS,
    ActionItemState,
    AgendaItemKind,
    Attendance,
    CancelReason,
    EhmPhase,
    MeetingMode,
    MeetingState,
    MeetingType,
)


def filled_in() -> Mapped[Any]:
    """An attribute that only the policy's selects give a value; it outlives a flush of its row."""
    attribute: MappedSQLExpression[Any] = query_expression()
    attribute.expire_on_flush = False
    return attribute


class Meeting(Tenanted, Versioned, Internal, Base):
    """A meeting of a team. ``school_id`` is the team's; it has no title, so that none holds a name.

    NOT_HELD is never stored: it is what a planned meeting has become a day later.
    """

    __tablename__ = "meetings"
    team_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    type: Mapped[str]
    mode: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str | None]
    video_link: Mapped[str | None]
    state: Mapped[str]
    cancel_reason: Mapped[str | None]
    cancel_text: Mapped[str | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    rescheduled_to_id: Mapped[UUID | None]
    rescheduled_from_id: Mapped[UUID | None]
    series_id: Mapped[UUID | None]
    current_item_id: Mapped[UUID | None]
    """The item that is up, for everybody, while the meeting is in progress; null while it pauses."""
    current_since: Mapped[datetime | None]
    seat: Mapped[str | None] = filled_in()
    """The caller's role in the team today; null for others. Filled in by the policy's selects only."""
    team_name: Mapped[str] = filled_in()
    team_type: Mapped[str] = filled_in()
    current_used: Mapped[int | None] = filled_in()
    """Seconds used on the current item before this turn of it."""
    __table_args__ = (
        of_organiser(),
        refers("team_id", "teams"),
        refers("school_id", "schools"),
        refers("series_id", "meeting_series"),
        refers("rescheduled_to_id", "meetings"),
        refers("rescheduled_from_id", "meetings"),
        one_of("type", MeetingType),
        one_of("mode", MeetingMode),
        one_of("state", [s for s in MeetingState if s is not MeetingState.NOT_HELD]),
        CheckConstraint(
            f"cancel_reason IN ({', '.join(repr(str(r)) for r in CancelReason)})", name="cancel_reason"
        ),
        CheckConstraint("ends_at > starts_at", name="times"),
        CheckConstraint("(state IN ('CANCELLED', 'RESCHEDULED')) = (cancel_reason IS NOT NULL)", name="off"),
        CheckConstraint(
            "(current_item_id IS NULL) = (current_since IS NULL)"
            " AND (current_item_id IS NULL OR state = 'IN_PROGRESS')",
            name="current",
        ),
        CheckConstraint("(state = 'RESCHEDULED') = (rescheduled_to_id IS NOT NULL)", name="moved"),
        Index("ix_meetings_school", "tenant_id", "school_id", "starts_at", "id"),
        Index("ix_meetings_team", "tenant_id", "team_id", "starts_at", "id"),
        Index("ix_meetings_starts", "tenant_id", "starts_at", "id"),
    )


class MeetingSeries(Tenanted, Versioned, Internal, Base):
    """Meetings of a team that come back at a set pace; ``starts`` is a time of day in Stockholm, HH:MM."""

    __tablename__ = "meeting_series"
    team_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    type: Mapped[str]
    mode: Mapped[str]
    weekday: Mapped[int] = mapped_column(SmallInteger)
    interval_weeks: Mapped[int] = mapped_column(SmallInteger)
    starts: Mapped[str]
    minutes: Mapped[int] = mapped_column(SmallInteger)
    place: Mapped[str | None]
    video_link: Mapped[str | None]
    first_on: Mapped[date]
    last_on: Mapped[date]
    team_name: Mapped[str] = filled_in()
    team_type: Mapped[str] = filled_in()
    meeting_count: Mapped[int] = filled_in()
    __table_args__ = (
        refers("team_id", "teams"),
        refers("school_id", "schools"),
        one_of("type", [t for t in MeetingType if t not in PUPIL_MEETINGS]),
        one_of("mode", MeetingMode),
        CheckConstraint("weekday BETWEEN 1 AND 5", name="weekday"),
        CheckConstraint("interval_weeks BETWEEN 1 AND 8", name="interval"),
        CheckConstraint("minutes BETWEEN 10 AND 480", name="minutes"),
        CheckConstraint("starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'", name="starts"),
        CheckConstraint("last_on >= first_on", name="period"),
        Index("ix_meeting_series_school", "tenant_id", "school_id", "first_on", "id"),
        Index("ix_meeting_series_team", "tenant_id", "team_id"),
    )


class OfMeeting:
    """A row of a meeting, with what its rights and its state rest on; filled in by the policy's selects."""

    meeting_id: Mapped[UUID]

    @declared_attr
    def seat(cls) -> Mapped[str | None]:
        return filled_in()

    @declared_attr
    def school_id(cls) -> Mapped[UUID | None]:
        return filled_in()

    @declared_attr
    def meeting_state(cls) -> Mapped[str]:
        return filled_in()

    @declared_attr
    def convener_id(cls) -> Mapped[UUID | None]:
        return filled_in()


class MeetingParticipant(OfMeeting, Tenanted, Versioned, Internal, Base):
    """One who is invited; with PROXY somebody else came instead."""

    __tablename__ = "meeting_participants"
    person_id: Mapped[UUID]
    attendance: Mapped[str]
    proxy_person_id: Mapped[UUID | None]
    __table_args__ = (
        refers("meeting_id", "meetings"),
        refers("person_id", "people"),
        refers("proxy_person_id", "people"),
        one_of("attendance", Attendance),
        CheckConstraint("(attendance = 'PROXY') = (proxy_person_id IS NOT NULL)", name="proxy"),
        CheckConstraint("proxy_person_id <> person_id", name="another"),
        UniqueConstraint("tenant_id", "meeting_id", "person_id"),
        Index("ix_meeting_participants_person", "tenant_id", "person_id", "meeting_id"),
    )


class AgendaItem(OfMeeting, Tenanted, Versioned, Internal, Base):
    """One item. A case item has no title, only ``ref_id``, which is shown to the case's circle alone.

    ``rank`` orders the items; moving one changes that one only.
    """

    __tablename__ = "agenda_items"
    rank: Mapped[float] = mapped_column(Double)
    kind: Mapped[str]
    title: Mapped[str | None]
    ref_kind: Mapped[str | None]
    ref_id: Mapped[UUID | None]
    level: Mapped[str | None]
    phase: Mapped[str | None]
    planned_minutes: Mapped[int] = mapped_column(SmallInteger)
    used_minutes: Mapped[int] = mapped_column(SmallInteger)
    spare_seconds: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    """What has been used beyond whole minutes, 0 to 59."""
    position: Mapped[int] = filled_in()
    __table_args__ = (
        refers("meeting_id", "meetings"),
        one_of("kind", AgendaItemKind),
        CheckConstraint(f"level IN ({', '.join(repr(str(v)) for v in Level)})", name="level"),
        CheckConstraint(f"phase IN ({', '.join(repr(str(v)) for v in EhmPhase)})", name="phase"),
        CheckConstraint("(kind = 'CASE') = (title IS NULL)", name="title"),
        CheckConstraint("(kind = 'CASE') = coalesce(ref_kind = 'case', false)", name="case"),
        CheckConstraint("(ref_kind IS NULL) = (ref_id IS NULL)", name="ref"),
        CheckConstraint(
            "planned_minutes BETWEEN 0 AND 480 AND used_minutes BETWEEN 0 AND 480", name="minutes"
        ),
        CheckConstraint("spare_seconds BETWEEN 0 AND 59", name="seconds"),
        UniqueConstraint("tenant_id", "id", "kind"),
        Index("ix_agenda_items_meeting", "tenant_id", "meeting_id"),
        Index("ix_agenda_items_ref", "tenant_id", "ref_id"),
    )


class ItemMinutes(OfMeeting, Tenanted, Versioned, Internal, Base):
    """What was written under one item. Never under a case item: the reference with ``kind`` forbids it."""

    __tablename__ = "item_minutes"
    item_id: Mapped[UUID]
    kind: Mapped[str]
    text: Mapped[str]
    __table_args__ = (
        refers("meeting_id", "meetings"),
        ForeignKeyConstraint(
            ["tenant_id", "item_id", "kind"],
            ["agenda_items.tenant_id", "agenda_items.id", "agenda_items.kind"],
            name="fk_item_minutes_item",
        ),
        CheckConstraint("kind <> 'CASE'", name="not_case"),
        UniqueConstraint("tenant_id", "item_id"),
        Index("ix_item_minutes_meeting", "tenant_id", "meeting_id"),
    )


class ActionItem(OfMeeting, Tenanted, Versioned, Internal, Base):
    """Something somebody will do before a day. What is to be done in a case is a measure of the case."""

    __tablename__ = "action_items"
    text: Mapped[str]
    owner_id: Mapped[UUID]
    due_on: Mapped[date]
    state: Mapped[str]
    done_at: Mapped[datetime | None]
    team_name: Mapped[str] = filled_in()
    meeting_type: Mapped[str] = filled_in()
    __table_args__ = (
        refers("meeting_id", "meetings"),
        refers("owner_id", "people"),
        one_of("state", ActionItemState),
        CheckConstraint("(state = 'DONE') = (done_at IS NOT NULL)", name="done"),
        Index("ix_action_items_owner", "tenant_id", "owner_id", "state", "due_on", "id"),
        Index("ix_action_items_meeting", "tenant_id", "meeting_id", "due_on", "id"),
    )
