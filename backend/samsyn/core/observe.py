"""One log line and one measurement per request."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samsyn.core.logging import current_request
from samsyn.core.metrics import Metrics

log = logging.getLogger("samsyn.requests")
UNMATCHED = "(none)"


def route_of(scope: Scope) -> str:
    """The template of the route that answered, with the prefix of the app it is mounted in."""
    context = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    path = getattr(context, "path", None)
    return f"{scope.get('root_path', '')}{path}" if path else scope.get("samsyn.route", UNMATCHED)


class Observed:
    """Outside everything else, so that an answer of any middleware counts."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        token = current_request.set(scope)
        began, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            self._record(scope, status, time.perf_counter() - began)
            current_request.reset(token)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_of(scope)
        self.metrics.answered(scope["method"], route, status, seconds)
        level = logging.DEBUG if route.startswith("/health") else logging.INFO
        fields = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        log.log(level, "request", extra={"fields": fields})
