"""Bodies of what is written in a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules import (
    DisclosureBasis,
    NoteKind,
    VoiceImpact,
    VoiceMethod,
    VoicePerspective,
)
from samsyn.cases.rules.journal import is_childs_own
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.schema import Chars, Day, Instant, Links, Named, Out, Prose
from samsyn.core.vocabulary import ConfidentialityClass, SecrecyBranch

Told = Annotated[str, Chars(0, 20_000)]
"""Text that an invariant asks for, and refuses with its own code when it is empty."""
LanguageCode = Annotated[str, Chars(2, 3, r"^[a-z]{2,3}$")]


class NoteIn(Guarded):
    """``confidentiality`` may be higher than the case's, never lower. A correction names what it corrects.

    ``keptIn``: SCHOOL if left out, which from a branch of its own (EMI, EPI) needs ``disclosureBasis`` (C13);
    or the author's own branch, where only those of it in the circle read the note, in class K3 at least.
    """

    WATCHED: ClassVar = ("text",)
    kind: NoteKind = NoteKind.NOTE
    text: Prose = Field(json_schema_extra={"example": "Samtal med mentor om placering i klassrummet."})
    confidentiality: ConfidentialityClass | None = None
    disclosure_basis: DisclosureBasis | None = None
    kept_in: SecrecyBranch = SecrecyBranch.SCHOOL
    corrects_id: UUID | None = None


class NoteOut(Out):
    links: Links = Field(alias="_links")
    id: UUID
    kind: NoteKind
    text: str
    confidentiality: ConfidentialityClass
    branch: SecrecyBranch
    kept_in: SecrecyBranch
    disclosure_basis: DisclosureBasis | None
    written_at: Instant
    written_by: Named
    corrects_id: UUID | None


class ChildVoiceIn(Guarded):
    """What the child said or showed; with DECLINED or NOT_POSSIBLE ``missingReason`` says why (C01)."""

    WATCHED: ClassVar = ("content", "age_maturity_note", "missing_reason", "impact_text")
    student_id: UUID | None = None
    perspective: VoicePerspective
    method: VoiceMethod
    asked_on: Day
    language: LanguageCode | None = Field(default=None, json_schema_extra={"example": "sv"})
    interpreter: bool = False
    content: Told | None = None
    age_maturity_note: Told | None = None
    missing_reason: Told | None = None
    impact: VoiceImpact | None = None
    impact_text: Told | None = None
    fed_back_on: Day | None = None

    def watched(self, at: str = "") -> Iterator[tuple[str, str]]:
        """Nobody is asked why a child says what it says."""
        own = is_childs_own(self.perspective, self.method)
        return ((place, text) for place, text in super().watched(at) if not own or place != "/content")


class ChildVoicePatch(Guarded):
    """What came of it afterwards. Merge patch: what is left out stays; what was said is not rewritten."""

    WATCHED: ClassVar = ("impact_text",)
    impact: VoiceImpact | None = None
    impact_text: Told | None = None
    fed_back_on: Day | None = None


class ChildVoiceOut(Out):
    links: Links = Field(alias="_links")
    id: UUID
    student_id: UUID | None
    perspective: VoicePerspective
    method: VoiceMethod
    asked_by: Named
    asked_on: Day
    language: str | None
    interpreter: bool
    content: str | None
    age_maturity_note: str | None
    missing_reason: str | None
    impact: VoiceImpact | None
    impact_text: str | None
    fed_back_on: Day | None
    confidentiality: ConfidentialityClass
    version: int


class EventOut(Out):
    """``data`` holds codes and days; what they mean follows from ``type``."""

    id: UUID
    type: EventType
    at: Instant
    person: Named | None
    ref_id: UUID | None
    data: dict[str, str | None]
    text: str | None
    confidentiality: ConfidentialityClass


class ChildVoicesOut(Out):
    links: Links = Field(alias="_links")
    items: Sequence[ChildVoiceOut]
