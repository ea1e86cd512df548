"""The answer to a repeated POST: what stands at its Location now, read as the same caller."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Scope

from samsyn.core.schema import BASE_PATH

NOT_CARRIED = (b"content-length", b"content-type", b"idempotency-key", b"if-match")


async def read_again(request: Request, status: int, location: str) -> Response:
    """Asks this very app for ``location``; its rights and its access log are those of any GET."""
    scope: Scope = {
        "type": "http", "asgi": request.scope["asgi"], "http_version": "1.1", "method": "GET",
        "scheme": request.scope["scheme"], "path": location, "raw_path": location.encode(),
        "root_path": request.scope.get("root_path", "").removesuffix(BASE_PATH) + BASE_PATH,
        "query_string": b"", "server": request.scope.get("server"), "client": request.scope.get("client"),
        "headers": [h for h in request.scope["headers"] if h[0] not in NOT_CARRIED],
        "samsyn.request": request.scope.get("samsyn.request", ""),
        "samsyn.trace": request.scope.get("samsyn.trace", ""),
        "app": request.app, "state": {},
    }  # fmt: skip
    start: Message = {}
    body = b""

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal body
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body += message.get("body", b"")

    await request.app(scope, receive, send)
    found: int = start["status"]
    response = Response(body, status if found == 200 else found)
    response.raw_headers = [h for h in start["headers"] if h[0] != b"content-length"]
    response.headers["content-length"] = str(len(body))
    if found == 200:
        response.headers["location"] = location
        response.headers["idempotency-replayed"] = "true"
    return response
