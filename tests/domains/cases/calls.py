"""Opening and moving cases through the API, as tests of cases do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx

from tests.conftest import Town


def in_days(town: Town, days: int) -> str:
    return (town.runtime.clock.today() + timedelta(days=days)).isoformat()


def body(town: Town, **more: Any) -> dict[str, Any]:
    row = {
        "schoolId": str(town.world.school),
        "caseTypeCode": "LEARNING_ENVIRONMENT",
        "nextFollowUpOn": in_days(town, 21),
    }
    return row | more


async def opened(town: Town, who: str = "kurator", **more: Any) -> dict[str, Any]:
    answer = await town.as_(who).post("/cases", json=body(town, **more))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def about(town: Town, *students: UUID, who: str = "kurator", **more: Any) -> dict[str, Any]:
    ids = [str(student) for student in students]
    return await opened(town, who, caseTypeCode="SPECIAL_SUPPORT", studentIds=ids, **more)


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def move(
    town: Town, case: dict[str, Any], noun: str, who: str = "kurator", **sent: Any
) -> httpx.Response:
    headers = {"if-match": f'"{case["version"]}"'}
    return await town.as_(who).post(f"/cases/{case['id']}/{noun}", json=sent, headers=headers)
