"""Bodies of schools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from samsyn.core.schema import Body, Chars, Day, Name, Resource
from samsyn.core.vocabulary import SchoolForm

ShortCode = Annotated[str, StringConstraints(pattern=r"^[A-ZÅÄÖ]{2,4}$")]
UnitCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
Grade = Annotated[str, Chars(1, 20)]


class SchoolIn(Body):
    """``shortCode`` begins the numbers of the school's cases and cannot be changed afterwards."""

    name: Name = Field(json_schema_extra={"example": "Björkskolan"})
    short_code: ShortCode = Field(json_schema_extra={"example": "BJ"})
    unit_code: UnitCode | None = Field(default=None, json_schema_extra={"example": "12345678"})
    school_forms: list[SchoolForm] = Field(min_length=1, max_length=11)
    grades: list[Grade] = Field(default=[], max_length=20, json_schema_extra={"example": ["1", "2", "3"]})
    area_id: UUID | None = None
    active_from: Day | None = None


class SchoolPatch(Body):
    """Merge patch: what is left out stays as it is."""

    name: Name | None = None
    unit_code: UnitCode | None = None
    school_forms: list[SchoolForm] | None = Field(default=None, min_length=1, max_length=11)
    grades: list[Grade] | None = Field(default=None, max_length=20)
    area_id: UUID | None = None
    active_to: Day | None = None

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        for field in ("name", "school_forms", "grades"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise PydanticCustomError("missing", "cannot be emptied")
        return self


class SchoolOut(Resource):
    id: UUID
    name: str
    short_code: str
    unit_code: str | None
    school_forms: Sequence[SchoolForm]
    grades: Sequence[str]
    area_id: UUID | None
    active_from: Day | None
    active_to: Day | None
    version: int
