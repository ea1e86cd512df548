"""Bodies of pupils and groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from samsyn.core.schema import Body, Chars, Day, Named, Out, Reason, Resource
from samsyn.core.searchban import SearchBody
from samsyn.students.rules import GroupType, LeaderRole

SoughtName = Annotated[str, Chars(1, 80)]


class StudentSearchIn(SearchBody):
    """First and last name in full; nothing is found by parts of them."""

    given_name: SoughtName
    family_name: SoughtName


class FoundStudentOut(Out):
    """Somebody of that name. ``isMine``: in a group that the caller leads."""

    id: UUID
    name: str = Field(json_schema_extra={"example": "Maja Lindqvist"})
    grade: str | None
    school: Named
    groups: Sequence[str] = Field(json_schema_extra={"example": ["5B"]})
    is_mine: bool


class StudentSearchOut(Out):
    """At most three; never anybody with protected personal data."""

    items: Sequence[FoundStudentOut]


class GroupName(Out):
    """A group where a pupil is mentioned."""

    id: UUID
    name: str
    type: GroupType


class StudentOut(Resource):
    """As little as is needed to know who is meant. ``isProtected``: speak of them to nobody else."""

    id: UUID
    given_name: str
    family_name: str
    name: str
    grade: str | None
    school: Named
    groups: Sequence[GroupName]
    is_protected: bool


class LeaderOut(Out):
    """Who leads a group."""

    id: UUID
    name: str
    role: LeaderRole


class GroupOut(Resource):
    """A class, mentor group or teaching group; its pupils are listed to its leaders and the unit's heads."""

    id: UUID
    school_id: UUID
    name: str
    type: GroupType
    leaders: Sequence[LeaderOut]
    valid_from: Day
    valid_to: Day | None


class GrantIn(Body):
    """From today through ``validTo``, within a year."""

    person_id: UUID
    reason: Reason
    valid_to: Day


class GrantOut(Resource):
    """A named person may see one protected pupil for a time."""

    id: UUID
    student_id: UUID
    person: Named
    reason: str
    valid_from: Day
    valid_to: Day
