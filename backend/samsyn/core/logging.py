"""Logs as JSON lines on stdout: level, request, trace, and the route's template.

Never a path's values, a query, a body, or the text of an exception: any of them may hold a child's data.
"""

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

from starlette.types import Scope

current_request: ContextVar[Scope | None] = ContextVar("current_request", default=None)
"""The ASGI scope being answered; its `samsyn.request` and `samsyn.trace` are read when a line is written."""

# These would write addresses with their values, or the arguments of every job.
TOO_TALKATIVE = ("httpx", "httpcore", "procrastinate", "asyncio", "uvicorn.access")
SILENT = ("procrastinate.worker",)


class JsonLines(logging.Formatter):
    """`extra={"fields": {...}}` adds to the line what is known to hold no personal data."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if scope := current_request.get():
            line |= {"requestId": scope.get("samsyn.request"), "traceId": scope.get("samsyn.trace")}
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1]:
            line["exception"] = chain(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def chain(error: BaseException | None) -> list[dict[str, Any]]:
    """Types and places of an exception and its causes, without their texts."""
    found = []
    while error is not None:
        found.append({"type": type(error).__qualname__, "at": places(error.__traceback__)})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


def configure(level: str, stream: TextIO = sys.stdout) -> None:
    """Replaces whatever handlers there were: one line per record, one place."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TOO_TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.captureWarnings(True)
