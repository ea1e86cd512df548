"""Bodies of cases, their circle and their transitions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samsyn.cases.rules import AllegedOffender, CasePhase, CircleRole, ClosureReason
from samsyn.cases.rules.access import Reach
from samsyn.cases.rules.themes import MOST_THEMES, Theme
from samsyn.cases.schemas.concerns import CaseRef, CaseTypeCode
from samsyn.cases.schemas.shared import PupilOut
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.actor import Function
from samsyn.core.schema import Body, Chars, Day, Instant, Line, Links, Named, Out, Prose, Reason, Resource
from samsyn.core.vocabulary import ConfidentialityClass, Level, Scope, SecrecyBranch, SubjectKind
from samsyn.legal import ClockEvent, ClockKind

Why = Annotated[str, Chars(0, 2_000)]
"""A reason that an invariant asks for, and refuses with its own code when it is empty."""


class CaseIn(Body):
    """A new case. Pupils, a group or neither, as the type says. ``ownerId`` is the caller if left out.

    ``pointedOut`` belongs to degrading treatment and harassment, and is UNKNOWN there if left out: with STAFF
    or PRINCIPAL it goes past the unit to the organiser's case officer, who owns it (C11).
    """

    school_id: UUID
    case_type_code: CaseTypeCode = Field(json_schema_extra={"example": "SPECIAL_SUPPORT"})
    student_ids: list[UUID] = Field(default=[], max_length=30)
    group_id: UUID | None = None
    level: Level = Level.REMEDIAL
    scope: Scope | None = None
    themes: list[Theme] = Field(default=[], max_length=MOST_THEMES)
    phase: CasePhase | None = None
    owner_id: UUID | None = None
    next_follow_up_on: Day | None = None
    pointed_out: AllegedOffender | None = None


class CasePatch(Body):
    """Merge patch: what is left out stays. ``waitingFor`` null: nothing is waited for any more.

    ``confidentiality`` is raised by the owner, and lowered with ``classReason``.
    """

    owner_id: UUID | None = None
    next_follow_up_on: Day | None = None
    waiting_for: Line | None = Field(default=None, json_schema_extra={"example": "Svar från BUP"})
    student_ids: list[UUID] | None = Field(default=None, max_length=30)
    level: Level | None = None
    themes: list[Theme] | None = Field(default=None, max_length=MOST_THEMES)
    confidentiality: ConfidentialityClass | None = None
    class_reason: Why | None = None

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        for field in ("owner_id", "student_ids", "level", "themes", "confidentiality"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise PydanticCustomError("missing", "cannot be emptied")
        return self


class CaseTypeRef(Out):
    code: str
    label: str


class RulePackRef(Out):
    """The rules the case was opened under, and keeps."""

    code: str
    version: int


class NewerRulesOut(Out):
    """The rules of today, where they are others. ``caseTypes``: what the case can be under them: its own
    type, or those that take its place; none: it has to be closed under the rules it has."""

    code: str = Field(json_schema_extra={"example": "SE-2028"})
    label: str
    case_types: Sequence[CaseTypeRef]


class CaseRow(Out):
    """In a list: never a pupil. Labels are in the caller's language. ``waitingFor`` is null in K3 and K4."""

    links: Links = Field(alias="_links")
    id: UUID
    number: str
    case_type: CaseTypeRef
    school: Named
    level: Level
    scope: Scope
    subject: SubjectKind
    confidentiality: ConfidentialityClass
    phase: CasePhase
    owner: Named | None
    opened_at: Instant
    closed_at: Instant | None
    next_follow_up_on: Day | None
    waiting_for: str | None
    waiting_since: Day | None
    version: int


class CaseHeadRow(Out):
    """Minimised: what student health and systems see of a case. Type and grade are null where the number is
    all that may be known."""

    id: UUID
    number: str
    case_type: CaseTypeRef | None
    grade: str | None
    school: Named
    phase: CasePhase
    opened_at: Instant
    closed_at: Instant | None
    next_follow_up_on: Day | None
    may_open: bool = Field(description="Whether the caller may open the case itself.")
    version: int


class BlockOut(Out):
    """What must be in place first, with the paragraph that says so."""

    code: str = Field(json_schema_extra={"example": "C01"})
    text: str
    legal_basis: str = Field(json_schema_extra={"example": "Skollag (2010:800) 1 kap. 10 §"})


class TransitionOut(Out):
    """A phase the case can go to. ``obstacles`` empty: now, with a ``reason`` where there are ``warnings``.
    ``reminders``: what nobody checks but you."""

    phase: CasePhase
    obstacles: Sequence[BlockOut]
    warnings: Sequence[BlockOut]
    reminders: Sequence[BlockOut]


class RunningClockOut(Out):
    """``dueOn`` is the last day in time; ``schoolDaysLeft`` is negative when it has passed.

    ``escalatedTo``: the function that has been told that it has run out.
    """

    code: str
    until: ClockEvent
    kind: ClockKind
    due_on: Day
    school_days_left: int
    overdue: bool
    escalated_to: Function | None


class CaseOut(Resource):
    """A case for those who may open it. It has no title: number and type, and the pupils inside."""

    id: UUID
    number: str
    case_type: CaseTypeRef
    rule_pack: RulePackRef
    newer_rules: NewerRulesOut | None
    grade: str | None
    school: Named
    level: Level
    scope: Scope
    subject: SubjectKind
    students: Sequence[PupilOut]
    group: Named | None
    confidentiality: ConfidentialityClass
    reach: Reach
    pointed_out: AllegedOffender | None
    themes: Sequence[Theme]
    phase: CasePhase
    phases: Sequence[CasePhase]
    transitions: Sequence[TransitionOut]
    closure_reasons: Sequence[ClosureReason]
    clocks: Sequence[RunningClockOut]
    owner: Named | None
    my_role: CircleRole | None
    my_branch: SecrecyBranch = Field(description="The branch that the caller's own notes belong to.")
    opened_at: Instant
    next_follow_up_on: Day | None
    latest_follow_up_on: Day | None = Field(
        description="C08: the last day that can be set today for the next follow-up."
    )
    waiting_for: str | None
    waiting_since: Day | None
    closed_at: Instant | None
    closure_reason: ClosureReason | None
    feedback: str | None
    no_feedback_reason: str | None
    concerns: Sequence[CaseRef]
    version: int


class PhaseIn(Guarded):
    """``reason``: why the case goes on in spite of its warnings; it stands in the timeline."""

    WATCHED: ClassVar = ("reason",)
    phase: CasePhase
    reason: Reason | None = Field(
        default=None, json_schema_extra={"example": "Hela klassen har provat samma start sedan i höst."}
    )


class ClassificationIn(Body):
    """Raised by anybody in the circle; lowered by the owner, with ``reason``."""

    confidentiality: ConfidentialityClass
    reason: Why = ""


class ClosureIn(Guarded):
    """C16: the reason fits the phase; in a pupil's case ``feedback`` says how pupil and guardian were told,
    or ``noFeedbackReason`` why not."""

    WATCHED: ClassVar = ("feedback", "no_feedback_reason")
    reason: ClosureReason
    feedback: Prose | None = None
    no_feedback_reason: Prose | None = None


class ReopeningIn(Guarded):
    WATCHED: ClassVar = ("reason",)
    reason: Reason
    next_follow_up_on: Day
    phase: CasePhase | None = None


class RuleChangeIn(Body):
    """C19. ``rulePack`` is the one in force; ``caseTypeCode``: where it lacks the case's own type."""

    rule_pack: Annotated[str, Chars(1, 60)] = Field(json_schema_extra={"example": "SE-2028"})
    case_type_code: CaseTypeCode | None = None
    reason: Reason


class CaseMemberIn(Body):
    """C13: ``reason`` says why the person needs to take part."""

    person_id: UUID
    role: CircleRole
    reason: Why = ""


class CaseMemberOut(Out):
    """Somebody's way into the case. ``endedAt`` null: open now."""

    links: Links = Field(alias="_links")
    id: UUID
    person: Named
    kind: str
    role: CircleRole | None
    reason: str | None
    since: Instant
    ended_at: Instant | None


class CaseMembersOut(Out):
    links: Links = Field(alias="_links")
    items: Sequence[CaseMemberOut]


class ReaderOut(Out):
    """Somebody who reads the case now: by role in the circle, or by function up to ``upTo``; ``branches`` are
    those whose own notes they read."""

    person: Named
    why: str = Field(json_schema_extra={"example": "PRINCIPAL"})
    up_to: ConfidentialityClass
    branches: Sequence[SecrecyBranch]


class ReadersOut(Out):
    links: Links = Field(alias="_links")
    items: Sequence[ReaderOut]
