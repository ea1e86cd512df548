"""Bodies of people and their assignments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samsyn.core.actor import Function
from samsyn.core.schema import Body, Chars, Day, Name, Named, Out, Reason, Resource
from samsyn.identity.rules import AssignmentScope, AssignmentSource, PersonStatus

Email = Annotated[str, Chars(3, 254, r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
ProfessionCode = Annotated[str, Chars(2, 60, r"^[A-Z][A-Z0-9_]*$")]


class PersonIn(Body):
    """A member of staff, never a pupil or a guardian."""

    given_name: Name
    family_name: Name
    email: Email | None = Field(default=None, json_schema_extra={"example": "maja.lindqvist@exempel.se"})


class PersonPatch(Body):
    """Merge patch. ``status`` ENDED also ends every assignment of the person, at once."""

    given_name: Name | None = None
    family_name: Name | None = None
    email: Email | None = Field(default=None, json_schema_extra={"example": "maja.lindqvist@exempel.se"})
    status: PersonStatus | None = None

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        for field in ("given_name", "family_name", "status"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise PydanticCustomError("missing", "cannot be emptied")
        return self


class PostOut(Out):
    """An assignment where its person is shown. ``place`` is the unit or area, null at the organiser."""

    id: UUID
    function: Function
    function_label: str
    profession_code: str | None
    profession_label: str | None
    scope_type: AssignmentScope
    place: Named | None


class PersonOut(Resource):
    """``assignments``: those that are valid today and that this caller may see."""

    id: UUID
    given_name: str
    family_name: str
    name: str
    email: str | None
    status: PersonStatus
    assignments: Sequence[PostOut]
    version: int


class AssignmentIn(Body):
    """``schoolId`` with scope UNIT, ``areaId`` with AREA, else neither. ``share`` of full time, 0–1."""

    person_id: UUID
    scope_type: AssignmentScope = Field(json_schema_extra={"example": "ORGANISER"})
    school_id: UUID | None = Field(default=None, json_schema_extra={"example": None})
    area_id: UUID | None = Field(default=None, json_schema_extra={"example": None})
    function: Function
    profession_code: ProfessionCode | None = Field(
        default=None, json_schema_extra={"example": "SCHOOL_COUNSELLOR"}
    )
    share: float | None = Field(default=None, ge=0, le=1, json_schema_extra={"example": 0.8})
    valid_from: Day
    valid_to: Day | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        fits = (self.scope_type is AssignmentScope.UNIT) == (self.school_id is not None)
        if not fits or (self.scope_type is AssignmentScope.AREA) != (self.area_id is not None):
            raise PydanticCustomError("place", "the place does not fit the scope")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise PydanticCustomError("period", "ends before it begins")
        return self


class AssignmentEndingIn(Body):
    """``lastDay``: through that day; left out, the assignment ends now, from the next request on."""

    reason: Reason
    last_day: Day | None = None


class AssignmentOut(Resource):
    """A time-limited assignment. ``endReason`` is null while nobody has ended it."""

    id: UUID
    person: Named
    function: Function
    function_label: str
    profession_code: str | None
    profession_label: str | None
    scope_type: AssignmentScope
    place: Named | None
    share: float | None
    valid_from: Day
    valid_to: Day | None
    is_valid_now: bool
    source: AssignmentSource
    end_reason: str | None
    version: int
