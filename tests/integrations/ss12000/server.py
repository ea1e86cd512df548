"""An SS 12000 server of our own, over real HTTP on loopback, that misbehaves on request.

Also a source to try Samsyn against: ``python -m tests.integrations.ss12000.server 8888``.
"""

from __future__ import annotations

import gzip
import json
import socket
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import uvicorn

from tests.integrations.ss12000 import municipality

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
JSON = "application/json"
CLIENT_ID, CLIENT_SECRET = "samsyn", "a secret of the test"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes out. ``announced``: the Content-Length to claim instead of the true one."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    announced: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it came in."""

    endpoint: str
    query: dict[str, str]
    headers: dict[str, str]
    form: dict[str, str]


def reply_json(data: object, status: int = 200, **headers: str) -> Reply:
    return Reply(status, json.dumps(data).encode(), headers=headers)


HANG = Reply(status=0)
"""Never answers; ends when the client goes."""
HTML = Reply(200, b"<!doctype html><p>Logga in", "text/html; charset=utf-8")
FAULTS: dict[str, Reply] = {
    "hang": HANG,
    "html": HTML,
    "html 503": Reply(503, b"<h1>Stopp", "text/html"),
    "500": Reply(500, b"Internal Server Error", "text/plain"),
    "502": Reply(502),
    "429": reply_json({"detail": "slow"}, 429, **{"Retry-After": "7"}),
    "429 dated": reply_json({}, 429, **{"Retry-After": "Mon, 01 Jan 2001 00:00:00 GMT"}),
    "429 long": reply_json({}, 429, **{"Retry-After": "999999"}),
    "outage": reply_json({"code": "source_unavailable", "message": "x"}, 404),
    "400": reply_json({"code": "x", "message": "y"}, 400),
    "401": Reply(401),
    "403": reply_json({"error": {"code": 403}}, 403),
    "404": Reply(404),
    "410": Reply(410),
    "redirect": Reply(302, headers={"Location": "http://127.0.0.1:1/persons"}),
    "invalid json": Reply(200, b'{"data": ['),
    "nan": Reply(200, b'{"data": [NaN]}'),
    "deep": Reply(200, b"[" * 200_000),
    "not utf-8": Reply(200, b'{"data": ["\xff"]}'),
    "no envelope": reply_json({"persons": {"a": 1}}),
    "number": reply_json(7),
    "strange token": reply_json({"data": [], "pageToken": {"a": 1}}),
    "half": Reply(200, b'{"data": [', announced=5000),
    "huge": Reply(200, b'{"data": ["' + b"x" * 2_000_000 + b'"]}'),
    "bomb": Reply(200, gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip"}),
    "brotli": Reply(200, b"xxxx", headers={"Content-Encoding": "br"}),
    "broken gzip": Reply(200, b"xxxx", headers={"Content-Encoding": "gzip"}),
    "cut gzip": Reply(200, gzip.compress(b'{"data": []}')[:-8], headers={"Content-Encoding": "gzip"}),
    "empty circle": reply_json({"data": [], "pageToken": "again"}),
    "empty": reply_json({"data": [], "pageToken": None}),
}


class FakeSource:
    """Serves lists page by page. ``planned`` holds, per endpoint, what to do at the next requests instead."""

    def __init__(self, lists: dict[str, list[Any]]) -> None:
        self.lists = lists
        self.page_size = 1000
        self.shape = "envelope"
        self.paging = "good"
        self.token_answer: dict[str, Any] = {"token_type": "Bearer", "expires_in": 3600}
        self.planned: dict[str, deque[str | None]] = defaultdict(deque)
        self.asked: list[Asked] = []
        self.issued = 0
        self.zipped = False

    def plan(self, endpoint: str, *steps: str | None) -> None:
        """The next requests to ``endpoint``: a name out of `FAULTS`, or None for a good answer."""
        self.planned[endpoint].extend(steps)

    def requests(self, endpoint: str) -> list[Asked]:
        return [one for one in self.asked if one.endpoint == endpoint]

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        asked = _asked(scope, body)
        self.asked.append(asked)
        reply = self._reply(asked)
        if reply is HANG:
            while (await receive())["type"] != "http.disconnect":
                continue
            return
        await _send(send, reply)

    def _reply(self, asked: Asked) -> Reply:
        steps = self.planned[asked.endpoint]
        step = steps.popleft() if steps else None
        if step is not None:
            return FAULTS[step]
        if asked.endpoint == "token":
            return self._token(asked)
        if asked.headers.get("authorization") != f"Bearer token-{self.issued}":
            return Reply(401)
        if asked.endpoint not in self.lists:
            return Reply(404)
        reply = self._page(asked)
        if self.zipped:
            return Reply(200, gzip.compress(reply.body), headers={"Content-Encoding": "gzip"})
        return reply

    def _token(self, asked: Asked) -> Reply:
        given = (asked.form.get("client_id"), asked.form.get("client_secret"))
        if given != (CLIENT_ID, CLIENT_SECRET) or asked.form.get("grant_type") != "client_credentials":
            return reply_json({"error": "invalid_client"}, 401)
        self.issued += 1
        return reply_json({"access_token": f"token-{self.issued}", **self.token_answer})

    def _page(self, asked: Asked) -> Reply:
        items = self.lists[asked.endpoint]
        start = int(asked.query.get("pageToken", "0").lstrip("p"))
        size = min(self.page_size, int(asked.query.get("limit", self.page_size)))
        shown = 0 if self.paging == "repeats" else start
        page, end = items[shown : shown + size], start + size
        more = end < len(items) or (self.paging == "extra page" and start < len(items))
        token = f"p{end}" if more or self.paging == "repeats" else None
        if self.paging == "same token" and token:
            token = f"p{size}"
        if self.shape == "array":
            return reply_json(items)
        key = asked.endpoint if self.shape == "named" else "data"
        envelope = {key: page} if token is None and self.shape == "named" else {key: page, "pageToken": token}
        return reply_json(envelope)


def _asked(scope: dict[str, Any], body: bytes) -> Asked:
    query = {name: values[-1] for name, values in parse_qs(scope["query_string"].decode()).items()}
    headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
    return Asked(scope["path"].rpartition("/")[2], query, headers, dict(parse_qsl(body.decode())))


async def _send(send: Send, reply: Reply) -> None:
    length = reply.announced if reply.announced is not None else len(reply.body)
    headers = {"Content-Type": reply.content_type, "Content-Length": str(length), **reply.headers}
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": pairs})
    await send({"type": "http.response.body", "body": reply.body, "more_body": False})


@contextmanager
def serving(source: FakeSource, **tls: Any) -> Iterator[str]:
    """The base address of ``source`` on a free port. The socket listens before anybody can ask.

    ``tls``: uvicorn's ``ssl_certfile`` and ``ssl_keyfile``.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            source, log_level="critical", lifespan="off", ws="none", access_log=False, **tls
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


if __name__ == "__main__":
    demo = FakeSource(municipality.make(per_class=24).lists())
    uvicorn.run(demo, port=int(sys.argv[1]), lifespan="off")
