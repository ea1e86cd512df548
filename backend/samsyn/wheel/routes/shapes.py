"""Gates that the routes of wheels share."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, Response

from samsyn.core.gate import Gate, etag
from samsyn.core.schema import BASE_PATH
from samsyn.wheel.policy import (
    ONE_ACTIVITY,
    ONE_WHEEL,
    ActivityAction,
    WheelAction,
    allowed_on_activity,
    allowed_on_wheel,
)

ON_WHEEL: dict[str, Any] = {
    "kind": "AnnualWheel",
    "find": ONE_WHEEL,
    "parameter": "wheelId",
    "allowed": allowed_on_wheel,
}
ON_ACTIVITY: dict[str, Any] = {
    "kind": "WheelActivity",
    "find": ONE_ACTIVITY,
    "parameter": "activityId",
    "allowed": allowed_on_activity,
}
READING: dict[str, Any] = {"scope": "wheels:read", "assurance": 1}


def wheel_gate(action: WheelAction, **more: Any) -> Any:
    """The dependency of an operation on one wheel."""
    return Depends(Gate(action, **ON_WHEEL, **more))


def activity_gate(action: ActivityAction, **more: Any) -> Any:
    """The dependency of an operation on one activity."""
    return Depends(Gate(action, **ON_ACTIVITY, **more))


def created(response: Response, path: str, row: Any) -> None:
    response.headers["Location"] = f"{BASE_PATH}{path}"
    response.headers["ETag"] = etag(row)
