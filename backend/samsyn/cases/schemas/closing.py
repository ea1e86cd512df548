"""What is in the way of closing a case."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pydantic import Field

from samsyn.cases.schemas.reports import ByHand
from samsyn.core.schema import Day, Links, Named, Out


class RunningMeasureOut(Out):
    """A measure that has not been evaluated."""

    id: UUID
    description: str
    responsible: Named
    start_on: Day
    follow_up_on: Day


class ClosureObstacleOut(Out):
    """``measure``: the one to evaluate first. ``step``: what is to be recorded, or instead, where the person
    cannot be reached, ``noFeedbackReason`` at the closing."""

    code: str = Field(json_schema_extra={"example": "C09"})
    text: str
    legal_basis: str | None = Field(json_schema_extra={"example": "Skollag (2010:800) 4 kap. 8 §"})
    step: ByHand | None
    measure: RunningMeasureOut | None


class ClosureObstaclesOut(Out):
    """Empty: the case can be closed, with a reason that fits its phase."""

    links: Links = Field(alias="_links")
    items: Sequence[ClosureObstacleOut]
