"""People, their assignments, and the ways they prove who they are."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Numeric, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.core.actor import Function
from samsyn.core.models import Base, Tenanted, Versioned, of_organiser, one_of, refers


class Person(Tenanted, Versioned, Base):
    """A member of staff. Pupils and guardians are never people in this sense."""

    __tablename__ = "people"
    given_name: Mapped[str]
    family_name: Mapped[str]
    sort_key: Mapped[str]
    email: Mapped[str | None]
    external_id: Mapped[str | None]
    status: Mapped[str]
    __table_args__ = (
        of_organiser(),
        one_of("status", ("ACTIVE", "ENDED")),
        UniqueConstraint("tenant_id", "external_id"),
        Index("ix_people_sorted", "tenant_id", "sort_key", "id"),
    )

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Assignment(Tenanted, Versioned, Base):
    """A time-limited assignment (uppdrag): unit, area or organiser × function × profession.

    Valid from and including ``valid_from`` to and including ``valid_to``; one that was ended on its first day
    has no day at all. ``share`` of full time, 0–1.
    """

    __tablename__ = "assignments"
    person_id: Mapped[UUID]
    scope_type: Mapped[str]
    area_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    function: Mapped[str]
    profession_code: Mapped[str | None]
    share: Mapped[Decimal | None] = mapped_column(Numeric(4, 3))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    external_id: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]
    __table_args__ = (
        refers("person_id", "people"),
        refers("area_id", "areas"),
        refers("school_id", "schools"),
        one_of("scope_type", ("ORGANISER", "AREA", "UNIT")),
        one_of("function", Function),
        one_of("source", ("MANUAL", "SIS")),
        CheckConstraint(
            "(scope_type = 'UNIT') = (school_id IS NOT NULL)"
            " AND (scope_type = 'AREA') = (area_id IS NOT NULL)",
            name="scope",
        ),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from - 1", name="period"),
        CheckConstraint("share IS NULL OR (share >= 0 AND share <= 1)", name="share"),
        UniqueConstraint("tenant_id", "external_id"),
        Index("ix_assignments_person", "tenant_id", "person_id", "valid_from"),
        Index("ix_assignments_school", "tenant_id", "school_id", "function"),
    )


class Account(Tenanted, Base):
    """A local sign-in, read and written by functions of the database only.

    User names are unique over the installation. ``assurance`` is what the password alone gives: 1, or 2
    for the demo's accounts. ``code_hash``: of the one-time code that an administrator gave and nobody
    has used; ``totp_pending``: a sealed key that its owner's app has not yet answered for.
    """

    __tablename__ = "accounts"
    person_id: Mapped[UUID]
    username: Mapped[str]
    password_hash: Mapped[str]
    assurance: Mapped[int] = mapped_column(SmallInteger)
    totp_secret: Mapped[bytes | None]
    totp_last_step: Mapped[int | None] = mapped_column(BigInteger)
    recovery_hashes: Mapped[list[str]]
    failures: Mapped[int] = mapped_column(SmallInteger)
    wait_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    code_hash: Mapped[bytes | None]
    code_expires_at: Mapped[datetime | None]
    totp_pending: Mapped[bytes | None]
    password_changed_at: Mapped[datetime | None]
    __table_args__ = (
        refers("person_id", "people"),
        Index("uq_accounts_username", "username", unique=True),
        Index("uq_accounts_person", "tenant_id", "person_id", unique=True),
        CheckConstraint("(code_hash IS NULL) = (code_expires_at IS NULL)", name="code"),
        CheckConstraint("username = lower(username)", name="username"),
        CheckConstraint("assurance IN (1, 2)", name="assurance"),
    )


class Session(Tenanted, Base):
    """A signed-in browser. Only the hash of its cookie is kept; idle 30 minutes, at most 10 hours.

    ``enrols``: began with a one-time code, so that it may give the account its first second factor.
    """

    __tablename__ = "sessions"
    account_id: Mapped[UUID]
    person_id: Mapped[UUID]
    token_hash: Mapped[bytes]
    assurance: Mapped[int] = mapped_column(SmallInteger)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    enrols: Mapped[bool] = mapped_column(server_default=text("false"))
    __table_args__ = (
        refers("account_id", "accounts"),
        refers("person_id", "people"),
        Index("uq_sessions_token_hash", "token_hash", unique=True),
        Index("ix_sessions_person", "tenant_id", "person_id"),
    )


class ApiClient(Tenanted, Versioned, Base):
    """Another system: scopes, limited to named schools (empty: all of the organiser), two live secrets."""

    __tablename__ = "api_clients"
    name: Mapped[str]
    scopes: Mapped[list[str]]
    school_ids: Mapped[list[UUID]]
    secret_hashes: Mapped[list[str]]
    public_key: Mapped[str | None]
    valid_to: Mapped[date | None]
    disabled_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    __table_args__ = (of_organiser(), UniqueConstraint("tenant_id", "name"))


class UsedAssertion(Tenanted, Base):
    """A client assertion that was taken: never taken again."""

    __tablename__ = "used_assertions"
    client_id: Mapped[UUID]
    token_id: Mapped[str]
    expires_at: Mapped[datetime]
    __table_args__ = (
        refers("client_id", "api_clients"),
        UniqueConstraint("tenant_id", "client_id", "token_id"),
    )
