"""Logs and measurements: enough to operate by, and nothing about anybody."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from prometheus_client import generate_latest

from samsyn.core.http import RequestIds
from samsyn.core.logging import JsonLines, configure
from samsyn.core.metrics import Metrics
from samsyn.core.observe import Observed

SECRET = "20110203-2384"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure("INFO", stream)
    yield stream
    root.handlers, root.level = before, level
    logging.captureWarnings(False)


def build(metrics: Metrics) -> FastAPI:
    cases = APIRouter(prefix="/cases")

    @cases.get("/{case_id}")
    async def read(case_id: str) -> str:
        logging.getLogger("samsyn.cases").info("reading")
        return case_id

    @cases.get("/{case_id}/broken")
    async def broken(case_id: str) -> str:
        raise LookupError(case_id)

    inner, outer = FastAPI(), FastAPI()
    inner.include_router(cases)
    outer.mount("/samsyn/v1", inner)
    outer.add_middleware(RequestIds)
    outer.add_middleware(Observed, metrics=metrics)
    return outer


async def call(path: str, lines: io.StringIO, metrics: Metrics | None = None) -> list[dict[str, Any]]:
    transport = httpx.ASGITransport(app=build(metrics or Metrics()), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://samsyn") as http:
        await http.get(path)
    return [json.loads(line) for line in lines.getvalue().splitlines()]


async def test_a_request_is_one_line_with_its_template(lines: io.StringIO) -> None:
    *_, line = await call(f"/samsyn/v1/cases/{SECRET}?name={SECRET}", lines)
    assert (line["level"], line["method"], line["status"]) == ("INFO", "GET", 200)
    assert line["route"] == "/samsyn/v1/cases/{case_id}"
    assert line["ms"] >= 0
    assert SECRET not in lines.getvalue()


async def test_lines_within_a_request_carry_its_ids(lines: io.StringIO) -> None:
    first, last = await call("/samsyn/v1/cases/7", lines)
    assert first["logger"] == "samsyn.cases"
    assert UUID(first["requestId"]).version == 7
    assert (first["requestId"], first["traceId"]) == (last["requestId"], last["traceId"])


async def test_a_failure_is_logged_without_its_text(lines: io.StringIO) -> None:
    try:
        raise ValueError(SECRET) from LookupError(SECRET)
    except ValueError:
        logging.getLogger("samsyn").exception("it broke")
    line = json.loads(lines.getvalue())
    assert [part["type"] for part in line["exception"]] == ["ValueError", "LookupError"]
    assert "test_observe.py" in line["exception"][0]["at"][0]
    assert SECRET not in lines.getvalue()


async def test_an_exception_that_nobody_caught_counts_as_500(lines: io.StringIO) -> None:
    metrics = Metrics()
    await call(f"/samsyn/v1/cases/{SECRET}/broken", lines, metrics)
    text = generate_latest(metrics.registry).decode()
    assert 'route="/samsyn/v1/cases/{case_id}/broken",status="500"} 1.0' in text
    assert SECRET not in text


async def test_unknown_addresses_are_one_label(lines: io.StringIO) -> None:
    metrics = Metrics()
    await call(f"/{SECRET}", lines, metrics)
    await call("/another", lines, metrics)
    text = generate_latest(metrics.registry).decode()
    assert 'samsyn_requests_total{method="GET",route="(none)",status="404"} 2.0' in text
    assert 'samsyn_refused_reads_total{route="(none)"} 2.0' in text


def test_foreign_libraries_may_not_log_addresses(lines: io.StringIO) -> None:
    for name in ("httpx", "uvicorn.access", "procrastinate"):
        logging.getLogger(name).info("GET https://example.org/%s", SECRET)
    assert lines.getvalue() == ""


def test_a_line_is_one_line_whatever_the_message() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "två\nrader", None, None)
    assert "\n" not in JsonLines().format(record)
