"""Bodies of assessments by reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules.assessments import AssessmentKind
from samsyn.cases.schemas.watched import Watched
from samsyn.core.schema import Chars, Day, Links, Named, Out
from samsyn.core.vocabulary import ConfidentialityClass

Brief = Annotated[str, Chars(2, 200)]


class AssessmentReferenceIn(Watched):
    """Who made it, when, and where the record lies. Never what it says: words of a journal are refused."""

    WATCHED: ClassVar = ("made_by", "kept_where")
    kind: AssessmentKind
    made_by: Brief = Field(json_schema_extra={"example": "Anna Berg, legitimerad psykolog"})
    made_on: Day
    kept_where: Brief = Field(json_schema_extra={"example": "Elevhälsans psykologiska insats, akt 2026-114"})


class AssessmentReferenceOut(Out):
    id: UUID
    kind: AssessmentKind
    made_by: str
    made_on: Day
    kept_where: str
    added_by: Named
    confidentiality: ConfidentialityClass


class AssessmentReferencesOut(Out):
    """``asked``: whether the type of case asks for all four before its decision; ``lackingKinds``: those
    that are not there yet."""

    links: Links = Field(alias="_links")
    asked: bool
    lacking_kinds: Sequence[AssessmentKind]
    items: Sequence[AssessmentReferenceOut]
