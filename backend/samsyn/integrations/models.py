"""Sources of school data, their pulls, and which of our rows came from which source."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from samsyn.core.models import Base, Internal, Tenanted, Versioned, of_organiser, one_of, refers
from samsyn.integrations.rules import ApiVersion, RunPhase, RunState, RunTrigger

LINKED = ("AREA", "SCHOOL_UNIT", "PERSON", "ASSIGNMENT", "PUPIL", "GROUP")
"""Kinds of record that are objects of their own in a source."""


class SyncSource(Tenanted, Versioned, Internal, Base):
    """An SS 12000 server of the organiser. ``client_secret`` is sealed and never shown.

    ``no_marks_*``: who has confirmed, and when, that it delivers no protection marks, and how protected
    pupils are handled instead; all three or none.
    """

    __tablename__ = "sync_sources"
    name: Mapped[str]
    api_version: Mapped[str]
    base_url: Mapped[str]
    token_url: Mapped[str]
    client_id: Mapped[str]
    client_secret: Mapped[bytes]
    token_scope: Mapped[str | None]
    endpoint_urls: Mapped[dict[str, Any]]
    organisation_number: Mapped[str | None]
    enabled: Mapped[bool]
    no_marks_by: Mapped[UUID | None]
    no_marks_at: Mapped[datetime | None]
    no_marks_handling: Mapped[str | None]
    __table_args__ = (
        of_organiser(),
        refers("no_marks_by", "people"),
        one_of("api_version", ApiVersion),
        CheckConstraint("num_nulls(no_marks_by, no_marks_at, no_marks_handling) IN (0, 3)", name="no_marks"),
        UniqueConstraint("tenant_id", "name"),
    )


class SyncRun(Tenanted, Versioned, Internal, Base):
    """One pull. ``report``: by language, codes, counts and ids of the source, never what was sent.

    ``confirmation`` names the ends that wait; ``confirms`` is the one that this pull was started with.
    ``received`` counts the objects that have arrived so far.
    """

    __tablename__ = "sync_runs"
    source_id: Mapped[UUID]
    state: Mapped[str]
    trigger: Mapped[str]
    phase: Mapped[str]
    received: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]]
    report: Mapped[dict[str, Any] | None]
    confirmation: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[UUID | None]
    confirms: Mapped[str | None]
    __table_args__ = (
        refers("source_id", "sync_sources"),
        one_of("state", RunState),
        one_of("trigger", RunTrigger),
        one_of("phase", RunPhase),
        CheckConstraint("(state = 'RUNNING') = (finished_at IS NULL)", name="finished"),
        Index("ix_sync_runs_started", "tenant_id", "started_at", "id"),
        Index("ix_sync_runs_source", "tenant_id", "source_id", "started_at"),
        Index(
            "uq_sync_runs_running",
            "tenant_id",
            "source_id",
            unique=True,
            postgresql_where=text("state = 'RUNNING'"),
        ),
    )


class SyncLink(Tenanted, Base):
    """This row of ours is that object of the source. Stays when the row is ended, so that it can come back.

    A person may be staff and pupil at once: the same id then stands for two rows.
    """

    __tablename__ = "sync_links"
    source_id: Mapped[UUID]
    kind: Mapped[str]
    external_id: Mapped[UUID]
    object_id: Mapped[UUID]
    __table_args__ = (
        refers("source_id", "sync_sources"),
        one_of("kind", LINKED),
        UniqueConstraint("tenant_id", "kind", "external_id"),
        UniqueConstraint("tenant_id", "kind", "object_id"),
        Index("ix_sync_links_source", "tenant_id", "source_id", "kind"),
    )
