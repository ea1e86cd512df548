"""Pulls the lists of an SS 12000 server page by page.

Nothing is filtered in the request: servers were seen to ignore filters silently, so the scope is applied by
us to what arrives.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from samsyn.integrations.ss12000.body import ACCEPT_ENCODING
from samsyn.integrations.ss12000.connection import Connection, Limits
from samsyn.integrations.ss12000.exchange import Answer, Exchange, Timing
from samsyn.integrations.ss12000.faults import FaultCode, SourceFault
from samsyn.integrations.ss12000.reach import GuardedTransport, Resolve, check_url, resolve_name
from samsyn.integrations.ss12000.reasons import Kind
from samsyn.integrations.ss12000.token import TokenKeeper

REAL_TIMING = Timing(time.monotonic, asyncio.sleep, random.random)
_STATUS_FAULTS = {
    401: FaultCode.UNAUTHORISED,
    403: FaultCode.FORBIDDEN,
    404: FaultCode.NOT_SERVED,
    405: FaultCode.NOT_SERVED,
    501: FaultCode.NOT_SERVED,
}
_LONGEST_PAGE_TOKEN = 8192


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was sent. ``number`` counts from 1 over the whole list, restarts included."""

    number: int
    items: list[object]


@asynccontextmanager
async def open_source(
    connection: Connection, *, timing: Timing = REAL_TIMING, resolve: Resolve = resolve_name
) -> AsyncIterator[Source]:
    """A source to pull from; the total deadline starts here. Raises `SourceFault` for a refused address."""
    for url in (connection.token_url, *(connection.url_of(kind) for kind in Kind)):
        check_url(url)
    limits = connection.limits
    timeout = httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)
    transport = GuardedTransport(connection.reach, connection.tls, resolve)
    async with httpx.AsyncClient(transport=transport, timeout=timeout, trust_env=False) as client:
        yield Source(client, connection, timing)


class Source:
    """One pull over one connection."""

    def __init__(self, client: httpx.AsyncClient, connection: Connection, timing: Timing) -> None:
        self._client = client
        self._connection = connection
        self._limits: Limits = connection.limits
        self._exchange = Exchange(client, connection.limits, timing)
        self._tokens = TokenKeeper(client, connection, self._exchange, timing)
        self._bytes = 0
        self._objects = 0

    async def pages(self, kind: Kind) -> AsyncIterator[Page]:
        """Every page of a list. Raises `SourceFault`; what was yielded before it must then be thrown away.

        When a page token expires (410) the list starts again from its first page, so ids may come twice.
        """
        walk, restarts, number = _Walk(kind), 0, 0
        while True:
            answer = await self._page(kind, walk.token)
            if answer.status == 410 and walk.token is not None:
                restarts += 1
                if restarts > self._limits.restarts:
                    raise SourceFault(FaultCode.PAGE_EXPIRED, endpoint=kind.value, status=410)
                walk = _Walk(kind)
                continue
            items = walk.turn(self._accepted(answer, kind))
            number += 1
            self._count(answer, items, number, kind)
            yield Page(number, items)
            if walk.token is None:
                return

    async def _page(self, kind: Kind, token: str | None) -> Answer:
        parameters: dict[str, str | int] = {"limit": self._limits.page_size}
        if token is None:
            return await self._get(kind, parameters)
        answer = await self._get(kind, parameters | {"pageToken": token})
        if answer.status in {400, 422}:
            answer = await self._get(kind, {"pageToken": token})
        return answer

    async def _get(self, kind: Kind, parameters: dict[str, str | int]) -> Answer:
        """One list request, with one new token if the current one is not accepted."""
        answer = await self._authorised(kind, parameters)
        if answer.status == 401:
            self._tokens.forget()
            answer = await self._authorised(kind, parameters)
        return answer

    async def _authorised(self, kind: Kind, parameters: dict[str, str | int]) -> Answer:
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": ACCEPT_ENCODING,
            "Authorization": f"Bearer {await self._tokens.value()}",
        }
        url = self._connection.url_of(kind)
        return await self._exchange.send(
            lambda: self._client.build_request("GET", url, params=parameters, headers=headers),
            kind.value,
            self._limits.page_bytes,
        )

    def _accepted(self, answer: Answer, kind: Kind) -> object:
        if answer.status == 200:
            return answer.body
        code = _STATUS_FAULTS.get(answer.status, FaultCode.REQUEST_REFUSED)
        raise SourceFault(code, endpoint=kind.value, status=answer.status)

    def _count(self, answer: Answer, items: list[object], number: int, kind: Kind) -> None:
        self._bytes += answer.size
        self._objects += len(items)
        if self._bytes > self._limits.total_bytes or self._objects > self._limits.objects:
            raise SourceFault(FaultCode.TOO_LARGE, endpoint=kind.value)
        if number > self._limits.pages:
            raise SourceFault(FaultCode.TOO_MANY_PAGES, endpoint=kind.value)


class _Walk:
    """Where we are in one list, and what we have already seen of it."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._tokens: set[str] = set()
        self._pages: set[bytes] = set()
        self.token: str | None = None

    def turn(self, body: object) -> list[object]:
        """The items of the page just read; afterwards ``token`` is that of the next page, None at the end."""
        items, token = self._opened(body)
        digest = _digest(items)
        if digest is not None:
            if digest in self._pages:
                raise SourceFault(FaultCode.REPEATED_PAGE, endpoint=self._kind.value)
            self._pages.add(digest)
        if token is not None:
            if token in self._tokens:
                raise SourceFault(FaultCode.REPEATED_PAGE, endpoint=self._kind.value)
            self._tokens.add(token)
        self.token = token
        return items

    def _opened(self, body: object) -> tuple[list[object], str | None]:
        """Accepts the envelope of the standard, a list named after the endpoint, and a bare array."""
        if isinstance(body, list):
            return body, None
        if isinstance(body, dict):
            items = body.get("data", body.get(self._kind.value))
            sent = body.get("pageToken")
            token = str(sent) if type(sent) in {str, int} else None
            readable = sent is None or (token is not None and len(token) <= _LONGEST_PAGE_TOKEN)
            if isinstance(items, list) and readable:
                return items, token or None
        raise SourceFault(FaultCode.UNREADABLE_PAGE, endpoint=self._kind.value)


def _digest(items: list[object]) -> bytes | None:
    """Tells two pages apart by the ids on them; None where there are none to compare."""
    ids = [item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)]
    return hashlib.sha256(json.dumps(ids).encode()).digest() if ids else None
