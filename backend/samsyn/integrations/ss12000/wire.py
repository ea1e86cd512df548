"""The objects of SS 12000 that we read, as they are on the wire in 2.0 and 2.1, and no more of them than we
use.

Codes stay plain strings, because every enumeration of the standard has grown in practice. Null, an empty
string and an absent field are the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?", re.ASCII)


_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _absent(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _code_text(value: Any) -> Any:
    """Codes of digits are sometimes sent as numbers."""
    return str(value) if type(value) is int else _absent(value)


def _uuid_text(value: Any) -> Any:
    if not isinstance(value, str) or not _UUID.fullmatch(value) or not value.strip("0-"):
        raise ValueError("no id")
    return value


def _day_text(value: Any) -> Any:
    """Keeps the day of a date or of a date-time; numbers are no dates."""
    value = _absent(value)
    if value is None:
        return None
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("no date")
    return match.group(1)


def _printable(text: str) -> str:
    """NFC; refuses what a table cannot hold or a page would show as something else."""
    if any(unicodedata.category(one) in {"Cc", "Cs", "Cn"} or one in _OVERRIDES for one in text):
        raise ValueError("control characters")
    return unicodedata.normalize("NFC", text)


Id = Annotated[UUID, BeforeValidator(_uuid_text)]
Day = Annotated[date, BeforeValidator(_day_text)]
MaybeDay = Annotated[date | None, BeforeValidator(_day_text)]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=140, strip_whitespace=True), AfterValidator(_printable)
]
Code = Annotated[
    str, StringConstraints(min_length=1, max_length=140, strip_whitespace=True), AfterValidator(_printable)
]
MaybeCode = Annotated[Code | None, BeforeValidator(_code_text)]
Mail = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+$")]
Grade = Annotated[int | None, Field(ge=0, le=10), BeforeValidator(_absent)]
Percent = Annotated[float | None, Field(ge=0, le=100), BeforeValidator(_absent)]

_CONFIG = ConfigDict(alias_generator=to_camel, extra="ignore", hide_input_in_errors=True)


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Reference:
    """An id of another object. Names that servers send along were dropped at the edge."""

    id: Id


@dataclass(frozen=True, slots=True, config=_CONFIG)
class PersonReference:
    """A person's id; a protection mark here counts as much as one on the person."""

    id: Id
    security_marking: MaybeCode = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Organisation:
    """A node of the tree of organisations."""

    id: Id
    display_name: Name
    organisation_type: Code
    organisation_number: MaybeCode = None
    parent_organisation: Reference | None = None
    school_unit_code: MaybeCode = None
    school_types: list[Code] | None = None
    municipality_code: MaybeCode = None
    start_date: MaybeDay = None
    end_date: MaybeDay = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Email:
    """A work address; the others never get this far."""

    value: Mail
    type: Code


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Enrolment:
    """A pupil at a unit. Dates are inclusive; one server in use sends none."""

    enroled_at: Reference
    school_type: Code
    school_year: Grade = None
    start_date: MaybeDay = None
    end_date: MaybeDay = None
    cancelled: bool | None = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Person:
    """A pupil, a member of staff, a guardian, or several of these."""

    id: Id
    given_name: Name
    family_name: Name
    edu_person_principal_names: list[Code] | None = None
    emails: tuple[Email, ...] = ()
    security_marking: MaybeCode = None
    person_status: MaybeCode = None
    enrolments: tuple[Enrolment, ...] = ()


@dataclass(frozen=True, slots=True, config=_CONFIG)
class AssignmentRole:
    """A task in relation to a group. 2.0 demanded the start date, 2.1 does not."""

    group: Reference
    assignment_role_type: Code
    start_date: MaybeDay = None
    end_date: MaybeDay = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Duty:
    """A person's employment at an organisation. The field with the roles is singular in the standard."""

    id: Id
    duty_at: Reference
    duty_role: Code
    start_date: Day
    person: PersonReference | None = None
    description: MaybeCode = None
    duty_percent: Percent = None
    end_date: MaybeDay = None
    assignment_role: tuple[AssignmentRole, ...] = ()


@dataclass(frozen=True, slots=True, config=_CONFIG)
class GroupMembership:
    """A person in a group."""

    person: PersonReference
    start_date: MaybeDay = None
    end_date: MaybeDay = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Group:
    """A class, mentor group, teaching group or preschool section."""

    id: Id
    display_name: Name
    group_type: Code
    organisation: Reference
    school_type: MaybeCode = None
    start_date: MaybeDay = None
    end_date: MaybeDay = None
    group_memberships: tuple[GroupMembership, ...] = ()


WireObject = Organisation | Person | Duty | Group


def readable_id(data: Mapping[str, object]) -> UUID | None:
    """The id of an object that may otherwise be broken."""
    value = data.get("id")
    if isinstance(value, str) and _UUID.fullmatch(value) and value.strip("0-"):
        return UUID(value)
    return None
