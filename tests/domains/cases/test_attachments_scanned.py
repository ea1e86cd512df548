"""Quarantine: with a scanner set nothing is handed out that it has not found clean."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from samsyn.cases.jobs import JOBS, SCAN, scan
from samsyn.core.clamav import ScanFault
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.main.background import JOBS as ALL_JOBS
from samsyn.main.runtime import make_runtime
from tests.conftest import Town
from tests.domains.cases.files import path_of, pdf, sent
from tests.factories.cases import add_case

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass
class Clamd:
    """Speaks INSTREAM as clamd does, and finds the test file of the trade."""

    port: int = 0
    seen: list[bytes] = field(default_factory=list)
    answer: bytes | None = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            content += await reader.readexactly(size)
        self.seen.append(content)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        writer.write(self.answer if self.answer is not None else found)
        await writer.drain()
        writer.close()


@pytest.fixture
async def clamd() -> AsyncIterator[Clamd]:
    made = Clamd()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    async with server:
        yield made


@pytest.fixture
async def worker(settings: Settings, clamd: Clamd) -> AsyncIterator[Runtime]:
    place = {"clamav": f"127.0.0.1:{clamd.port}"}
    runtime = make_runtime(settings.model_copy(update=place), url=settings.worker_url)
    yield runtime
    await runtime.engine.dispose()


@pytest.fixture
def guarded(town: Town, worker: Runtime, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The web process with the same scanner set."""
    monkeypatch.setattr(town.runtime, "settings", worker.settings)
    return town


def told(town: Town) -> int:
    rows = town.world.sql(
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND (args->>'tenant')::int = %s",
        SCAN.name,
        town.world.tenant,
    )
    count: int = rows[0][0]
    return count


async def state(town: Town, file: dict[str, object]) -> tuple[str, int, int]:
    """What is said of it, and how its content and its preview answer."""
    browser = town.as_("kurator")
    shown = (await browser.get(path_of(file))).json()["scan"]
    return shown, *[(await browser.get(path_of(file, rest))).status_code for rest in ("content", "preview")]


async def test_what_waits_is_not_handed_out_and_what_is_clean_is(
    guarded: Town, worker: Runtime, clamd: Clamd
) -> None:
    content = pdf() + bytes(600_000)
    file = await sent(guarded, add_case(guarded.world), content=content)
    assert await state(guarded, file) == ("WAITING", 409, 409)
    assert told(guarded) == 1
    await scan(worker, guarded.world.tenant, {})
    assert clamd.seen == [content]
    assert await state(guarded, file) == ("CLEAN", 200, 200)
    await scan(worker, guarded.world.tenant, {})
    assert len(clamd.seen) == 1


async def test_what_is_infected_is_never_handed_out(guarded: Town, worker: Runtime) -> None:
    file = await sent(guarded, add_case(guarded.world), "virus.txt", EICAR)
    await scan(worker, guarded.world.tenant, {})
    answer = await guarded.as_("kurator").get(path_of(file, "content"))
    assert (answer.status_code, answer.json()["code"]) == (409, "FILE_INFECTED")
    shown = (await guarded.as_("kurator").get(path_of(file))).json()
    assert (shown["scan"], shown["allowedActions"]) == ("INFECTED", ["attachment.void"])


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"", b"stream: OK"])
async def test_an_answer_that_is_no_verdict_leaves_it_waiting(
    guarded: Town, worker: Runtime, clamd: Clamd, answer: bytes
) -> None:
    file = await sent(guarded, add_case(guarded.world))
    clamd.answer = answer
    with pytest.raises(ScanFault):
        await scan(worker, guarded.world.tenant, {})
    assert await state(guarded, file) == ("WAITING", 409, 409)


async def test_a_scanner_that_is_away_leaves_it_waiting(guarded: Town, worker: Runtime, clamd: Clamd) -> None:
    file = await sent(guarded, add_case(guarded.world))
    worker.settings = worker.settings.model_copy(update={"clamav": "127.0.0.1:1"})
    with pytest.raises(ScanFault):
        await scan(worker, guarded.world.tenant, {})
    assert await state(guarded, file) == ("WAITING", 409, 409)
    assert clamd.seen == []


async def test_what_came_before_the_scanner_waits_for_it_too(
    town: Town, worker: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await sent(town, add_case(town.world))
    assert (await state(town, file), told(town)) == (("NOT_SCANNED", 200, 200), 0)
    monkeypatch.setattr(town.runtime, "settings", worker.settings)
    assert await state(town, file) == ("WAITING", 409, 409)
    await scan(worker, town.world.tenant, {})
    assert await state(town, file) == ("CLEAN", 200, 200)


async def test_without_a_scanner_nothing_is_asked(town: Town, worker: Runtime, clamd: Clamd) -> None:
    file = await sent(town, add_case(town.world))
    worker.settings = town.runtime.settings
    await scan(worker, town.world.tenant, {})
    assert (clamd.seen, (await state(town, file))[0]) == ([], "NOT_SCANNED")


async def test_the_scan_stands_in_the_access_log(guarded: Town, worker: Runtime) -> None:
    file = await sent(guarded, add_case(guarded.world))
    await scan(worker, guarded.world.tenant, {})
    rows = guarded.world.sql(
        "SELECT DISTINCT action, actor_kind FROM audit_access"
        " WHERE actor_kind = 'SYSTEM' AND %s = ANY(object_ids)",
        UUID(file["id"]),
    )
    assert rows == [("case.attachment-scan", "SYSTEM")]


def test_the_worker_knows_the_job() -> None:
    assert SCAN in JOBS
    assert set(JOBS) <= set(ALL_JOBS)
    assert SCAN.cron
