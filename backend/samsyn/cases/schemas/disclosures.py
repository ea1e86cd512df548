"""Bodies of consents and of the ledger of what was disclosed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules import DisclosureBasis
from samsyn.cases.rules.disclosures import ConsentForm, ConsentState, ConsentWarning, RecipientKind
from samsyn.cases.rules.parties import Channel, Party
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.schema import Body, Chars, Day, Instant, Links, Name, Named, Out, Resource
from samsyn.core.vocabulary import ConfidentialityClass

Said = Annotated[str, Chars(0, 4_000)]


class ConsentGiver(Body):
    party: Party
    name: Name = Field(json_schema_extra={"example": "Vårdnadshavare 1"})


class ConsentIn(Guarded):
    """Who consents to what being told to whom, and until when. ``bornOn``: the pupil's date of birth, which
    decides who has to be asked."""

    WATCHED: ClassVar = ("scope",)
    student_id: UUID | None = None
    born_on: Day | None = None
    recipient_kind: RecipientKind
    recipient: Name = Field(json_schema_extra={"example": "Socialtjänsten, enheten för barn och unga"})
    scope: Said
    givers: Annotated[Sequence[ConsentGiver], Field(max_length=6)]
    form: ConsentForm
    given_on: Day
    expires_on: Day


class ConsentRevocationIn(Body):
    """Taken back: by whom, and on which day that was said. The server's time is recorded beside it."""

    revoked_by: Party
    revoked_on: Day


class ConsentGiverOut(Out):
    party: Party
    name: str


class ConsentOut(Resource):
    """``state`` is today's. ``sharedNow``: what is shown to partners under it now, and ends with it."""

    id: UUID
    student_id: UUID | None
    born_on: Day | None
    recipient_kind: RecipientKind
    recipient: str
    scope: str
    givers: Sequence[ConsentGiverOut]
    form: ConsentForm
    given_on: Day
    expires_on: Day
    state: ConsentState
    warnings: Sequence[ConsentWarning]
    recorded_at: Instant
    recorded_by: Named
    revoked_on: Day | None
    revoked_by: Party | None
    revoked_at: Instant | None
    shared_now: int
    confidentiality: ConfidentialityClass
    version: int


class ConsentsOut(Out):
    """``grounded``: there is a consent or another ground to disclose something today."""

    links: Links = Field(alias="_links")
    grounded: bool
    items: Sequence[ConsentOut]


class DisclosureIn(Guarded):
    """A line of the ledger. By consent with ``consentId``; on another ground with the reason that it holds.

    With ``partnerId`` Samsyn shows ``what`` to that person until ``sharedUntil``, and nothing else of the
    case; without, ``channel`` says how it was told. A line is never edited: a correction names
    ``correctsId``."""

    WATCHED: ClassVar = ("what", "purpose", "reason")
    student_id: UUID | None = None
    recipient_kind: RecipientKind
    recipient: Name = Field(json_schema_extra={"example": "Barn- och ungdomspsykiatrin"})
    what: Said
    purpose: Said | None = None
    basis: DisclosureBasis
    consent_id: UUID | None = None
    reason: Said | None = None
    channel: Channel | None = None
    told_on: Day
    corrects_id: UUID | None = None
    partner_id: UUID | None = None
    shared_until: Day | None = None


class DisclosureOut(Resource):
    """``toldOn`` is the day that was said, ``recordedAt`` the server's time. ``shown``: it is shown to the
    partner now."""

    id: UUID
    student_id: UUID | None
    recipient_kind: RecipientKind
    recipient: str
    what: str
    purpose: str | None
    basis: DisclosureBasis
    consent_id: UUID | None
    reason: str | None
    channel: Channel | None
    told_on: Day
    recorded_at: Instant
    recorded_by: Named
    corrects_id: UUID | None
    partner: Named | None
    shared_until: Day | None
    ended_at: Instant | None
    shown: bool
    confidentiality: ConfidentialityClass
    version: int


class DisclosuresOut(Out):
    """The ledger in the order it was written, and the partners with whom something can be shared."""

    links: Links = Field(alias="_links")
    partners: Sequence[Named]
    items: Sequence[DisclosureOut]


class SharedItemOut(Resource):
    """What a school has shared with the caller. Nothing else of the case is there."""

    id: UUID
    school: str
    recipient: str
    what: str
    purpose: str | None
    since: Day
    until: Day
