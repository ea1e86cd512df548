"""Bodies of handing over at a change of school."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules import DisclosureBasis
from samsyn.cases.rules.parties import Channel
from samsyn.cases.rules.transfers import TransferDestination, TransferDirection, TransferItem
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.schema import Body, Chars, Day, Instant, Links, Named, Out, Resource
from samsyn.core.vocabulary import ConfidentialityClass

Words = Annotated[str, Chars(0, 8_000)]


class TransferIn(Guarded):
    """What is handed over and where to. To a unit of the organiser with ``toSchoolId``; outside with
    ``recipient``, ``channel`` and the ground, which writes a line in the ledger; or NONE with the reason.

    What is of class K3 goes along only with ``strictReason``. Notes, files and class K4 never do."""

    WATCHED: ClassVar = ("summary", "strict_reason", "told", "reason")
    student_id: UUID | None = None
    destination: TransferDestination
    to_school_id: UUID | None = None
    recipient: Annotated[str, Chars(0, 140)] | None = None
    items: Annotated[Sequence[TransferItem], Field(max_length=4)] = ()
    summary: Words | None = None
    strict_reason: Words | None = None
    told: Words | None = None
    told_on: Day | None = None
    reason: Words | None = None
    basis: DisclosureBasis = DisclosureBasis.STATUTORY_DUTY
    consent_id: UUID | None = None
    channel: Channel | None = None


class TransferReceiptIn(Body):
    """Taken in hand: a case is opened at the unit, followed up on this day at the latest."""

    next_follow_up_on: Day


class TransferPartOut(Out):
    """A heading and what stands under it."""

    heading: str
    paragraphs: Sequence[str]
    bullets: Sequence[str]
    level: int


class OfferedOut(Out):
    """``rows``: so many can go along. ``strict``: so many more of class K3, by a choice of their own."""

    item: TransferItem
    rows: int
    strict: int


class TransferOut(Resource):
    """``origin``: the unit and the number of the case at the other end, for what came in."""

    id: UUID
    case_id: UUID
    direction: TransferDirection
    destination: TransferDestination
    student_id: UUID
    to_school: str | None
    recipient: str | None
    origin: str | None
    items: Sequence[TransferItem]
    parts: Sequence[TransferPartOut]
    told: str | None
    told_on: Day | None
    reason: str | None
    decided_at: Instant
    decided_by: Named
    disclosure_id: UUID | None
    received_at: Instant | None
    received_by: Named | None
    confidentiality: ConfidentialityClass
    version: int


class TransfersOut(Out):
    links: Links = Field(alias="_links")
    choices: Sequence[OfferedOut]
    items: Sequence[TransferOut]


class IncomingTransferOut(Resource):
    """Waits to be taken in hand at the pupil's new unit. What it holds shows in the case that is opened."""

    id: UUID
    to_school: str
    origin: str
    pupil: str
    sent_at: Instant
    sent_by: Named
    items: Sequence[TransferItem]
    confidentiality: ConfidentialityClass
    version: int


class IncomingTransfersOut(Out):
    links: Links = Field(alias="_links")
    items: Sequence[IncomingTransferOut]
