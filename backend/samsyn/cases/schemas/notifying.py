"""Bodies of telling the parties of a decision, and of appeals."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules.notifying import AppealOutcome, LateBecause
from samsyn.cases.rules.parties import Channel, Party
from samsyn.cases.schemas.hearings import Spoken
from samsyn.cases.schemas.parts import Told
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.schema import Body, Day, Instant, Name, Named, Out


class NotificationIn(Guarded):
    """One recipient (C21: by the pupil's age that day). ``consentOn``: when a pupil of age agreed that a
    guardian is told. ``considered``: in K4, why it does no harm to tell this guardian (C22)."""

    WATCHED: ClassVar = ("considered",)
    party: Party
    name: Name = Field(json_schema_extra={"example": "Vårdnadshavare 1"})
    channel: Channel
    sent_on: Day
    received_on: Day | None = None
    consent_on: Day | None = None
    considered: Spoken | None = None


class ReceiptIn(Body):
    """The day that the recipient got it. The time to appeal is counted from that day."""

    notification_id: UUID
    received_on: Day


class NotificationOut(Out):
    """``appealDueOn``: the last day that this recipient's appeal is in time, null where none can be made."""

    id: UUID
    party: Party
    name: str
    channel: Channel
    sent_on: Day
    received_on: Day | None
    appeal_due_on: Day | None
    consent_on: Day | None
    considered: str | None
    notified_by: Named | None
    notified_at: Instant


class AppealIn(Guarded):
    """``notificationId``: the recipient who appeals, whose time is counted. ``lateBecause``: why an appeal
    that came late is tried all the same."""

    WATCHED: ClassVar = ("wants",)
    party: Party
    appellant: Name = Field(json_schema_extra={"example": "Vårdnadshavare 1"})
    notification_id: UUID | None = None
    received_on: Day
    wants: Told | None = None
    late_because: LateBecause | None = None


class AppealForwardingIn(Body):
    """The day that an appeal was handed over to the board (förvaltningslagen 46 §)."""

    appeal_id: UUID
    forwarded_on: Day


class AppealOutcomeIn(Guarded):
    WATCHED: ClassVar = ("text",)
    outcome: AppealOutcome
    decided_on: Day
    text: Spoken | None = None


class AppealOut(Out):
    """``inTime`` false: the appeal is to be dismissed by whom made the decision (förvaltningslagen 45 §).
    ``forwardedOn``: handed over to the board (46 §)."""

    id: UUID
    party: Party
    appellant: str
    wants: str | None
    received_on: Day
    due_on: Day | None
    in_time: bool
    late_because: LateBecause | None
    forwarded_on: Day | None
    recorded_by: Named | None
    recorded_at: Instant
    outcome: AppealOutcome | None
    outcome_on: Day | None
    outcome_text: str | None
