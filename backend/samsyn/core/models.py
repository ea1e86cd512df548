"""What every table has in common, and the tables of the core: the access log and the idempotency keys.

Keys are ``(tenant_id, id)`` and every reference is composite, so that the database itself refuses
a reference into another municipality.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from samsyn.core.ids import uuid7

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
}


class Base(DeclarativeBase):
    """The one metadata of the program."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        date: Date(),
        str: Text(),
        bytes: LargeBinary(),
        dict[str, Any]: JSONB(),
        list[UUID]: ARRAY(Uuid()),
        list[str]: ARRAY(Text()),
    }


class Tenanted:
    """A row of one organiser (huvudman)."""

    tenant_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, sort_order=-20)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-19)


class Versioned:
    """Mutable rows: who wrote them and which version a client read. Filled in by Work, never by a domain."""

    version: Mapped[int] = mapped_column(Integer, default=1, sort_order=90)
    created_at: Mapped[datetime] = mapped_column(sort_order=91)
    created_by: Mapped[UUID | None] = mapped_column(sort_order=92)
    updated_at: Mapped[datetime] = mapped_column(sort_order=93)
    updated_by: Mapped[UUID | None] = mapped_column(sort_order=94)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version, "eager_defaults": False}


class Internal:
    """K1: rows that must be read through a ``visible_*()``; changes are written to the access log."""


class Confidential(Internal):
    """K2 and above: as Internal, and every read is written to the access log as well."""


def refers(column: str, table: str, name: str | None = None) -> ForeignKeyConstraint:
    """A composite reference ``(tenant_id, column)`` to ``table (tenant_id, id)``."""
    return ForeignKeyConstraint(["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], name=name)


def of_organiser() -> ForeignKeyConstraint:
    """The tenant itself must exist; needed where no other reference says so."""
    return ForeignKeyConstraint(["tenant_id"], ["organisers.tenant_id"])


def one_of(column: str, codes: Any, name: str | None = None) -> CheckConstraint:
    """A text code with a CHECK: enum types are not leakproof and lose their index under row security."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=name or column)


class AuditAccess(Tenanted, Base):
    """Who saw or changed what. INSERT only for the program; ids, actions and field names, never values."""

    __tablename__ = "audit_access"
    at: Mapped[datetime]
    actor_kind: Mapped[str]
    actor_id: Mapped[UUID]
    assignment_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    action: Mapped[str]
    object_type: Mapped[str]
    object_ids: Mapped[list[UUID]]
    student_ids: Mapped[list[UUID]]
    purpose: Mapped[str | None]
    outcome: Mapped[str]
    request_id: Mapped[str]
    fields: Mapped[list[str]]
    __table_args__ = (
        one_of("actor_kind", ("PERSON", "CLIENT", "SYSTEM")),
        one_of("outcome", ("PERMIT", "DENY")),
        Index("ix_audit_access_at", "tenant_id", "at", "id"),
        Index("ix_audit_access_actor", "tenant_id", "actor_id", "at"),
        Index(
            "ix_audit_access_case",
            "tenant_id",
            text("(object_ids[1])"),
            "at",
            postgresql_where="object_type = 'Case'",
        ),
    )


class IdempotencyKey(Base):
    """A POST that was carried out: no body is kept, only where its answer can be read again. 24 hours."""

    __tablename__ = "idempotency_keys"
    tenant_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    caller_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    status: Mapped[int | None] = mapped_column(SmallInteger)
    location: Mapped[str | None]
    created_at: Mapped[datetime]
    __table_args__ = (Index("ix_idempotency_keys_created", "tenant_id", "created_at"),)
