"""Bodies of meetings and of what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from samsyn.cases import Guarded
from samsyn.core.schema import Body, Chars, Day, Instant, Line, Name, Named, Out, Prose, Resource
from samsyn.core.vocabulary import ConfidentialityClass, Level
from samsyn.meetings.rules import (
    ActionItemState,
    AgendaItemKind,
    Attendance,
    CancelReason,
    EhmPhase,
    MeetingMode,
    MeetingState,
    MeetingType,
)

VideoLink = Annotated[
    str,
    StringConstraints(pattern=r"^https://[!-~]{4,480}$"),
    Field(json_schema_extra={"example": "https://video.example/rum"}),
]
Minutes = Annotated[int, Field(ge=0, le=480, json_schema_extra={"example": 10})]
MinutesText = Annotated[str, Chars(0, 20_000)]
"""No pupil is named here: what is said about a pupil is written under a case item."""


class _Patch(Body):
    """Merge patch; null is refused for what an object must have."""

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        for name in self.model_fields_set - self._may_be_empty():
            if getattr(self, name) is None:
                raise PydanticCustomError("missing", "cannot be emptied")
        return self

    @classmethod
    def _may_be_empty(cls) -> frozenset[str]:
        return frozenset()


class MeetingIn(Body):
    """Without ``participantIds`` the team's members of today are invited; the caller always is."""

    team_id: UUID
    type: MeetingType
    mode: MeetingMode = MeetingMode.PHYSICAL
    starts_at: Instant = Field(json_schema_extra={"example": "2026-11-26T07:00:00Z"})
    ends_at: Instant = Field(json_schema_extra={"example": "2026-11-26T08:30:00Z"})
    place: Line | None = None
    video_link: VideoLink | None = None
    participant_ids: list[UUID] | None = Field(default=None, max_length=100)


class MeetingPatch(_Patch):
    """A new day is a rescheduling, not a change."""

    mode: MeetingMode | None = None
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    place: Line | None = None
    video_link: VideoLink | None = None

    @classmethod
    def _may_be_empty(cls) -> frozenset[str]:
        return frozenset({"place", "video_link"})


class CancellationIn(Body):
    reason: CancelReason
    reason_text: Line | None = Field(default=None, description="Words for the reason OTHER; name nobody.")


class ReschedulingIn(CancellationIn):
    starts_at: Instant = Field(json_schema_extra={"example": "2026-12-03T07:00:00Z"})
    ends_at: Instant = Field(json_schema_extra={"example": "2026-12-03T08:30:00Z"})


class TeamOfMeeting(Out):
    id: UUID
    name: str
    type: str


class MeetingTeamOut(TeamOfMeeting):
    """A team whose meetings the caller may plan."""

    school_id: UUID | None


class MeetingOut(Resource):
    """``title`` is the type and the team in the caller's language; a meeting has no title of its own."""

    id: UUID
    title: str = Field(json_schema_extra={"example": "Elevhälsomöte · EHM-gruppen"})
    type: MeetingType
    team: TeamOfMeeting
    school_id: UUID | None
    mode: MeetingMode
    starts_at: Instant
    ends_at: Instant
    place: str | None
    video_link: str | None
    state: MeetingState
    cancel_reason: CancelReason | None
    cancel_text: str | None
    started_at: Instant | None
    ended_at: Instant | None
    rescheduled_to_id: UUID | None
    rescheduled_from_id: UUID | None
    series_id: UUID | None
    current_item_id: UUID | None = Field(description="The item that is up; null while the meeting pauses.")
    current_seconds: int | None = Field(description="Used on that item until now, in seconds.")
    version: int


class TurnIn(Body):
    """Null pauses the meeting."""

    item_id: UUID | None


class ParticipantIn(Body):
    person_id: UUID


class ParticipantPatch(_Patch):
    """PROXY names who came instead."""

    attendance: Attendance | None = None
    proxy_person_id: UUID | None = None

    @classmethod
    def _may_be_empty(cls) -> frozenset[str]:
        return frozenset({"proxy_person_id"})


class ParticipantOut(Resource):
    id: UUID
    person: Named
    attendance: Attendance
    proxy: Named | None
    version: int


NameReason = Annotated[str, Chars(0, 500)]
"""Why the name of a pupil belongs in a title that all invited read; asked for with NAME_OF_PUPIL."""


class AgendaItemIn(Body):
    """A case item has ``caseId`` and no title, every other kind a title and no case."""

    kind: AgendaItemKind = Field(json_schema_extra={"example": "INFO"})
    title: Name | None = Field(default=None, json_schema_extra={"example": "Läget i årskurs 5"})
    case_id: UUID | None = Field(default=None, json_schema_extra={"example": None})
    level: Level | None = None
    phase: EhmPhase | None = None
    planned_minutes: Minutes = 10
    name_reason: NameReason | None = None


class AgendaItemPatch(_Patch):
    """``position`` counts from 1; past the end means last."""

    title: Name | None = None
    level: Level | None = None
    phase: EhmPhase | None = None
    planned_minutes: Minutes | None = None
    used_minutes: Minutes | None = None
    position: int | None = Field(default=None, ge=1, le=1000)
    name_reason: NameReason | None = None

    @classmethod
    def _may_be_empty(cls) -> frozenset[str]:
        return frozenset({"level", "phase", "name_reason"})


class CaseOnAgenda(Out):
    """For the case's circle only; ``path`` is an address of the pages."""

    id: UUID
    path: str


class AgendaItemOut(Resource):
    """Outside the case's circle a case item is its kind, *Ärende* and the minutes: the rest is null.

    The item's own id and version say nothing about the case; whoever runs the meeting moves it by them.
    """

    id: UUID
    kind: AgendaItemKind
    label: str = Field(json_schema_extra={"example": "Läget i årskurs 5"})
    position: int
    planned_minutes: int
    used_minutes: int
    level: Level | None
    phase: EhmPhase | None
    case: CaseOnAgenda | None
    version: int


class ItemMinutesPatch(_Patch):
    text: MinutesText | None = None


class ItemMinutesOut(Resource):
    item_id: UUID
    text: str
    updated_by: Named | None
    updated_at: Instant
    version: int


class CaseMinutesIn(Guarded):
    """What was said about a case. Kept in the case as a note, of the case's class or a stricter one."""

    WATCHED: ClassVar = ("text",)
    item_id: UUID
    text: Prose
    confidentiality: ConfidentialityClass | None = None


class CaseMinutesOut(Out):
    """Where the note is: in the case."""

    item_id: UUID
    case_id: UUID
    note_id: UUID


class ReasonCount(Out):
    reason: CancelReason
    count: int


class MeetingRateOut(Out):
    """M03: held, or moved and held within 15 school days, of those planned. Of a team, not a person."""

    team_id: UUID
    first_on: Day
    last_on: Day
    planned: int
    held: int
    rate: float | None = Field(description="0 to 1; null where nothing was planned.")
    reasons: Sequence[ReasonCount]


class MeetingSeriesIn(Body):
    """Meetings on the school days among these; ``weekday`` 1 is Monday."""

    team_id: UUID
    type: MeetingType = Field(json_schema_extra={"example": "EHT"})
    mode: MeetingMode = MeetingMode.PHYSICAL
    weekday: Annotated[int, Field(ge=1, le=5, json_schema_extra={"example": 4})]
    interval_weeks: Annotated[int, Field(ge=1, le=8, json_schema_extra={"example": 1})] = 1
    starts: Annotated[
        str,
        StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"),
        Field(json_schema_extra={"example": "08:30"}, description="Time of day in Stockholm."),
    ]
    minutes: Annotated[int, Field(ge=10, le=480, json_schema_extra={"example": 90})]
    place: Line | None = None
    video_link: VideoLink | None = None
    first_on: Day = Field(json_schema_extra={"example": "2027-01-11"})
    last_on: Day = Field(json_schema_extra={"example": "2027-06-10"})


class MeetingSeriesOut(Resource):
    id: UUID
    title: str
    team: TeamOfMeeting
    school_id: UUID | None
    type: MeetingType
    mode: MeetingMode
    weekday: int
    interval_weeks: int
    starts: str
    minutes: int
    place: str | None
    video_link: str | None
    first_on: Day
    last_on: Day
    meeting_count: int
    version: int


class ActionItemIn(Body):
    """What is to be done about a pupil is written in the case, not here."""

    meeting_id: UUID
    text: Line = Field(json_schema_extra={"example": "Skickar ut underlaget till nästa möte"})
    owner_id: UUID
    due_on: Day


class ActionItemPatch(_Patch):
    text: Line | None = None
    owner_id: UUID | None = None
    due_on: Day | None = None
    state: ActionItemState | None = None


class ActionItemOut(Resource):
    id: UUID
    text: str
    owner: Named
    due_on: Day
    state: ActionItemState
    done_at: Instant | None
    meeting_id: UUID
    meeting_title: str
    version: int
