"""Bodies of reports to authorities, and of steps that are recorded by hand."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules.reports import ReportChannel, ReportFeedback, ReportKind
from samsyn.core.schema import Body, Chars, Day, Instant, Line, Links, Named, Out, Reason, Resource
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.legal import ClockEvent

Short = Annotated[str, Chars(1, 2_000)]


class ReportIn(Body):
    """That a report was sent; never what it said. ``sentAt`` is left out for now, and always for those to
    the organiser (C10)."""

    kind: ReportKind
    channel: ReportChannel = ReportChannel.E_SERVICE
    sent_at: Instant | None = None
    receiver: Short | None = Field(default=None, json_schema_extra={"example": "Socialjouren"})
    receipt: Short | None = Field(default=None, json_schema_extra={"example": "Ärende 4711"})
    about: Short | None = None


class ChildWelfareReportIn(Body):
    """C12: nothing but the unit is needed. Pupils that cannot be chosen are left out, never refused."""

    school_id: UUID
    student_ids: list[UUID] = Field(default=[], max_length=30)
    about: Short | None = Field(default=None, json_schema_extra={"example": "Syskon i åk 2 och åk 5"})
    channel: ReportChannel = ReportChannel.PHONE
    sent_at: Instant | None = None
    receiver: Short | None = Field(default=None, json_schema_extra={"example": "Socialjouren"})
    receipt: Short | None = None


class ReportFeedbackIn(Body):
    """``on`` is today if left out."""

    summary: ReportFeedback
    on: Day | None = None


class ReportCorrectionIn(Body):
    reason: Reason
    sent_at: Instant | None = None
    receipt: Short | None = None


class ReportOut(Resource):
    """``recordedAt`` is the server's time; ``sentAt`` the same, or what was said of a report that went
    another way. ``feedbackDueOn``: when to ask what became of it."""

    id: UUID
    kind: ReportKind
    channel: ReportChannel
    sent_at: Instant
    recorded_at: Instant
    sent_by: Named
    receiver: str | None
    receipt: str | None
    about: str | None
    feedback_due_on: Day | None
    feedback_on: Day | None
    feedback: ReportFeedback | None
    confidentiality: ConfidentialityClass


class ReportsOut(Out):
    """``kinds``: the reports that can be recorded in this case now, by this caller."""

    links: Links = Field(alias="_links")
    items: Sequence[ReportOut]
    kinds: Sequence[ReportKind]


class ChildWelfareReportOut(Out):
    """The receipt of an orosanmälan that somebody has made: K1, without anything about whom."""

    links: Links = Field(alias="_links")
    id: UUID
    case_id: UUID
    number: str
    school: Named
    recorded_at: Instant
    sent_at: Instant
    feedback_due_on: Day | None


class ByHand(StrEnum):
    """Steps that clocks wait for and that nothing else in the program makes happen."""

    ANSWERED = ClockEvent.ANSWERED
    CONFIRMED = ClockEvent.CONFIRMED
    MEETING_HELD = ClockEvent.MEETING_HELD


class MilestoneIn(Body):
    """What has been done, now. ``note``: how, in a line."""

    step: ByHand
    note: Line | None = Field(default=None, json_schema_extra={"example": "Brev till den som klagat"})
