"""Bodies of handing several cases over at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules import CasePhase
from samsyn.cases.schemas.cases import CaseTypeRef
from samsyn.cases.schemas.concerns import CaseRef
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.schema import Day, Links, Named, Out, Reason
from samsyn.core.vocabulary import ConfidentialityClass


class HandoverCaseOut(Out):
    """A case that somebody is responsible for, and the caller may hand over."""

    id: UUID
    number: str
    case_type: CaseTypeRef
    school: Named
    phase: CasePhase
    confidentiality: ConfidentialityClass
    next_follow_up_on: Day | None


class HandoverCasesOut(Out):
    links: Links = Field(alias="_links")
    items: Sequence[HandoverCaseOut]


class CaseHandoverIn(Guarded):
    """``caseIds`` are moved together. Cases of class K4 are named one by one in ``namedCaseIds``."""

    WATCHED: ClassVar = ("reason",)
    from_person_id: UUID
    to_person_id: UUID
    reason: Reason = Field(json_schema_extra={"example": "Slutar den 1 februari"})
    case_ids: list[UUID] = Field(default=[], max_length=200)
    named_case_ids: list[UUID] = Field(default=[], max_length=50)


class CaseHandoverOut(Out):
    """Those that were moved, all in one transaction."""

    items: Sequence[CaseRef]
