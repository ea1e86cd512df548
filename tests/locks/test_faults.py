"""What breaks outside the program: a database that is killed, a full pool, a client that is slow."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg.pq import TransactionStatus

from samsyn.core import route
from samsyn.core.crypto import MasterKey, new_data_key, rewrap
from samsyn.core.database import application_engine, migrate, prepare
from samsyn.core.embedded import Embedded, socket_url
from samsyn.core.keyring import KNOWN
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.main import create_app
from samsyn.main.runtime import make_runtime
from tests.conftest import Town
from tests.factories.pool import in_use
from tests.factories.world import make_world
from tests.locks.conftest import Post
from tests.locks.test_input import problem


@dataclass
class Fragile:
    """A program on a database server of its own, which a test may kill."""

    town: Town
    server: Embedded

    def kill(self) -> None:
        assert self.server.process is not None
        os.kill(self.server.process.pid, signal.SIGKILL)
        self.server.process.wait(10)
        self.server.stop()

    def start(self) -> None:
        self.server = Embedded(self.server.data)
        self.server.start()


def _started(settings: Settings) -> Embedded:
    settings.data_dir.parent.chmod(0o755)
    settings.data_dir.mkdir(mode=0o755)
    server = Embedded(settings.cluster_dir)
    server.start()
    return server


@pytest.fixture
async def fragile() -> AsyncIterator[Fragile]:
    with tempfile.TemporaryDirectory(prefix="samsyn-fragile-") as folder:
        settings = Settings(data_dir=Path(folder) / "data", static_dir=Path(folder) / "dist", pool_size=5)
        server = _started(settings)
        try:
            prepare(settings.admin_url)
            migrate(settings.owner_url)
            MasterKey.create(settings.key_file)
            runtime = make_runtime(settings)
            dsn = socket_url(settings.cluster_dir, "postgres", "samsyn").replace("+psycopg", "")
            made = Fragile(Town(make_world(dsn), create_app(runtime=runtime), runtime), server)
            yield made
            made.server.stop()
            await runtime.engine.dispose()
        finally:
            server.stop()


async def is_ready(fragile: Fragile) -> tuple[int, str]:
    answer = await fragile.town.anonymous().get("/health/ready")
    return answer.status_code, answer.json()["status"]


async def test_a_killed_database_is_a_503_and_back_at_once(fragile: Fragile) -> None:
    """Every place of the pool holds a dead connection then; nobody may get one."""
    rektor, admin = fragile.town.as_("rektor"), fragile.town.as_("admin")
    school = {"name": "Nyskolan", "shortCode": "NY", "schoolForms": ["COMPULSORY"]}
    assert {a.status_code for a in await asyncio.gather(*(rektor.get("/me") for _ in range(5)))} == {200}
    fragile.kill()
    for answer in (
        await rektor.get("/me"),
        await admin.post("/schools", json=school),
        await fragile.town.anonymous().post("/session", json={"username": "x", "password": "y"}),
    ):
        assert problem(answer) == (503, "A53")
        assert int(answer.headers["retry-after"]) >= 1
    assert (await fragile.town.anonymous().get("/health/live")).status_code == 200
    assert await is_ready(fragile) == (503, "unavailable")
    fragile.start()
    answers = await asyncio.gather(*(rektor.get("/me") for _ in range(20)))
    assert {a.status_code for a in answers} == {200}
    assert await is_ready(fragile) == (200, "ok")
    assert (await admin.post("/schools", json=school)).status_code == 201


async def test_connections_that_die_in_the_pool_are_not_handed_out(fragile: Fragile) -> None:
    """As after a restart of the server between two requests: nobody notices."""
    rektor = fragile.town.as_("rektor")
    await asyncio.gather(*(rektor.get("/me") for _ in range(5)))
    fragile.kill()
    fragile.start()
    answers = await asyncio.gather(*(rektor.get("/me") for _ in range(20)))
    assert [a.status_code for a in answers] == [200] * 20


async def test_a_backend_that_dies_in_the_middle_is_a_503_and_saves_nothing(post: Post) -> None:
    rektor = post.as_("rektor")
    slow = asyncio.create_task(rektor.post("/lock-slow", json={"title": "x"}))
    ended = 0
    while not ended:
        await asyncio.sleep(0.05)
        rows = post.world.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%%pg_sleep(30)%%'"
            " AND usename = 'samsyn_app'"
        )
        ended = len(rows)
    assert problem(await slow) == (503, "A53")
    assert (post.count("lock_remarks"), post.trail()) == (0, [])
    assert (await rektor.get(f"/lock-letters/{post.letter}")).status_code == 200


async def test_a_full_pool_is_a_503_and_over_when_a_place_is_free(town: Town) -> None:
    engine, rektor = town.runtime.engine, town.as_("rektor")
    held = [await engine.connect() for _ in range(town.runtime.settings.pool_size)]
    try:
        answer = await rektor.get("/me")
        assert problem(answer) == (503, "A53")
        assert int(answer.headers["retry-after"]) >= 1
    finally:
        for connection in held:
            await connection.close()
    assert (await rektor.get("/me")).status_code == 200


async def test_a_statement_that_takes_too_long_is_a_503(post: Post) -> None:
    """Cut off by the database after five seconds, whatever the program does."""
    answer = await post.as_("rektor").post("/lock-slow", json={"title": "x"})
    assert problem(answer) == (503, "A53")
    assert in_use(post.runtime) == 0


async def test_a_request_that_takes_too_long_is_a_503_and_frees_its_place(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(route, "DEADLINE_SECONDS", 0.3)
    answer = await post.as_("rektor").post("/lock-slow", json={"title": "x"})
    assert problem(answer) == (503, "A53")
    assert in_use(post.runtime) == 0


@pytest.mark.parametrize("path", ["/lock-bell", "/session"])
async def test_a_body_that_never_ends_is_a_503_and_frees_its_place(
    path: str, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(route, "DEADLINE_SECONDS", 0.3)

    async def pieces() -> Any:
        yield b'{"title": "'
        await asyncio.Event().wait()

    headers = {"content-type": "application/json", "idempotency-key": "never-ends"}
    answer = await post.as_("rektor").post(path, content=pieces(), headers=headers)
    assert problem(answer) == (503, "A53")
    assert in_use(post.runtime) == 0


# ---- keys


async def draft(town: Town, persona: str = "larare") -> httpx.Response:
    return await town.as_(persona)("PUT", "/drafts/new-concern", json={"content": "Åsa"})


async def test_the_first_to_seal_at_the_same_moment_all_succeed(town: Town) -> None:
    personas = ["larare", "mentor", "kurator", "rektor", "admin"]
    answers = await asyncio.gather(*(draft(town, persona) for persona in personas))
    assert [a.status_code for a in answers] == [200] * 5
    assert town.world.sql("SELECT version FROM data_keys WHERE tenant_id = %s", town.world.tenant) == [(1,)]
    for persona in personas:
        assert (await town.as_(persona).get("/drafts/new-concern")).json()["content"] == "Åsa"


async def test_a_key_made_by_another_process_is_read_when_it_is_met(town: Town, runtime: Runtime) -> None:
    """Rotation happened elsewhere: what was sealed since then opens here without a restart."""
    assert (await draft(town)).status_code == 200
    assert (await town.as_("larare").get("/drafts/new-concern")).status_code == 200
    assert town.world.tenant in runtime.kept[KNOWN]
    made = new_data_key(runtime.master, town.world.tenant, 2)
    town.world.sql(
        "INSERT INTO data_keys (tenant_id, version, wrapped, created_at) VALUES (%s, 2, %s, now())",
        town.world.tenant,
        rewrap(runtime.master, made).wrapped,
    )
    elsewhere = make_runtime(runtime.settings)
    other = Town(town.world, create_app(runtime=elsewhere), elsewhere)
    assert (await draft(other)).status_code == 200
    await elsewhere.engine.dispose()
    answer = await town.as_("larare").get("/drafts/new-concern")
    assert (answer.status_code, answer.json().get("content")) == (200, "Åsa"), answer.text


@pytest.mark.parametrize("sets", ["SELECT set_config('app.person', 'somebody', true)", "SELECT 1 / 0"])
async def test_nobody_gets_a_connection_within_the_transaction_of_somebody_else(
    runtime: Runtime, sets: str
) -> None:
    """Left open, or failed, behind the back of the pool."""
    engine = application_engine(runtime.settings.app_url, pool=1)
    try:
        async with engine.connect() as connection:
            left: Any = (await connection.get_raw_connection()).driver_connection
            with suppress(psycopg.Error):
                await left.execute(sets)
            assert left.info.transaction_status != TransactionStatus.IDLE
        async with engine.connect() as connection:
            found: Any = (await connection.get_raw_connection()).driver_connection
            assert (found, found.info.transaction_status) == (left, TransactionStatus.IDLE)
    finally:
        await engine.dispose()
