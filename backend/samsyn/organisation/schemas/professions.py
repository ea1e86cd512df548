"""Bodies of professions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samsyn.core.schema import Body, Chars, Line, Name, Out, Resource
from samsyn.core.vocabulary import Level, SecrecyBranch, StatutoryDomain

TaskCode = Annotated[str, Chars(1, 80, r"^[A-Z0-9_]+$")]


class ProfessionTaskIn(Body):
    """A typical task. ``code`` says which task is changed; a new one gets its code here."""

    code: TaskCode | None = Field(default=None, json_schema_extra={"example": "SCHOOL_NURSE_PROMOTIVE_1"})
    level: Level
    sv: Line = Field(json_schema_extra={"example": "Bidrar till undervisning om hälsa."})
    en: Line = Field(json_schema_extra={"example": "Contributes to teaching about health."})


class ProfessionPatch(Body):
    """Merge patch; ``tasks`` replaces all of them. The field of the law is not the organiser's to change."""

    name_sv: Name | None = None
    name_en: Name | None = None
    active: bool | None = None
    secrecy_branch: SecrecyBranch | None = None
    tasks: list[ProfessionTaskIn] | None = Field(default=None, max_length=60)

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        if any(getattr(self, field) is None for field in self.model_fields_set):
            raise PydanticCustomError("missing", "cannot be emptied")
        return self


class ProfessionTaskOut(Out):
    """A typical task at one level."""

    code: str
    level: Level
    sv: str
    en: str


class ProfessionOut(Resource):
    """``isStatutory``: one of those that skollagen 2 kap. 25 § names."""

    id: UUID
    code: str
    name_sv: str
    name_en: str
    statutory_domain: StatutoryDomain
    is_statutory: bool
    secrecy_branch: SecrecyBranch
    active: bool
    tasks: Sequence[ProfessionTaskOut]
    version: int
