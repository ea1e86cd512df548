"""Path parameters and gates that the routes of goals share."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Response

from samsyn.core.gate import Gate, etag
from samsyn.core.schema import BASE_PATH
from samsyn.goals.models import Goal
from samsyn.goals.policy import ONE_GOAL, GoalAction, allowed_on_goal

ON_GOAL: dict[str, Any] = {
    "kind": "Goal",
    "find": ONE_GOAL,
    "parameter": "goalId",
    "allowed": allowed_on_goal,
}
READING: dict[str, Any] = {"scope": "goals:read", "assurance": 1}
GoalId = Annotated[UUID, Path(alias="goalId")]


def gate(action: GoalAction, **more: Any) -> Any:
    """The dependency of an operation on one goal."""
    return Depends(Gate(action, **ON_GOAL, **more))


def created(response: Response, path: str, row: Any) -> None:
    response.headers["Location"] = f"{BASE_PATH}{path}"
    response.headers["ETag"] = etag(row)


GoalToRead = Annotated[Goal, gate(GoalAction.READ, **READING)]
