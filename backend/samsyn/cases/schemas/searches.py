"""Bodies of searching in cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, field_validator

from samsyn.cases.rules import CasePhase
from samsyn.cases.schemas.cases import CaseTypeRef
from samsyn.core.schema import Chars, Instant, Named, Out
from samsyn.core.searchban import SearchBody, refuse_numbers
from samsyn.core.vocabulary import ConfidentialityClass

Words = Annotated[str, Chars(2, 200)]


class CaseSearchIn(SearchBody):
    """A case number, or words that all stand in the same text. Fields that may not be searched, and numbers
    of persons, are refused with SEARCH_BAN before anything else is looked at."""

    words: Words = Field(json_schema_extra={"example": "placering klassrummet"})
    limit: int = Field(default=20, ge=1, le=100)
    cursor: Annotated[str, Chars(1, 600)] | None = None
    case_id: UUID | None = None
    """One case that the caller has open: everything that they read in it, whatever its class."""

    @field_validator("words")
    @classmethod
    def _of_no_person(cls, words: str) -> str:
        refuse_numbers([words])
        return words


class SnippetPart(Out):
    """A piece of the text; ``hit``: a word that was sought."""

    text: str
    hit: bool


class CaseHitOut(Out):
    """A case that the caller may open, or sees the head of. ``foundIn`` null: by its number."""

    id: UUID
    number: str
    case_type: CaseTypeRef | None
    school: Named
    phase: CasePhase
    confidentiality: ConfidentialityClass | None
    opened_at: Instant
    closed_at: Instant | None
    may_open: bool
    found_in: str | None = Field(json_schema_extra={"example": "NOTE"})
    found_at: Instant | None
    pieces: Sequence[SnippetPart]


class CaseSearchOut(Out):
    """``nextCursor`` null: that was all. Text of class K3 and K4 is searched inside one case alone, which
    then stands once for each text that holds the words, the newest first."""

    items: Sequence[CaseHitOut]
    next_cursor: str | None
