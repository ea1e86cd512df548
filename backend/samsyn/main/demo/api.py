"""The demo's hands: the program's own API, called as the people who would have done it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI

from samsyn.core.credential import COOKIE, token_hash
from samsyn.core.ids import uuid7
from samsyn.main.demo.town import Town

BASE = "https://demo.invalid/samsyn/v1"


class RefusedByRules(RuntimeError):
    """What the demo wanted is against a rule: the demo is wrong, and says where."""


class Api:
    """``act`` does one thing as one person at the clock's time; sessions are made at need."""

    def __init__(self, app: FastAPI, town: Town) -> None:
        self._town = town
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url=BASE)
        self._tokens: dict[UUID, str] = {}

    async def close(self) -> None:
        await self._client.aclose()

    async def _token(self, person: UUID) -> str:
        if person not in self._tokens:
            token = secrets.token_urlsafe(32)
            async with self._town.engine.connect() as connection:
                raw: Any = (await connection.get_raw_connection()).driver_connection
                account, ends = self._town.accounts[person], self._town.now + timedelta(hours=1)
                values = (self._town.tenant, account, uuid7(), token_hash(token), 2, ends, "demo")
                await raw.execute("SELECT start_session(%s, %s, %s, %b, %s, %s, %s)", values)
                await raw.commit()
            self._tokens[person] = token
        return self._tokens[person]

    async def act(
        self, person: UUID, method: str, path: str, body: Any = None, version: int | None = None
    ) -> dict[str, Any]:
        """The answer's body. Raises RefusedByRules for anything but success."""
        headers = await self._headers(person)
        if version is not None:
            headers["if-match"] = f'"{version}"'
        answer = await self._client.request(method, f"{BASE}{path}", json=body, headers=headers)
        if not answer.is_success:
            raise RefusedByRules(f"{method} {path}: {answer.status_code} {answer.text}")
        found: dict[str, Any] = answer.json() if answer.content else {}
        return found

    async def send(self, person: UUID, path: str, name: str, content: bytes) -> dict[str, Any]:
        """One file. Raises RefusedByRules."""
        answer = await self._client.post(
            f"{BASE}{path}", files={"file": (name, content)}, headers=await self._headers(person)
        )
        if not answer.is_success:
            raise RefusedByRules(f"{path}: {answer.status_code} {answer.text}")
        found: dict[str, Any] = answer.json()
        return found

    async def _headers(self, person: UUID) -> dict[str, str]:
        return {
            "cookie": f"{COOKIE}={await self._token(person)}",
            "sec-fetch-site": "same-origin",
            "x-samsyn-request": "1",
        }

    async def post(
        self, person: UUID, path: str, body: Any = None, version: int | None = None
    ) -> dict[str, Any]:
        return await self.act(person, "POST", path, body, version)

    async def get(self, person: UUID, path: str) -> dict[str, Any]:
        return await self.act(person, "GET", path)
