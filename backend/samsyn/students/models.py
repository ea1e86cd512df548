"""Pupils and their groups. As little as possible: no personnummer, no date of birth, no guardians."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from samsyn.core.models import Base, Confidential, Internal, Tenanted, Versioned, one_of, refers
from samsyn.students.rules import GroupType, LeaderRole, ProtectionLevel


class Student(Tenanted, Versioned, Confidential, Base):
    """A pupil or a child in preschool. Protected unless ``protection_known`` and the level is NONE.

    ``sort_key`` is that of "family given", and what an exact search compares.
    """

    __tablename__ = "students"
    school_id: Mapped[UUID]
    given_name: Mapped[str]
    family_name: Mapped[str]
    sort_key: Mapped[str]
    grade: Mapped[str | None]
    protection_level: Mapped[str]
    protection_known: Mapped[bool]
    active: Mapped[bool]
    external_id: Mapped[str | None]
    __table_args__ = (
        refers("school_id", "schools"),
        one_of("protection_level", ProtectionLevel),
        UniqueConstraint("tenant_id", "external_id"),
        Index("ix_students_school", "tenant_id", "school_id", "sort_key", "id"),
    )

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class StudentGrant(Tenanted, Versioned, Confidential, Base):
    """A named person may see a protected pupil, for a reason and a time; both days included. One that was
    taken back on its first day has no day at all."""

    __tablename__ = "student_grants"
    student_id: Mapped[UUID]
    person_id: Mapped[UUID]
    reason: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    __table_args__ = (
        refers("student_id", "students"),
        refers("person_id", "people"),
        CheckConstraint("valid_to >= valid_from - 1", name="period"),
        Index("ix_student_grants_person", "tenant_id", "person_id", "student_id"),
        Index("ix_student_grants_student", "tenant_id", "student_id"),
    )


class StudentGroup(Tenanted, Versioned, Internal, Base):
    """A class, mentor group or teaching group of one unit. Open where ``valid_to`` is null."""

    __tablename__ = "student_groups"
    school_id: Mapped[UUID]
    name: Mapped[str]
    sort_key: Mapped[str]
    type: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    external_id: Mapped[str | None]
    __table_args__ = (
        refers("school_id", "schools"),
        one_of("type", GroupType),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
        UniqueConstraint("tenant_id", "external_id"),
        Index("ix_student_groups_school", "tenant_id", "school_id", "sort_key", "id"),
    )


class GroupMember(Tenanted, Versioned, Confidential, Base):
    """A pupil's time in a group; both days included."""

    __tablename__ = "group_members"
    group_id: Mapped[UUID]
    student_id: Mapped[UUID]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    __table_args__ = (
        refers("group_id", "student_groups"),
        refers("student_id", "students"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
        UniqueConstraint("tenant_id", "group_id", "student_id", "valid_from"),
        Index("ix_group_members_student", "tenant_id", "student_id", "group_id"),
    )


class GroupLeader(Tenanted, Versioned, Internal, Base):
    """Mentor or teacher of a group; both days included."""

    __tablename__ = "group_leaders"
    group_id: Mapped[UUID]
    person_id: Mapped[UUID]
    role: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    __table_args__ = (
        refers("group_id", "student_groups"),
        refers("person_id", "people"),
        one_of("role", LeaderRole),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
        UniqueConstraint("tenant_id", "group_id", "person_id", "role", "valid_from"),
        Index("ix_group_leaders_person", "tenant_id", "person_id", "group_id"),
    )
