"""Signing decisions through the API, as tests of decisions do."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

import httpx
from argon2 import PasswordHasher

from tests.conftest import Town

PASSWORD = "hästen äter gräs vid sjön"


@cache
def _stored() -> str:
    return PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)


def with_password(town: Town, *who: str) -> None:
    """Their accounts have PASSWORD."""
    for name in who:
        town.world.sql(
            "UPDATE accounts SET password_hash = %s WHERE person_id = %s", _stored(), town.world.people[name]
        )


async def sign(
    town: Town,
    case: UUID,
    decision: UUID | str,
    who: str = "rektor",
    *,
    version: int = 1,
    given: str = PASSWORD,
) -> httpx.Response:
    with_password(town, who)
    return await town.as_(who).post(
        f"/cases/{case}/decisions/{decision}/signature",
        json={"confirmation": given},
        headers={"if-match": f'"{version}"'},
    )


async def shown(town: Town, path: str, who: str = "rektor") -> Any:
    answer = await town.as_(who).get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def codes(answer: httpx.Response) -> list[tuple[str, str]]:
    """What is missing: each field with its code."""
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]
