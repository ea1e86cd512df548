"""Bodies of areas."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samsyn.core.schema import Body, Name, Resource


class AreaIn(Body):
    """``parentId``: the area above, null directly under the organiser."""

    name: Name = Field(json_schema_extra={"example": "Norra området"})
    parent_id: UUID | None = None


class AreaPatch(Body):
    """Merge patch: what is left out stays as it is."""

    name: Name | None = None
    parent_id: UUID | None = None

    @model_validator(mode="after")
    def _keep_name(self) -> Self:
        if "name" in self.model_fields_set and self.name is None:
            raise PydanticCustomError("missing", "cannot be emptied")
        return self


class AreaOut(Resource):
    """A group of schools of the organiser."""

    id: UUID
    name: str
    parent_id: UUID | None
    version: int
