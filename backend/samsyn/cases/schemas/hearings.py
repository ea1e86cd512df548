"""Bodies of hearing those whom a decision concerns (kommunicering)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules.parties import Channel, HearingException, HearingState, Party
from samsyn.cases.schemas.parts import Told
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.schema import Chars, Day, Links, Name, Out, Resource
from samsyn.core.vocabulary import ConfidentialityClass

Spoken = Annotated[str, Chars(0, 2_000)]


class HearingIn(Guarded):
    """A party (förvaltningslagen 25 §): informed with time to answer, or not heard with the exception and
    why. ``answerBy``: until when they have time."""

    WATCHED: ClassVar = ("material", "view", "reason")
    party: Party
    name: Name = Field(json_schema_extra={"example": "Vårdnadshavare 1"})
    state: HearingState = HearingState.INFORMED
    material: Spoken | None = None
    informed_on: Day | None = None
    channel: Channel | None = None
    interpreter: bool = False
    answer_by: Day | None = None
    answered_on: Day | None = None
    view: Told | None = None
    exception: HearingException | None = None
    reason: Spoken | None = None


class HearingPatch(Guarded):
    """Merge patch, until the case is closed: what the party said, or that the time has run out."""

    WATCHED: ClassVar = ("material", "view", "reason")
    state: HearingState | None = None
    material: Spoken | None = None
    informed_on: Day | None = None
    channel: Channel | None = None
    interpreter: bool | None = None
    answer_by: Day | None = None
    answered_on: Day | None = None
    view: Told | None = None
    exception: HearingException | None = None
    reason: Spoken | None = None


class HearingOut(Resource):
    id: UUID
    party: Party
    name: str
    state: HearingState
    material: str | None
    informed_on: Day | None
    channel: Channel | None
    interpreter: bool
    answer_by: Day | None
    answered_on: Day | None
    view: str | None
    exception: HearingException | None
    reason: str | None
    confidentiality: ConfidentialityClass
    version: int


class HearingsOut(Out):
    """``complete``: everybody named has been heard, or there is a reason why not."""

    links: Links = Field(alias="_links")
    complete: bool
    items: Sequence[HearingOut]
