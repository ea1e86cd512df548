"""What Samsyn should know after a pull, in its own words. The tables are filled from these records alone.

Every record has a `key` that is stable between pulls, and `parents`: the source ids of the records it hangs
on. Days are inclusive; a `valid_to` of None is open. `source_id` is the id in the source, never a key of
ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from samsyn.core.actor import Function
from samsyn.core.vocabulary import SchoolForm
from samsyn.integrations.ss12000.codes import GroupKind, Profession


class RecordKind(StrEnum):
    """The kinds of record, in the order in which they are created; they are ended in the reverse one."""

    ORGANISER = "ORGANISER"
    AREA = "AREA"
    SCHOOL_UNIT = "SCHOOL_UNIT"
    PERSON = "PERSON"
    ASSIGNMENT = "ASSIGNMENT"
    PUPIL = "PUPIL"
    ENROLMENT = "ENROLMENT"
    GROUP = "GROUP"
    MEMBERSHIP = "MEMBERSHIP"
    GROUP_LEAD = "GROUP_LEAD"


ORGANISATION_KINDS = frozenset({RecordKind.ORGANISER, RecordKind.AREA, RecordKind.SCHOOL_UNIT})


class Protection(StrEnum):
    """Protected personal data. UNKNOWN: nobody has said that there is none; handled as protected."""

    NONE = "NONE"
    UNKNOWN = "UNKNOWN"
    CONFIDENTIAL_MARK = "CONFIDENTIAL_MARK"
    PROTECTED_REGISTRATION = "PROTECTED_REGISTRATION"

    @property
    def rank(self) -> int:
        """Strength; a lower one never replaces a higher one by itself."""
        return list(Protection).index(self)

    @property
    def protected(self) -> bool:
        return self is not Protection.NONE


class ScopeKind(StrEnum):
    """Where an assignment holds."""

    ORGANISER = "ORGANISER"
    AREA = "AREA"
    UNIT = "UNIT"


@dataclass(frozen=True, slots=True)
class Sourced:
    """An object of its own in the source."""

    source_id: UUID

    @property
    def key(self) -> str:
        return str(self.source_id)

    @property
    def parents(self) -> frozenset[UUID]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class OrganiserRecord(Sourced):
    """The huvudman. ``organisation_number`` is ten digits."""

    name: str
    organisation_number: str | None
    municipality_code: str | None


@dataclass(frozen=True, slots=True)
class AreaRecord(Sourced):
    """A level between organiser and unit; also a school that consists of several units."""

    name: str
    parent_area_id: UUID | None


@dataclass(frozen=True, slots=True)
class SchoolUnitRecord(Sourced):
    """A school unit. ``unit_code`` is Skolverket's eight digits, None only for units that need none."""

    name: str
    unit_code: str | None
    area_id: UUID | None
    school_forms: frozenset[SchoolForm]
    municipality_code: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PersonRecord(Sourced):
    """A member of staff. No mail is carried for the protected."""

    given_name: str
    family_name: str
    work_mail: str | None
    principal_names: tuple[str, ...]
    protection: Protection


@dataclass(frozen=True, slots=True)
class AssignmentRecord(Sourced):
    """A time-limited assignment. ``scope_id``: source id of the organiser, area or unit; ``share`` 0–1."""

    person_id: UUID
    scope_kind: ScopeKind
    scope_id: UUID
    function: Function
    profession: Profession | None
    share: Decimal | None
    valid_from: date
    valid_to: date | None

    @property
    def parents(self) -> frozenset[UUID]:
        return frozenset({self.scope_id})


@dataclass(frozen=True, slots=True)
class PupilRecord(Sourced):
    """A pupil, with unit, form and grade of the enrolment that counts today (0 is förskoleklass)."""

    given_name: str
    family_name: str
    protection: Protection
    unit_id: UUID
    school_form: SchoolForm
    grade: int | None

    @property
    def parents(self) -> frozenset[UUID]:
        return frozenset({self.unit_id})


@dataclass(frozen=True, slots=True)
class EnrolmentRecord:
    """A pupil at a unit in a school form. SS 12000 gives enrolments no id."""

    pupil_id: UUID
    unit_id: UUID
    school_form: SchoolForm
    grade: int | None
    valid_from: date | None
    valid_to: date | None

    @property
    def key(self) -> str:
        return f"{self.pupil_id}/{self.unit_id}/{self.school_form}/{self.valid_from or '-'}"

    @property
    def parents(self) -> frozenset[UUID]:
        return frozenset({self.pupil_id, self.unit_id})


@dataclass(frozen=True, slots=True)
class GroupRecord(Sourced):
    """A group of pupils at one unit."""

    name: str
    kind: GroupKind
    unit_id: UUID
    school_form: SchoolForm | None
    valid_from: date | None
    valid_to: date | None

    @property
    def parents(self) -> frozenset[UUID]:
        return frozenset({self.unit_id})


@dataclass(frozen=True, slots=True)
class MembershipRecord:
    """A pupil in a group."""

    group_id: UUID
    pupil_id: UUID
    valid_from: date | None
    valid_to: date | None

    @property
    def key(self) -> str:
        return f"{self.group_id}/{self.pupil_id}"

    @property
    def parents(self) -> frozenset[UUID]:
        return frozenset({self.group_id, self.pupil_id})


@dataclass(frozen=True, slots=True)
class GroupLeadRecord:
    """The mentor of a group. ``duty_id`` is the source id of the assignment it comes from."""

    group_id: UUID
    person_id: UUID
    duty_id: UUID
    valid_from: date | None
    valid_to: date | None

    @property
    def key(self) -> str:
        return f"{self.group_id}/{self.person_id}"

    @property
    def parents(self) -> frozenset[UUID]:
        return frozenset({self.group_id, self.duty_id})


Record = (
    OrganiserRecord
    | AreaRecord
    | SchoolUnitRecord
    | PersonRecord
    | AssignmentRecord
    | PupilRecord
    | EnrolmentRecord
    | GroupRecord
    | MembershipRecord
    | GroupLeadRecord
)
State = Mapping[RecordKind, Mapping[str, Record]]
"""Records by kind and key. A kind that is missing is empty."""
