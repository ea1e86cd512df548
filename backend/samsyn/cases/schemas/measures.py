"""Bodies of measures: proposed, decided, followed day by day, evaluated, and what was tried before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules import MeasureEffect, MeasureState
from samsyn.cases.rules.measures import Kept, Outcome
from samsyn.cases.rules.themes import Theme
from samsyn.cases.schemas.cases import CaseTypeRef
from samsyn.cases.schemas.concerns import CaseRef
from samsyn.cases.schemas.parts import Told
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.schema import Body, Day, Line, Links, Named, Out, Prose
from samsyn.core.vocabulary import ConfidentialityClass, Level, Scope


class MeasureIn(Guarded):
    """``responsibleId`` is the caller if left out; ``startOn`` today.

    ``proposed``: somebody else decides. Left out, it is decided at once by whoever may decide, and a proposal
    from everybody else in the circle.
    """

    WATCHED: ClassVar = ("description",)
    description: Prose = Field(
        json_schema_extra={"example": "Sitter nära tavlan. Instruktion även i skrift."}
    )
    level: Level = Level.REMEDIAL
    scope: Scope = Scope.INDIVIDUAL
    responsible_id: UUID | None = None
    evaluator_id: UUID | None = None
    start_on: Day | None = None
    end_on: Day | None = None
    follow_up_on: Day
    proposed: bool | None = None


class MeasurePatch(Body):
    """Who answers for it from now on, as before where ``responsibleId`` is null. ``evaluatorId`` null:
    whoever answers for it evaluates it too."""

    responsible_id: UUID | None = None
    evaluator_id: UUID | None = None


class MeasureDecision(Guarded):
    """What becomes of a proposal, and why. ``startOn`` and ``followUpOn`` move its days."""

    WATCHED: ClassVar = ("motivation",)
    decision: Outcome = Field(description="PARTLY: the motivation says which part.")
    motivation: Told = Field(default="", json_schema_extra={"example": "Bygger på det som redan fungerar."})
    start_on: Day | None = None
    follow_up_on: Day | None = None


class FidelityIn(Guarded):
    """Was it done as planned that day? ``day`` is today if left out."""

    WATCHED: ClassVar = ("note",)
    kept: Kept
    day: Day | None = None
    note: Line | None = Field(default=None, json_schema_extra={"example": "Vikarie på förmiddagen"})


class EvaluationIn(Guarded):
    """C09. TOO_EARLY: the measure goes on, and ``nextFollowUpOn`` says until when."""

    WATCHED: ClassVar = ("what_happened",)
    effect: MeasureEffect | None = None
    what_happened: Told = ""
    next_follow_up_on: Day | None = None


class MeasureProposalOut(Out):
    """``profession`` is the code of the assignment it was proposed from; null where that names none."""

    by: Named
    profession: str | None
    on: Day


class MeasureDecisionOut(Out):
    """``motivation`` is null where it was decided without a proposal before it."""

    by: Named
    on: Day | None
    motivation: str | None


class FidelityOut(Out):
    id: UUID
    day: Day
    kept: Kept
    by: Named
    note: str | None


class AgreedLineOut(Out):
    """As those who teach the pupils see it now. ``working`` and ``notWorking`` count their answers."""

    line: str
    ask: Named
    shared_from: Day
    shared_until: Day
    working: int
    not_working: int


class ObservationOut(Out):
    """What one of those who teach answered on a day, also for lines that are shared no longer."""

    id: UUID
    day: Day
    works: bool
    by: Named
    note: str | None
    journal_reason: str | None = Field(
        description="Why words that usually stand in a journal belong in the note."
    )


class MeasureOut(Out):
    """``decidedBy`` is whoever proposed it as long as ``decision`` is null; ``responsible`` follows it up.
    ``toMove``: whoever answers for it or evaluates it is pointed out in the case, and somebody else is to
    take it over (C11). ``agreedLine`` is null where nothing of it is shared now."""

    links: Links = Field(alias="_links")
    id: UUID
    description: str
    level: Level
    scope: Scope
    state: MeasureState
    proposal: MeasureProposalOut | None
    decision: MeasureDecisionOut | None
    decided_by: Named
    responsible: Named
    evaluator: Named
    to_move: bool
    start_on: Day
    end_on: Day | None
    follow_up_on: Day
    fidelity_entries: Sequence[FidelityOut]
    agreed_line: AgreedLineOut | None
    observations: Sequence[ObservationOut]
    effect: MeasureEffect | None
    what_happened: str | None
    ended_on: Day | None
    evaluated_by: Named | None
    confidentiality: ConfidentialityClass
    version: int


class MeasuresOut(Out):
    links: Links = Field(alias="_links")
    items: Sequence[MeasureOut]


class TriedMeasureOut(Out):
    """A measure of another case that the caller may open. ``themes``: those that the two have in common."""

    id: UUID
    case: CaseRef
    case_type: CaseTypeRef
    themes: Sequence[Theme]
    description: str
    level: Level
    scope: Scope
    state: MeasureState
    start_on: Day
    ended_on: Day | None
    effect: MeasureEffect | None
    what_happened: str | None


class TriedMeasuresOut(Out):
    """``themes`` are those of the case that was asked about."""

    links: Links = Field(alias="_links")
    themes: Sequence[Theme]
    items: Sequence[TriedMeasureOut]
