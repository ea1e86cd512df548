"""Bodies of links between cases, and of the chain they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules import CasePhase
from samsyn.cases.rules.links import LinkKind, LinkSide
from samsyn.cases.schemas.cases import CaseTypeRef
from samsyn.cases.schemas.measures import TriedMeasureOut
from samsyn.core.schema import Body, Chars, Instant, Links, Out, Reason

CaseNumber = Annotated[str, Chars(3, 20)]


class CaseLinkIn(Body):
    """``number`` of a case that the caller opens; the case in the address ``kind`` of it."""

    number: CaseNumber = Field(json_schema_extra={"example": "BJ-26-014"})
    kind: LinkKind


class LinkEndingIn(Body):
    reason: Reason


class LinkedCaseOut(Out):
    """Type is null where the number is all that may be known."""

    id: UUID
    number: str
    case_type: CaseTypeRef | None
    phase: CasePhase
    opened_at: Instant
    closed_at: Instant | None
    may_open: bool = Field(description="Whether the caller may open the case itself.")


class CaseLinkOut(Out):
    """``side``: FROM where the case that is looked from is what ``kind`` says of the other; else TO, or
    BOTH."""

    links: Links = Field(alias="_links")
    id: UUID
    kind: LinkKind
    side: LinkSide
    other: LinkedCaseOut
    linked_at: Instant
    ended_at: Instant | None
    end_reason: str | None


class CaseLinksOut(Out):
    links: Links = Field(alias="_links")
    items: Sequence[CaseLinkOut]


class ChainedCaseOut(Out):
    """A case of the chain. ``steps``: how many links away from the one that is looked from, which is 0."""

    id: UUID
    number: str
    case_type: CaseTypeRef
    phase: CasePhase
    opened_at: Instant
    closed_at: Instant | None
    steps: int


class CaseChainOut(Out):
    """Cases in the order they were opened; measures in the order they began."""

    links: Links = Field(alias="_links")
    cases: Sequence[ChainedCaseOut]
    measures: Sequence[TriedMeasureOut]
