"""Bodies of annual wheels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from samsyn.core.schema import Body, Chars, Day, Instant, Links, Name, Named, Out, Resource
from samsyn.wheel.rules import ActivityKind, ActivityStatus, Ring, RuleStatusCode, WheelState

Note = Annotated[str, Chars(1, 2_000)]
Year = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}/[0-9]{4}$")]
Minutes = Annotated[int, Field(ge=0, le=1440, json_schema_extra={"example": 90})]
LinkKind = Literal["GOAL", "GOAL_CHECK_IN", "MEETING"]


class WheelIn(Body):
    """With ``fromTemplate`` the wheel begins with the default activities of a unit, otherwise empty."""

    school_id: UUID
    school_year: Year = Field(json_schema_extra={"example": "2026/2027"})
    from_template: bool = True
    note: Note | None = None


class WheelPatch(Body):
    """Merge patch."""

    note: Note | None = Field(default=None, description="What the year is to be about; printed with it.")


class WheelActivationIn(Body):
    reason: Annotated[str, Chars(3, 2_000)] | None = Field(
        default=None, description="Needed where the minimum of two check-ins is not reached (W01)."
    )


class YearOfWheel(Out):
    """``startsOn`` and ``endsOn``: the first and the last school day."""

    id: UUID
    code: str = Field(json_schema_extra={"example": "2026/2027"})
    starts_on: Day
    ends_on: Day


class WheelOut(Resource):
    """A wheel. ``firstOn`` and ``lastOn``: the whole months of the circle."""

    id: UUID
    school: Named
    school_year: YearOfWheel
    first_on: Day
    last_on: Day
    state: WheelState
    note: str | None
    activated_at: Instant | None
    activation_reason: str | None
    version: int


class ActivityLinkIn(Body):
    kind: LinkKind
    id: UUID


class ActivityIn(Body):
    """A larger check-in counts with 60 protected minutes, three fields of student health in its team, and a
    goal to look at (W03)."""

    kind: ActivityKind
    title: Name = Field(json_schema_extra={"example": "Nulägesavstämning"})
    description: Note | None = None
    starts_on: Day = Field(json_schema_extra={"example": "2026-09-14"})
    ends_on: Day = Field(json_schema_extra={"example": "2026-09-25"})
    owner_id: UUID | None = None
    team_id: UUID | None = None
    protected_minutes: Minutes = 0
    references: list[ActivityLinkIn] = Field(default=[], max_length=20)


class ActivityPatch(Body):
    """Merge patch. ``moveWeeks`` moves both days; a moved activity of a wheel in use is told as MOVED, unless
    ``status`` says otherwise. A removed one comes back with the status it is given."""

    kind: ActivityKind | None = None
    title: Name | None = None
    description: Note | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    move_weeks: Annotated[int, Field(ge=-52, le=52)] | None = None
    owner_id: UUID | None = None
    team_id: UUID | None = None
    protected_minutes: Minutes | None = None
    status: Literal["PLANNED", "DONE", "MISSED", "MOVED"] | None = None
    references: list[ActivityLinkIn] | None = Field(default=None, max_length=20)

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        for name in self.model_fields_set - {"description", "owner_id", "team_id"}:
            if getattr(self, name) is None:
                raise PydanticCustomError("missing", "cannot be emptied")
        return self


class WheelHintOut(Out):
    code: str = Field(json_schema_extra={"example": "W03"})
    text: str


class ActivityLinkOut(Out):
    """``path`` is an address of the pages."""

    kind: str = Field(json_schema_extra={"example": "GOAL"})
    id: UUID
    label: str
    path: str


class ActivityOut(Resource):
    """An activity. ``lacks`` says why a larger check-in does not count yet, and is null otherwise."""

    id: UUID
    wheel_id: UUID
    kind: ActivityKind
    ring: Ring
    title: str
    description: str | None
    starts_on: Day
    ends_on: Day
    owner: Named | None
    team: Named | None
    protected_minutes: int
    status: ActivityStatus
    references: Sequence[ActivityLinkOut]
    lacks: WheelHintOut | None
    version: int


class RuleStatusOut(Out):
    """Whether there are check-ins enough, in words; the first hint is the headline."""

    links: Links = Field(alias="_links")
    status: RuleStatusCode
    counted: int = Field(ge=0, description="Larger check-ins that fulfil W03.")
    planned: int = Field(ge=0, description="Larger check-ins on the wheel.")
    hints: Sequence[WheelHintOut]


class MeetingOnWheel(Out):
    id: UUID
    title: str
    type: str
    starts_at: Instant
    ends_at: Instant
    path: str


class GoalDay(Out):
    """A planned or held check-in of a goal, or its deadline."""

    goal_id: UUID
    kind: Literal["CHECK_IN_PLANNED", "CHECK_IN_HELD", "DEADLINE"]
    check_in_id: UUID | None
    title: str
    day: Day
    path: str


class WheelDatesOut(Out):
    """What else happens at the unit in the year. Meetings about pupils are never among it."""

    links: Links = Field(alias="_links")
    meetings: Sequence[MeetingOnWheel]
    goals: Sequence[GoalDay]
