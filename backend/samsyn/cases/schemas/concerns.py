"""Bodies of concerns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules import (
    AllegedOffender,
    ConcernAnswer,
    ConcernOutcome,
    ConcernState,
    Urgency,
)
from samsyn.cases.rules.access import ConcernReach
from samsyn.cases.schemas.shared import PupilOut
from samsyn.core.schema import Body, Chars, Day, Instant, Line, Links, Named, Out, Prose, Resource
from samsyn.core.vocabulary import ConfidentialityClass

CaseTypeCode = Annotated[str, Chars(1, 60, r"^[A-Z][A-Z_]*$")]


class ConcernIn(Body):
    """What somebody saw. At least one of ``studentIds``, ``groupId`` and ``freeTextWho`` is given.

    With ``degradingTreatment`` it is the report to the principal under skollagen 6:10, and ``pointedOut``
    says who is said to have done it.
    """

    school_id: UUID
    student_ids: list[UUID] = Field(default=[], max_length=30)
    group_id: UUID | None = None
    free_text_who: Line | None = Field(default=None, json_schema_extra={"example": "Korridoren vid 5B"})
    what_was_seen: Prose = Field(json_schema_extra={"example": "Sitter ensam alla raster sedan två veckor."})
    child_said: Prose | None = None
    tried_before: Prose | None = None
    urgency: Urgency
    degrading_treatment: bool = False
    pointed_out: AllegedOffender | None = None


class ReceiptOut(Resource):
    """What happens next, when and by whom: ``reach`` says who assesses it, ``assessBy`` the last day.

    ``assessBy`` is null once it is assessed. ``feltDegraded``: a case under 6 kap. 10 § has been opened.
    """

    id: UUID
    number: str = Field(json_schema_extra={"example": "BJ-S26-031"})
    school: Named
    received_at: Instant
    urgency: Urgency
    felt_degraded: bool
    reach: ConcernReach
    state: ConcernState
    outcome: ConcernOutcome | None
    assess_by: Day | None
    version: int


class ConcernRow(Out):
    """In a list: no text and no pupil. ``ageSchoolDays`` counts from the day after it came in."""

    links: Links = Field(alias="_links")
    id: UUID
    number: str
    school: Named
    reporter: Named | None
    received_at: Instant
    urgency: Urgency
    felt_degraded: bool
    state: ConcernState
    outcome: ConcernOutcome | None
    age_school_days: int
    assess_by: Day
    overdue_school_days: int
    version: int


class CaseRef(Out):
    id: UUID
    number: str


class ConcernOut(Resource):
    """``cases``: those it led to, as far as the caller may open them."""

    id: UUID
    number: str
    school: Named
    reporter: Named | None
    students: Sequence[PupilOut]
    group: Named | None
    free_text_who: str | None
    what_was_seen: str
    child_said: str | None
    tried_before: str | None
    urgency: Urgency
    felt_degraded: bool
    pointed_out: AllegedOffender | None
    confidentiality: ConfidentialityClass
    reach: ConcernReach
    received_at: Instant
    state: ConcernState
    age_school_days: int
    assess_by: Day
    overdue_school_days: int
    outcome: ConcernOutcome | None
    answer: ConcernAnswer | None
    feedback: str | None
    assessed_at: Instant | None
    assessed_by: Named | None
    cases: Sequence[CaseRef]
    version: int


class AssessmentIn(Body):
    """CASE_OPENED: ``caseTypeCode``, ``nextFollowUpOn`` and, if not the caller, ``ownerId``. JOINED:
    ``caseId``. ANSWERED: ``answer`` and ``feedback`` to the reporter."""

    outcome: ConcernOutcome
    case_type_code: CaseTypeCode | None = Field(
        default=None, json_schema_extra={"example": "SPECIAL_SUPPORT"}
    )
    next_follow_up_on: Day | None = None
    owner_id: UUID | None = None
    case_id: UUID | None = None
    answer: ConcernAnswer | None = None
    feedback: Prose | None = None
