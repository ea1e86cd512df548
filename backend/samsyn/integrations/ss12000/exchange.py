"""One question and one answer over HTTP, whatever the other side does.

Retries what may pass (resets, timeouts, 429, 5xx), refuses what is not JSON, bounds size and time, never
follows a redirect, and turns everything else into a `SourceFault`.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from samsyn.integrations.ss12000.body import BodyTooLarge, BodyUnreadable, read_body
from samsyn.integrations.ss12000.connection import Limits
from samsyn.integrations.ss12000.faults import FaultCode, SourceFault

_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_ERROR_BODY_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Timing:
    """Time and chance, so that a test can hold both. ``monotonic`` in seconds, ``chance`` in [0, 1)."""

    monotonic: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    chance: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` is parsed JSON for 200 and None otherwise; ``size`` its bytes after decompression."""

    status: int
    body: object = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class _Passing:
    """A failure that may be gone at the next attempt."""

    fault: FaultCode
    status: int | None = None
    retry_after: float | None = None


class Exchange:
    """Sends requests on one client until ``limits.total_seconds`` after its creation."""

    def __init__(self, client: httpx.AsyncClient, limits: Limits, timing: Timing) -> None:
        self._client = client
        self._limits = limits
        self._timing = timing
        self._deadline = timing.monotonic() + limits.total_seconds

    async def send(self, request: Callable[[], httpx.Request], endpoint: str, page_bytes: int) -> Answer:
        """The answer to ``request`` (built anew for each attempt). Raises `SourceFault`."""
        failure = _Passing(FaultCode.UNREACHABLE)
        for attempt in range(self._limits.attempts):
            if attempt:
                await self._pause(attempt - 1, failure, endpoint)
            outcome = await self._attempt(request(), endpoint, page_bytes)
            if isinstance(outcome, Answer):
                return outcome
            failure = outcome
        raise SourceFault(
            failure.fault, endpoint=endpoint, status=failure.status, retry_after=failure.retry_after
        )

    def _remaining(self) -> float:
        return self._deadline - self._timing.monotonic()

    async def _pause(self, attempt: int, failure: _Passing, endpoint: str) -> None:
        limits = self._limits
        wait = self._timing.chance() * min(
            limits.longest_wait_seconds, limits.first_wait_seconds * 2**attempt
        )
        if failure.retry_after is not None:
            wait = failure.retry_after + self._timing.chance() * limits.first_wait_seconds
        if wait >= self._remaining():
            raise SourceFault(
                failure.fault, endpoint=endpoint, status=failure.status, retry_after=failure.retry_after
            )
        await self._timing.sleep(wait)

    async def _attempt(self, request: httpx.Request, endpoint: str, page_bytes: int) -> Answer | _Passing:
        remaining = self._remaining()
        if remaining <= 0:
            raise SourceFault(FaultCode.DEADLINE_PASSED, endpoint=endpoint)
        try:
            async with asyncio.timeout(remaining):
                return await self._once(request, endpoint, page_bytes)
        except TimeoutError:
            raise SourceFault(FaultCode.DEADLINE_PASSED, endpoint=endpoint) from None
        except httpx.TimeoutException:
            return _Passing(FaultCode.TIMED_OUT)
        except httpx.TransportError as error:
            if _distrusted(error):
                raise SourceFault(FaultCode.CERTIFICATE, endpoint=endpoint) from None
            return _Passing(FaultCode.UNREACHABLE)
        except SourceFault as fault:
            fault.endpoint = fault.endpoint or endpoint
            raise

    async def _once(self, request: httpx.Request, endpoint: str, page_bytes: int) -> Answer | _Passing:
        response = await self._client.send(request, stream=True, follow_redirects=False)
        try:
            if response.status_code != 200:
                return await self._not_ok(response, endpoint)
            return await _parsed(response, endpoint, page_bytes)
        finally:
            await response.aclose()

    async def _not_ok(self, response: httpx.Response, endpoint: str) -> Answer | _Passing:
        status = response.status_code
        if 300 <= status < 400:
            raise SourceFault(FaultCode.REDIRECTED, endpoint=endpoint, status=status)
        retry_after = _retry_after(response.headers.get("Retry-After"))
        if status in _PASSING or (status >= 400 and await _says_unavailable(response)):
            code = FaultCode.BUSY if status in {429, 503} else FaultCode.SERVER_ERROR
            return _Passing(code, status, retry_after)
        return Answer(status)


def _distrusted(error: BaseException | None) -> bool:
    """Whether a failed connection goes back to the other side's certificate."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


async def _says_unavailable(response: httpx.Response) -> bool:
    """Whether an error is IST's outage answer, ``{"code": "source_unavailable"}`` with varying statuses."""
    try:
        raw = await read_body(response, _ERROR_BODY_BYTES)
        body = json.loads(raw)
    except (BodyTooLarge, BodyUnreadable, ValueError, RecursionError):
        return False
    return isinstance(body, dict) and body.get("code") == "source_unavailable"


async def _parsed(response: httpx.Response, endpoint: str, page_bytes: int) -> Answer:
    if not _is_json(response.headers.get("Content-Type", "")):
        raise SourceFault(FaultCode.WRONG_CONTENT, endpoint=endpoint, status=200)
    try:
        raw = await read_body(response, page_bytes)
    except BodyTooLarge:
        raise SourceFault(FaultCode.TOO_LARGE, endpoint=endpoint, status=200) from None
    except BodyUnreadable:
        raise SourceFault(FaultCode.UNREADABLE, endpoint=endpoint, status=200) from None
    try:
        return Answer(200, json.loads(raw, parse_constant=_no_constant), len(raw))
    except (ValueError, RecursionError):
        raise SourceFault(FaultCode.UNREADABLE, endpoint=endpoint, status=200) from None


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _is_json(content_type: str) -> bool:
    media = content_type.partition(";")[0].strip().lower()
    return media == "application/json" or (media.startswith("application/") and media.endswith("+json"))


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait, from either form of the header; None where it is absent or unreadable."""
    if value is None:
        return None
    if value.strip().isdecimal() and len(value) < 10:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
