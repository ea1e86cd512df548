"""Bodies of school years and their days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from samsyn.core.schema import Body, Day, Name, Out, Resource
from samsyn.organisation.rules import BreakKind, DayKind, Term

YearCode = Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}/[12][0-9]{3}$")]


class TermIn(Body):
    """Both days included. ``schoolId``: terms of one unit's own; null for every unit."""

    code: Term
    school_id: UUID | None = None
    starts_on: Day = Field(json_schema_extra={"example": "2026-08-17"})
    ends_on: Day = Field(json_schema_extra={"example": "2026-12-18"})


class BreakIn(Body):
    """Days off, both ends included, for one unit or (null) for all."""

    kind: BreakKind
    name: Name = Field(json_schema_extra={"example": "Höstlov"})
    school_id: UUID | None = None
    starts_on: Day = Field(json_schema_extra={"example": "2026-10-26"})
    ends_on: Day = Field(json_schema_extra={"example": "2026-10-30"})


class SchoolYearIn(Body):
    """``terms`` must hold an autumn and a spring term for every unit."""

    code: YearCode = Field(json_schema_extra={"example": "2026/2027"})
    terms: list[TermIn] = Field(
        min_length=2,
        max_length=200,
        json_schema_extra={
            "example": [
                {"code": "HT", "schoolId": None, "startsOn": "2026-08-17", "endsOn": "2026-12-18"},
                {"code": "VT", "schoolId": None, "startsOn": "2027-01-11", "endsOn": "2027-06-11"},
            ]
        },
    )
    breaks: list[BreakIn] = Field(default=[], max_length=500)


class SchoolYearPatch(Body):
    """Merge patch: a list that is given replaces the whole list."""

    terms: list[TermIn] | None = Field(default=None, min_length=2, max_length=200)
    breaks: list[BreakIn] | None = Field(default=None, max_length=500)

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        if any(getattr(self, field) is None for field in self.model_fields_set):
            raise PydanticCustomError("missing", "cannot be emptied")
        return self


class TermOut(Out):
    """A term, both days included."""

    code: Term
    school_id: UUID | None
    starts_on: Day
    ends_on: Day


class BreakOut(Out):
    """Days off, both ends included."""

    kind: BreakKind
    name: str
    school_id: UUID | None
    starts_on: Day
    ends_on: Day


class CalendarExceptionOut(Resource):
    """A single day that is not what terms and breaks say."""

    id: UUID
    school_id: UUID | None
    day: Day
    is_school_day: bool
    name: str
    version: int


class SchoolYearOut(Resource):
    """``schoolDays``: how many there are for a unit that has nothing of its own."""

    id: UUID
    code: str
    starts_on: Day
    ends_on: Day
    school_days: int
    terms: Sequence[TermOut]
    breaks: Sequence[BreakOut]
    exceptions: Sequence[CalendarExceptionOut]
    version: int


class CalendarDayIn(Body):
    """A day off, or an extra school day, for one unit or (null) for all."""

    school_id: UUID | None = None
    day: Day = Field(json_schema_extra={"example": "2026-11-02"})
    is_school_day: bool = Field(json_schema_extra={"example": False})
    name: Name = Field(json_schema_extra={"example": "Studiedag"})


class CalendarDayOut(Out):
    """A day as it is for a unit. ``name``: of the break, holiday or exception; null for ordinary days."""

    day: Day
    kind: DayKind
    is_school_day: bool
    name: str | None
