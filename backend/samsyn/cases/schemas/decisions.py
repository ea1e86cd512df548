"""Bodies of decisions and action programmes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, SecretStr

from samsyn.cases.rules.decision_kinds import Decider, DecisionKind, DecisionState, SupportForm
from samsyn.cases.rules.parties import Party
from samsyn.cases.schemas.notifying import AppealOut, NotificationOut
from samsyn.cases.schemas.parts import Told
from samsyn.cases.schemas.shared import PupilOut
from samsyn.cases.schemas.watched import Guarded, Watched
from samsyn.core.actor import Function
from samsyn.core.schema import Body, Chars, Day, Instant, Line, Links, Named, Out, Resource
from samsyn.core.vocabulary import ConfidentialityClass

Ref = Annotated[str, Chars(0, 300)]


class Participation(StrEnum):
    YES = "YES"
    NO = "NO"
    DECLINED = "DECLINED"
    NOT_REACHED = "NOT_REACHED"


class GuardianPart(Watched):
    """How a guardian could take part (skollagen 3:9). ``name`` may be a name or "vårdnadshavare 1"."""

    WATCHED: ClassVar = ("view",)
    name: Line
    invited_on: Day | None = None
    participated: Participation
    interpreter: bool = False
    view: Ref | None = None


class MeasureLine(Watched):
    """One way of meeting the need; ``measureId`` where it is a measure of the case already. The others become
    measures when the decision is signed."""

    WATCHED: ClassVar = ("text",)
    text: Annotated[str, Chars(1, 2_000)]
    measure_id: UUID | None = None


class ProgrammePatch(Watched):
    """Merge patch: what is left out stays, null empties."""

    WATCHED: ClassVar = ("needs", "measures", "student_part", "guardians")
    needs: Told | None = None
    measures: list[MeasureLine] | None = Field(default=None, max_length=30)
    follow_up_on: Day | None = None
    evaluate_on: Day | None = None
    follow_up_by_id: UUID | None = None
    evaluate_by_id: UUID | None = None
    student_part: Told | None = None
    guardians: list[GuardianPart] | None = Field(default=None, max_length=8)


class DecisionIn(Body):
    """A draft. The kind fits the type of the case."""

    kind: DecisionKind = Field(json_schema_extra={"example": "ACTION_PROGRAMME"})
    student_id: UUID | None = None


class DecisionPatch(Guarded):
    """Merge patch of a draft: what is left out stays, null empties. ``reuseReason``: why an investigation
    that an earlier decision rests on still holds (C02)."""

    WATCHED: ClassVar = ("ruling", "reasons", "reuse_reason", "programme")
    student_id: UUID | None = None
    born_on: Day | None = None
    ruling: Told | None = None
    reasons: Told | None = None
    delegation_ref: Ref | None = None
    reuse_reason: Told | None = None
    support_forms: list[SupportForm] | None = Field(default=None, max_length=8)
    starts_on: Day | None = None
    ends_on: Day | None = None
    programme: ProgrammePatch | None = None


class SignatureIn(Body):
    """``confirmation``: the signer's six-digit code, or the password where the account has no second
    factor."""

    confirmation: SecretStr = Field(min_length=1, max_length=1_000)


class BasisOut(Out):
    code: str
    act: str
    section: str
    text: str


class ObstacleOut(Out):
    """What is missing before it can be signed: which field, the invariant, and in words with the
    paragraph."""

    pointer: str = Field(json_schema_extra={"example": "/programme/needs"})
    code: str = Field(json_schema_extra={"example": "C04"})
    text: str


class MeasureLineOut(Out):
    text: str
    measure_id: UUID | None


class GuardianPartOut(Out):
    name: str
    invited_on: Day | None
    participated: Participation
    interpreter: bool
    view: str | None


class ProgrammeOut(Out):
    needs: str | None
    measures: Sequence[MeasureLineOut]
    follow_up_on: Day | None
    evaluate_on: Day | None
    follow_up_by: Named | None
    evaluate_by: Named | None
    student_part: str | None
    guardians: Sequence[GuardianPartOut]


class DecisionOut(Resource):
    """``obstacles`` of a draft: what the caller must mend before signing. ``contentHash``: SHA-256 in hex of
    what was decided; not an electronic signature in the sense of eIDAS."""

    id: UUID
    kind: DecisionKind
    label: str
    state: DecisionState
    edition: int | None
    student: PupilOut | None
    born_on: Day | None
    ruling: str | None
    reasons: str | None
    support_forms: Sequence[SupportForm]
    starts_on: Day | None
    ends_on: Day | None
    term_ends_on: Day | None
    legal_bases: Sequence[BasisOut]
    appeal_possible: bool
    delegated: bool
    delegation_ref: str | None
    reuse_reason: str | None
    decided_by: Named | None
    decided_as: Function | None
    decided_at: Instant | None
    investigation_id: UUID | None
    supersedes_id: UUID | None
    content_hash: str | None
    document_hash: str | None
    programme: ProgrammeOut | None
    obstacles: Sequence[ObstacleOut]
    leads_on: bool
    notifications: Sequence[NotificationOut]
    awaited_parties: Sequence[Party]
    appeals: Sequence[AppealOut]
    appeal_due_on: Day | None
    confidentiality: ConfidentialityClass
    version: int


class DecisionKindOut(Out):
    """``inPerson``: the principal decides, never by delegation."""

    code: DecisionKind
    label: str
    decider: Decider
    in_person: bool
    programme: bool
    appeal_possible: bool


class DecisionsOut(Out):
    """The newest first; ``kinds`` are those of the case's type."""

    links: Links = Field(alias="_links")
    kinds: Sequence[DecisionKindOut]
    items: Sequence[DecisionOut]
