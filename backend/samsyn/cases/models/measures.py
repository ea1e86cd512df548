"""What is done in a case: proposed, decided, followed day by day, evaluated and then locked."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, query_expression

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.cases.rules import MeasureEffect, MeasureState
from samsyn.cases.rules.measures import Kept
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers
from samsyn.core.vocabulary import Level, Scope


class Measure(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """What is done, until when, and what came of it. Ended is locked (C09).

    ``responsible_id`` follows it up and ``evaluator_id``, else the same person, evaluates it.
    ``proposed_profession`` is the code of the day it was proposed. ``end_on`` is the last day meant,
    ``ended_on`` the day it was. ``my_role``: as on a case.
    """

    __tablename__ = "case_measures"
    TEXTS: ClassVar = ("description", "motivation", "what_happened")
    description: Mapped[str | None]
    level: Mapped[str]
    scope: Mapped[str]
    state: Mapped[str]
    proposed_by: Mapped[UUID | None]
    proposed_assignment_id: Mapped[UUID | None]
    proposed_profession: Mapped[str | None]
    proposed_on: Mapped[date | None]
    decided_by: Mapped[UUID | None]
    decided_on: Mapped[date | None]
    motivation: Mapped[str | None]
    responsible_id: Mapped[UUID]
    evaluator_id: Mapped[UUID | None]
    start_on: Mapped[date]
    end_on: Mapped[date | None]
    follow_up_on: Mapped[date]
    effect: Mapped[str | None]
    what_happened: Mapped[str | None]
    ended_on: Mapped[date | None]
    evaluated_by: Mapped[UUID | None]
    my_role: Mapped[str | None] = query_expression(expire_on_flush=False)
    __table_args__ = (
        *part(*TEXTS),
        refers("proposed_by", "people"),
        refers("proposed_assignment_id", "assignments"),
        refers("decided_by", "people"),
        refers("responsible_id", "people"),
        refers("evaluator_id", "people"),
        refers("evaluated_by", "people"),
        one_of("level", Level),
        one_of("scope", Scope),
        one_of("state", MeasureState),
        one_of("effect", MeasureEffect),
        CheckConstraint("follow_up_on >= start_on", name="follow_up"),
        CheckConstraint("end_on IS NULL OR end_on >= start_on", name="period"),
        CheckConstraint(
            "(state = 'PROPOSED') = (decided_by IS NULL)"
            " AND (state <> 'PROPOSED' OR proposed_by IS NOT NULL)",
            name="decided",
        ),
        CheckConstraint(
            "(state = 'ENDED') = (ended_on IS NOT NULL)"
            " AND (ended_on IS NULL OR (effect IS NOT NULL AND effect <> 'TOO_EARLY'))",
            name="c09",
        ),
        Index("ix_case_measures_start", "tenant_id", "case_id", "start_on", "id"),
    )


class MeasureFidelity(Tenanted, PartOfCase, Confidential, Base):
    """Whether a measure was done as planned on a day, as somebody in the circle saw it; once a day each."""

    __tablename__ = "measure_fidelity"
    TEXTS: ClassVar = ("note",)
    measure_id: Mapped[UUID]
    day: Mapped[date]
    kept: Mapped[str]
    noted_by: Mapped[UUID]
    note: Mapped[str | None]
    __table_args__ = (
        *part(*TEXTS),
        refers("measure_id", "case_measures"),
        refers("noted_by", "people"),
        one_of("kept", Kept),
        UniqueConstraint("tenant_id", "measure_id", "day", "noted_by"),
        Index("ix_measure_fidelity_case", "tenant_id", "case_id", "day", "id"),
    )
