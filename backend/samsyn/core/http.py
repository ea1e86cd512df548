"""What happens to every request of the API before a route is found: an id, a trace, limits, HEAD, OPTIONS."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samsyn.core.ids import uuid7

TRACEPARENT = re.compile(rb"^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$")
MAX_JSON = 1024 * 1024
MAX_UPLOAD = 25 * 1024 * 1024
"""Of the file itself."""


class RequestIds:
    """Gives each request an id of ours and a W3C trace, the caller's where it is well-formed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = TRACEPARENT.match(dict(scope["headers"]).get(b"traceparent", b""))
        trace = given.group(1).decode() if given and given.group(1) != b"0" * 32 else os.urandom(16).hex()
        scope.setdefault("samsyn.request", str(uuid7()))
        scope.setdefault("samsyn.trace", trace)
        answer = f"00-{trace}-{os.urandom(8).hex()}-01".encode()

        async def traced(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"traceparent", answer)]
            await send(message)

        await self.app(scope, receive, traced)


class TooLarge(HTTPException):
    """The body grew past what is taken. Of a kind that the framework hands on as it is."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


class MostOfBody:
    """How much of this request's body is taken: 1 MiB, until a door for uploads has let the caller in."""

    def __init__(self) -> None:
        self.bytes = MAX_JSON


BODY = "samsyn.body"


class BodyLimit:
    """Counts the body while it streams in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = scope[BODY] = MostOfBody()
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most.bytes:
                raise TooLarge
            return message

        await self.app(scope, counted, send)


class Methods:
    """HEAD for every GET, OPTIONS for every path, and an exact Allow on 405."""

    def __init__(self, app: ASGIApp, owner: FastAPI) -> None:
        self.app, self.owner = app, owner
        self._paths: list[tuple[re.Pattern[str], frozenset[str]]] | None = None

    def allowed(self, path: str) -> list[str]:
        if self._paths is None:
            self._paths = [(compile_path(p)[0], m) for p, m in operations(self.owner)]
        methods = {m for pattern, ms in self._paths if pattern.match(path) for m in ms}
        return sorted(
            methods | ({"HEAD"} if "GET" in methods else set()) | ({"OPTIONS"} if methods else set())
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        head = scope["method"] == "HEAD"
        if scope["method"] == "OPTIONS" and (methods := self.allowed(path)):
            headers = [(b"allow", ", ".join(methods).encode()), (b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 204, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return

        async def shaped(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 405:
                kept = [h for h in message["headers"] if h[0].lower() != b"allow"]
                message["headers"] = [*kept, (b"allow", ", ".join(self.allowed(path)).encode())]
            if head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET", "samsyn.head": True} if head else scope, receive, shaped)


def operations(app: FastAPI) -> Iterable[tuple[str, frozenset[str]]]:
    """Path template and methods of each route; included routers are lazy and must be walked like this."""
    for context in iter_route_contexts(app.routes):
        route: Any = getattr(context, "original_route", context)
        path = str(getattr(context, "path", None) or getattr(route, "path", ""))
        methods = getattr(context, "methods", None) or getattr(route, "methods", None) or ()
        yield path, frozenset(methods)
