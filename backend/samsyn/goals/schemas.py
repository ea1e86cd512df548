"""Bodies of goals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from samsyn.core.schema import Body, Chars, Day, Instant, Line, Links, Named, Out, Resource
from samsyn.core.vocabulary import Level, Scope
from samsyn.goals.rules import (
    Adjustment,
    Direction,
    GoalState,
    MetricSource,
    SmartLetter,
    SmartStatus,
    Stance,
)
from samsyn.teams import TeamType

MOST = 10**9


def _only_number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("float_type", "must be a number")
    return value


Figure = Annotated[
    Decimal,
    BeforeValidator(_only_number),
    Field(ge=-MOST, le=MOST, decimal_places=4, allow_inf_nan=False),
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": -MOST, "maximum": MOST, "example": 93.1}),
]
"""A value in the unit of the metric, with at most four decimals."""
Unit = Annotated[str, Chars(1, 40)]
Note = Annotated[str, Chars(1, 4_000)]


NameReason = Annotated[str, Chars(0, 500)]
"""Why the name of a pupil belongs in a text that the whole unit reads; asked for with NAME_OF_PUPIL."""


class GoalIn(Body):
    """A draft needs its sentence, its level and its team; the check says what else a good goal has.

    No pupil is named in a goal: all staff of the unit read it.
    """

    team_id: UUID
    owner_id: UUID | None = Field(default=None, description="The caller, unless somebody else is named.")
    title: Line = Field(json_schema_extra={"example": "Närvaron i årskurs 7 är minst 94 procent i maj"})
    description: Note | None = None
    target_group: Line | None = Field(default=None, json_schema_extra={"example": "Eleverna i årskurs 7"})
    level: Level
    scope: Scope = Scope.UNIT
    metric: Line | None = Field(default=None, json_schema_extra={"example": "Närvaro"})
    unit: Unit | None = Field(default=None, json_schema_extra={"example": "procent"})
    metric_source: MetricSource | None = None
    direction: Direction | None = None
    baseline_value: Figure | None = None
    baseline_on: Day | None = None
    target_value: Figure | None = None
    start_on: Day | None = None
    deadline_on: Day | None = None
    check_in_days: list[Day] = Field(default=[], max_length=60, description="Planned check-ins.")
    realism_note: Note | None = Field(default=None, description="Time and resources set aside.")
    strengths: Note | None = Field(default=None, description="What works already and is built on.")
    name_reason: NameReason | None = None


class GoalPatch(Body):
    """Merge patch. A change of substance before the goal is active asks the team anew."""

    owner_id: UUID | None = None
    title: Line | None = None
    description: Note | None = None
    target_group: Line | None = None
    level: Level | None = None
    scope: Scope | None = None
    metric: Line | None = None
    unit: Unit | None = None
    metric_source: MetricSource | None = None
    direction: Direction | None = None
    baseline_value: Figure | None = None
    baseline_on: Day | None = None
    target_value: Figure | None = None
    start_on: Day | None = None
    deadline_on: Day | None = None
    check_in_days: list[Day] | None = Field(default=None, max_length=60)
    realism_note: Note | None = None
    strengths: Note | None = None
    name_reason: NameReason | None = None

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        for name in ("owner_id", "title", "level", "scope", "check_in_days"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise PydanticCustomError("missing", "cannot be emptied")
        return self


class TeamOfGoal(Out):
    id: UUID
    name: str
    type: TeamType


class GoalOut(Resource):
    """A goal. ``progress`` is the share of the way from baseline to target, 0 to 1."""

    id: UUID
    school: Named
    team: TeamOfGoal
    owner: Named
    title: str
    description: str | None
    target_group: str | None
    level: Level
    scope: Scope
    metric: str | None
    unit: str | None
    metric_source: MetricSource | None
    direction: Direction | None
    baseline_value: Figure | None
    baseline_on: Day | None
    target_value: Figure | None
    start_on: Day | None
    deadline_on: Day | None
    check_in_days: Sequence[Day]
    realism_note: str | None
    strengths: str | None
    state: GoalState
    round: int = Field(ge=1, description="How many times the team has been asked, counting from 1.")
    current_value: Figure | None = Field(description="Of the latest check-in that has a value.")
    current_on: Day | None
    progress: float | None = Field(ge=0, le=1)
    proposed_at: Instant | None
    accepted_at: Instant | None
    activated_at: Instant | None
    version: int


class AdviceOut(Out):
    code: str = Field(json_schema_extra={"example": "SMART_S_VAGUE"})
    text: str


class SmartRowOut(Out):
    letter: SmartLetter
    status: SmartStatus
    hints: Sequence[AdviceOut]


class QuorumOut(Out):
    """Who has yet to stand behind the goal."""

    reached: bool
    missing_professions: Sequence[str] = Field(description="Names of professions.")
    principal_missing: bool
    team_missing: int = Field(ge=0, description="Members of the work team.")
    open_objections: int = Field(ge=0)


class SmartCheckOut(Out):
    """Five rows in the order of the word. ``blocks`` is what stops an activation now (G01 to G03)."""

    links: Links = Field(alias="_links")
    ok: bool
    rows: Sequence[SmartRowOut]
    quorum: QuorumOut
    blocks: Sequence[AdviceOut]


class SmartTrialOut(Out):
    """What the checker would say of a goal that is not saved; acceptance comes later and is left out."""

    rows: Sequence[SmartRowOut]


class AcceptanceIn(Body):
    """The caller's own stance. An objection says why."""

    stance: Stance
    comment: Annotated[str, Chars(1, 2_000)] | None = None


class AnswerIn(Body):
    acceptance_id: UUID
    answer: Annotated[str, Chars(3, 2_000)]


class AcceptanceOut(Resource):
    id: UUID
    goal_id: UUID
    round: int
    person: Named
    professions: Sequence[str] = Field(description="Names of the student health professions held today.")
    is_principal: bool
    stance: Stance
    comment: str | None
    given_at: Instant
    answer: str | None
    answered_at: Instant | None
    answered_by: Named | None


class CheckInIn(Body):
    """At least one of value, what works and what hinders."""

    held_on: Day
    value: Figure | None = None
    what_works: Note | None = None
    what_hinders: Note | None = None
    adjust: Adjustment = Adjustment.KEEP


class CheckInOut(Resource):
    id: UUID
    goal_id: UUID
    held_on: Day
    value: Figure | None
    progress: float | None
    what_works: str | None
    what_hinders: str | None
    adjust: Adjustment
    by: Named | None
    created_at: Instant
