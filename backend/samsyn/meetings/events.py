"""What meetings tell: ids and kinds, never words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samsyn.meetings.rules import CancelReason, MeetingType


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    meeting_id: UUID
    team_id: UUID
    school_id: UUID | None
    type: MeetingType
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """Also told for a meeting that got a new time: then ``rescheduled_to_id`` is the new meeting."""

    meeting_id: UUID
    team_id: UUID
    school_id: UUID | None
    type: MeetingType
    reason: CancelReason
    rescheduled_to_id: UUID | None
