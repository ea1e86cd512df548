"""Bodies of investigations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules.investigations import Conclusion, InvestigationKind, SupportToo
from samsyn.cases.schemas.parts import Told
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.schema import Day, Instant, Links, Named, Out, Resource
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.legal import FormField


class InvestigationIn(Guarded):
    """Starts one: the clocks hear it. The kind fits the type of the case."""

    WATCHED: ClassVar = ("questions",)
    kind: InvestigationKind = Field(json_schema_extra={"example": "SPECIAL_SUPPORT"})
    questions: Told | None = Field(
        default=None, json_schema_extra={"example": "Vad gör det svårt att komma i gång med skrivuppgifter?"}
    )


class InvestigationPatch(Guarded):
    """Merge patch while it is under way: what is left out stays, null empties."""

    WATCHED: ClassVar = (
        "questions",
        "findings_individual",
        "findings_group",
        "findings_organisation",
        "cause_analysis",
        "not_consulted_reason",
    )
    questions: Told | None = None
    findings_individual: Told | None = None
    findings_group: Told | None = None
    findings_organisation: Told | None = None
    cause_analysis: Told | None = None
    student_health_consulted_on: Day | None = None
    not_consulted_reason: Told | None = None
    support_too: SupportToo | None = None


class InvestigationCompletionIn(Guarded):
    """``conclusionReason`` is needed for every conclusion but SUPPORT_NEEDED."""

    WATCHED: ClassVar = ("conclusion_reason",)
    conclusion: Conclusion | None = None
    conclusion_reason: Told | None = None


class InvestigationOut(Resource):
    id: UUID
    kind: InvestigationKind
    questions: str | None
    findings_individual: str | None
    findings_group: str | None
    findings_organisation: str | None
    cause_analysis: str | None
    student_health_consulted_on: Day | None
    not_consulted_reason: str | None
    support_too: SupportToo | None
    conclusion: Conclusion | None
    conclusion_reason: str | None
    conclusions: Sequence[Conclusion] = Field(description="Those that an investigation of the kind can have.")
    started_at: Instant
    started_by: Named
    completed_at: Instant | None
    completed_by: Named | None
    confidentiality: ConfidentialityClass
    version: int


class PointOut(Out):
    """What an investigation of the kind goes into, under one heading of its form."""

    kind: InvestigationKind
    field: FormField
    text: str


class InvestigationsOut(Out):
    """In the order they were started; ``kinds`` are those that the caller can start now. ``points``: by the
    rules that the case is under."""

    links: Links = Field(alias="_links")
    kinds: Sequence[InvestigationKind]
    items: Sequence[InvestigationOut]
    points: Sequence[PointOut]
