"""Bodies of rule packs: what the law says, what the organiser has decided, and who has looked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from samsyn.core.actor import Function
from samsyn.core.schema import Body, Chars, Day, Instant, Links, Out, Reason, Resource
from samsyn.core.violations import Severity
from samsyn.legal.rules import ClockEvent, ClockKind, ClockUnit
from samsyn.legal.rules.local import MOST, ReviewedKind
from samsyn.legal.rules.sections import FormField

RuleCode = Annotated[str, Chars(1, 60, r"^[A-Z0-9_-]+$")]


class RuleAdjustmentIn(Body):
    """A number of the organiser's own for one clock, in the clock's unit; null: the pack's own.
    What the pack counts backward is so long before."""

    clock: RuleCode = Field(json_schema_extra={"example": "CONCERN_ROUTINE"})
    amount: int | None = Field(ge=0, le=MOST, json_schema_extra={"example": 3})
    reason: Reason


class RuleReviewIn(Body):
    """``verified`` false takes back what was said before. ``note``: what was read, and in which wording."""

    kind: ReviewedKind
    code: RuleCode = Field(json_schema_extra={"example": "SL_3_7"})
    verified: bool
    note: Reason


class DecidedOut(Out):
    """Who said it, when and why."""

    by: str
    at: Instant
    reason: str


class PackClockOut(Out):
    """``proposed``: the pack's own number. ``adjusted``: null while that is the one that holds."""

    code: str
    since: ClockEvent
    until: ClockEvent
    amount: int
    proposed: int
    unit: ClockUnit
    kind: ClockKind
    adjustable: bool
    escalates_to: Function | None
    adjusted: DecidedOut | None


class PackGateOut(Out):
    """What must hold before a phase; WARN lets a case through with a reason."""

    code: str
    text: str
    before: str
    severity: Severity
    legal_basis: str


class PackSectionOut(Out):
    """A point of the form of an investigation: under which heading, and what it comes from."""

    code: str
    field: FormField
    text: str
    legal_basis: str


class PackTypeOut(Out):
    """``begins`` and ``ends``: the pack before did not have the type, the one after does not."""

    code: str
    label: str
    statutory: bool
    begins: bool
    ends: bool
    legal_bases: Sequence[str]
    clocks: Sequence[PackClockOut]
    gates: Sequence[PackGateOut]
    sections: Sequence[PackSectionOut]


class PackBasisOut(Out):
    """``readByUs``: whoever wrote Samsyn read the wording; ``verified``: somebody of the organiser did."""

    code: str
    act: str
    section: str
    text: str
    valid_from: Day
    valid_to: Day | None
    read_by_us: bool
    verified: DecidedOut | None


class LegalBasesOut(Out):
    """All of them at once: a lookup, not a list that grows."""

    links: Links = Field(alias="_links")
    items: Sequence[PackBasisOut]


class PackRow(Out):
    """``adjustments``: how many of its clocks have a number of the organiser's own."""

    links: Links = Field(alias="_links")
    code: str = Field(json_schema_extra={"example": "SE-2023"})
    edition: int
    label: str
    valid_from: Day
    valid_to: Day | None
    in_force: bool
    source_note: str
    adjustments: int
    verified: DecidedOut | None


class PacksOut(Out):
    """All of them at once: a lookup, not a list that grows."""

    links: Links = Field(alias="_links")
    items: Sequence[PackRow]


class PackOut(Resource):
    """One pack. ``concern`` holds the clocks of a concern, which is no case."""

    code: str = Field(json_schema_extra={"example": "SE-2023"})
    edition: int
    label: str
    valid_from: Day
    valid_to: Day | None
    in_force: bool
    source_note: str
    verified: DecidedOut | None
    concern: PackTypeOut
    case_types: Sequence[PackTypeOut]
    legal_bases: Sequence[PackBasisOut]
