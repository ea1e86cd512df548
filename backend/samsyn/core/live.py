"""Live updates: that something has changed, told to those who look at it. Never what.

Whoever writes says so in the transaction (``Work.stirred``, filled by the guard from a model's ``LIVE``).
Each web process hears it over one connection of its own, outside the pool, and wakes the answers that are
being sent to those who look. A woken answer asks its gate again before it says a word, and so it does twice a
minute.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import psycopg
from fastapi import Request
from starlette.responses import StreamingResponse

from samsyn.core.errors import DomainError, TooManyStreams, Unauthenticated
from samsyn.core.gate import WORK, Gate
from samsyn.core.runtime import Runtime
from samsyn.core.trail import LIVE_CHANNEL
from samsyn.core.work import Work, topic

HEARTBEAT_SECONDS = 15
ASK_AGAIN_SECONDS = 30
RETRY_SECONDS = 2
LONGEST_SECONDS = 300
MOST_PER_SESSION = 4
HEADERS = {"X-Accel-Buffering": "no"}
log = logging.getLogger("samsyn.live")


class Ear:
    """The one connection of a process that hears what is stirred; open while somebody looks at something."""

    def __init__(self, runtime: Runtime) -> None:
        self._url = runtime.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._woken: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None
        self._listens = asyncio.Event()

    @property
    def listens(self) -> bool:
        return self._listens.is_set()

    @contextlib.asynccontextmanager
    async def on(self, what: str) -> AsyncIterator[asyncio.Event]:
        """An event that is set when ``what`` has been stirred, and when something may have been missed."""
        woken = asyncio.Event()
        self._woken[what].add(woken)
        if self._task is None:
            self._task = asyncio.create_task(self._hear())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._listens.wait(), RETRY_SECONDS)
        try:
            yield woken
        finally:
            self._woken[what].discard(woken)
            if not self._woken[what]:
                del self._woken[what]
            if not self._woken:
                await self._rest()

    async def _rest(self) -> None:
        task, self._task = self._task, None
        self._listens.clear()
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _hear(self) -> None:
        """Until nobody looks. A lost connection is opened again and everybody woken: they may have missed it.

        A driver that is cancelled while it connects may answer with an error of its own, or not at all: so it
        is asked besides whether this is still the task that hears."""
        me = asyncio.current_task()
        while self._task is me:
            try:
                connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
                async with connection:
                    await connection.execute(f"LISTEN {LIVE_CHANNEL}")
                    if self._task is not me:
                        return
                    self._listens.set()
                    async for told in connection.notifies():
                        self._wake(told.payload)
            except psycopg.Error:
                log.warning("the connection for live updates was lost")
            if self._task is not me:
                return
            self._listens.clear()
            await asyncio.sleep(RETRY_SECONDS)
            for what in list(self._woken):
                self._wake(what)

    def _wake(self, what: str) -> None:
        for woken in self._woken.get(what, ()):
            woken.set()

    def wake_all(self) -> None:
        """The process is about to end: every answer looks up and sees it."""
        for what in list(self._woken):
            self._wake(what)


def ear_of(runtime: Runtime) -> Ear:
    ear: Ear = runtime.kept.setdefault("ear", Ear(runtime))
    return ear


async def follow(request: Request, gate: Gate, kind: str, key: UUID, seconds: int) -> StreamingResponse:
    """An answer that goes on for so many seconds at most: `changed` when there is something to ask for anew,
    `gone` when the caller may no longer look, then the end. Raises TooManyStreams.

    The transaction of the request is over before the first word; none is held while nothing happens. Nothing
    of the object is shown, so the access log has no row of it, and a session is not prolonged by it.
    """
    work: Work = request.scope[WORK]
    runtime: Runtime = work.runtime
    session = str(work.actor.session or work.actor.id)
    open_now: dict[str, int] = runtime.kept.setdefault("streams", defaultdict(int))
    if open_now[session] >= MOST_PER_SESSION:
        raise TooManyStreams
    what = topic(work.tenant, kind, key)
    told = _told(request, gate, runtime, what, 0 if request.scope.get("samsyn.head") else seconds)

    async def counted() -> AsyncIterator[bytes]:
        open_now[session] += 1
        try:
            async for words in told:
                yield words
        finally:
            open_now[session] -= 1
            if not open_now[session]:
                del open_now[session]
            await told.aclose()

    await work.leave()
    return StreamingResponse(counted(), media_type="text/event-stream", headers=HEADERS)


async def _told(request: Request, gate: Gate, runtime: Runtime, what: str, seconds: int) -> Any:
    loop = asyncio.get_running_loop()
    ends, asked = loop.time() + seconds, loop.time()
    yield b"retry: 2000\n\n"
    if not seconds:
        return
    async with ear_of(runtime).on(what) as woken:
        while (left := ends - loop.time()) > 0 and "draining" not in runtime.kept:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), min(left, HEARTBEAT_SECONDS))
            changed = woken.is_set()
            woken.clear()
            if changed or loop.time() - asked >= ASK_AGAIN_SECONDS:
                asked = loop.time()
                if not await _may_still(request, gate, runtime):
                    yield b"event: gone\ndata: {}\n\n"
                    return
            yield b"event: changed\ndata: {}\n\n" if changed else b": still here\n\n"


async def _may_still(request: Request, gate: Gate, runtime: Runtime) -> bool:
    first: Work = request.scope[WORK]
    try:
        async with Work(runtime.engine, first.credential, runtime=runtime) as work:
            await work.open()
            await gate.decide(request, work)
            await work.leave()
    except (DomainError, Unauthenticated):
        return False
    return True
