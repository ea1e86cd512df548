"""Bodies of teams, members, staffing and coverage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samsyn.core.schema import Body, Chars, Day, Name, Named, Out, Resource
from samsyn.core.violations import Severity
from samsyn.organisation import Term
from samsyn.teams.rules import MemberRole, TeamType

Purpose = Annotated[str, Chars(1, 1000)]
ProfessionCode = Annotated[str, Chars(2, 60, r"^[A-Z][A-Z0-9_]*$")]


class TeamIn(Body):
    """``schoolId`` null: a team of the organiser."""

    school_id: UUID | None = None
    type: TeamType
    name: Name = Field(json_schema_extra={"example": "Elevhälsoteamet"})
    purpose: Purpose | None = None


class TeamPatch(Body):
    """Merge patch: what is left out stays as it is. ``endedOn``: the team's last day; null opens it again."""

    name: Name | None = None
    purpose: Purpose | None = None
    ended_on: Day | None = None

    @model_validator(mode="after")
    def _keep_name(self) -> Self:
        if "name" in self.model_fields_set and self.name is None:
            raise PydanticCustomError("missing", "cannot be emptied")
        return self


class NoticeOut(Out):
    """What a rule says about the team, in the caller's language."""

    code: str
    severity: Severity
    text: str


class TeamOut(Resource):
    """``chair`` and ``memberCount``: as of today."""

    id: UUID
    school: Named | None
    type: TeamType
    name: str
    purpose: str | None
    chair: Named | None
    member_count: int
    ended_on: Day | None
    notices: Sequence[NoticeOut]
    version: int


class TeamMemberIn(Body):
    """``validFrom`` is today when left out."""

    person_id: UUID
    role: MemberRole = MemberRole.MEMBER
    valid_from: Day | None = None


class TeamMemberEndingIn(Body):
    """``lastDay`` is today when left out."""

    last_day: Day | None = None


class TeamMemberOut(Resource):
    """Somebody's time in a team; both days included."""

    id: UUID
    team_id: UUID
    person: Named
    role: MemberRole
    profession_label: str | None
    valid_from: Day
    valid_to: Day | None
    version: int


class StaffingIn(Body):
    """``fullTimeShare``: 1 is one full-time post. ``pupils``: those that the posts are for."""

    school_id: UUID
    school_year_id: UUID
    term: Term
    profession_code: ProfessionCode = Field(json_schema_extra={"example": "SCHOOL_COUNSELLOR"})
    full_time_share: float = Field(ge=0, le=200, json_schema_extra={"example": 0.8})
    pupils: int = Field(ge=0, le=20000, json_schema_extra={"example": 412})


class StaffingPatch(Body):
    """Merge patch: what is left out stays as it is."""

    full_time_share: float | None = Field(default=None, ge=0, le=200, json_schema_extra={"example": 1.0})
    pupils: int | None = Field(default=None, ge=0, le=20000, json_schema_extra={"example": 420})

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        if any(getattr(self, field) is None for field in self.model_fields_set):
            raise PydanticCustomError("missing", "cannot be emptied")
        return self


class StaffingOut(Resource):
    """``pupilsPerPost``: per full-time post with one decimal, null where there is no post."""

    id: UUID
    school_id: UUID
    school_year_id: UUID
    school_year: str = Field(json_schema_extra={"example": "2026/2027"})
    term: Term
    profession_code: str
    profession_label: str
    full_time_share: float
    pupils: int
    pupils_per_post: float | None
    version: int


class CoverageItemOut(Out):
    """One of the five that skollagen 2 kap. 25 § names; ``text`` in the caller's language."""

    code: str
    covered: bool
    text: str


class CoverageOut(Resource):
    """Whether a unit's pupils have access to the five. ``required``: the law demands it of this unit."""

    school: Named
    required: bool
    complete: bool
    text: str
    items: Sequence[CoverageItemOut]
