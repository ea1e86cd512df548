"""Bodies of weighing the best interests of a child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules import VoiceMethod
from samsyn.cases.rules.best_interest import Interest
from samsyn.cases.schemas.parts import Told
from samsyn.cases.schemas.watched import Guarded, Watched
from samsyn.core.schema import Day, Instant, Links, Named, Out, Prose
from samsyn.core.vocabulary import ConfidentialityClass


class WeighedInterestIn(Watched):
    """One interest of the child, and what it means here."""

    WATCHED: ClassVar = ("text",)
    interest: Interest
    text: Prose = Field(json_schema_extra={"example": "Behöver en lugn plats för att orka läsa hela texten."})


class BestInterestIn(Guarded):
    """``voiceIds``: the child's own views among the voices of the case, or why there is none (C01)."""

    WATCHED: ClassVar = ("interests", "alternatives", "weighed_against", "conclusion")
    student_id: UUID | None = None
    interests: Annotated[list[WeighedInterestIn], Field(max_length=7)]
    voice_ids: Annotated[list[UUID], Field(max_length=20)]
    alternatives: Told | None = None
    weighed_against: Told
    conclusion: Told
    confidentiality: ConfidentialityClass | None = None


class WeighedInterestOut(Out):
    interest: Interest
    text: str


class HeardVoiceOut(Out):
    """A voice that it rests on, as far as the caller reads it. ``said``: what the child said, or why not."""

    id: UUID
    method: VoiceMethod
    asked_on: Day
    said: str


class BestInterestOut(Out):
    links: Links = Field(alias="_links")
    id: UUID
    student_id: UUID | None
    interests: Sequence[WeighedInterestOut]
    voices: Sequence[HeardVoiceOut]
    alternatives: str | None
    weighed_against: str
    conclusion: str
    assessed_by: Named
    assessed_at: Instant
    confidentiality: ConfidentialityClass


class BestInterestsOut(Out):
    """The latest first: of each pupil the first one holds."""

    links: Links = Field(alias="_links")
    items: Sequence[BestInterestOut]
