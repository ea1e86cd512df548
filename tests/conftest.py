"""One embedded PostgreSQL per test process, migrated for real; each test makes its own municipality in it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from samsyn.core.credential import COOKIE
from samsyn.core.crypto import MasterKey
from samsyn.core.database import migrate, prepare
from samsyn.core.embedded import Embedded, socket_url
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.main import create_app
from samsyn.main.runtime import make_runtime
from tests import templates
from tests.factories.world import World, make_world

ORIGIN = "https://samsyn.test"


@pytest.fixture(scope="session")
def settings() -> Iterator[Settings]:
    """Settings of a program on a database of its own, with a key of its own."""
    if place := os.environ.get(templates.PLACE):
        yield from templates.copied(Path(place))
        return
    with tempfile.TemporaryDirectory(prefix="samsyn-test-") as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        data.mkdir(mode=0o755)
        made = Settings(data_dir=data, static_dir=data / "dist")
        server = Embedded(made.cluster_dir)
        server.start()
        try:
            prepare(made.admin_url)
            migrate(made.owner_url)
            MasterKey.create(made.key_file)
            yield made
        finally:
            server.stop()


@pytest.fixture(scope="session")
def admin_dsn(settings: Settings) -> str:
    """Superuser's connection to the program's database, for psycopg."""
    url = socket_url(settings.cluster_dir, "postgres", settings.database_name)
    return url.replace("+psycopg", "")


@pytest.fixture(scope="session")
async def runtime(settings: Settings) -> AsyncIterator[Runtime]:
    made = make_runtime(settings)
    yield made
    await made.engine.dispose()


@pytest.fixture(scope="session")
def app(runtime: Runtime) -> FastAPI:
    return create_app(runtime=runtime)


@dataclass
class Browser:
    """A persona's browser: its cookie, its header, its origin."""

    app: FastAPI
    token: str | None = None
    bearer: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    async def __call__(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Calls the API below its root; ``json``, ``headers`` … as httpx takes them."""
        headers = {
            "sec-fetch-site": "same-origin",
            "x-samsyn-request": "1",
            **self.headers,
            **more.pop("headers", {}),
        }
        if self.token:
            headers["cookie"] = f"{COOKIE}={self.token}"
        if self.bearer:
            headers = {"authorization": f"Bearer {self.bearer}", "idempotency-key": str(uuid4()), **headers}
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        url = path if path.startswith("/health") else f"/samsyn/v1{path}"
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            return await client.request(method, url, headers=headers, **more)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self("GET", path, **more)

    async def post(self, path: str, **more: Any) -> httpx.Response:
        return await self("POST", path, **more)

    async def patch(self, path: str, version: int | None = None, **more: Any) -> httpx.Response:
        """``version`` is sent as If-Match."""
        if version is not None:
            more["headers"] = {"if-match": f'"{version}"', **more.get("headers", {})}
        return await self("PATCH", path, **more)


@dataclass
class Town:
    """A world with its doors: ``town.as_("rektor")`` is that persona's browser."""

    world: World
    app: FastAPI
    runtime: Runtime

    def as_(self, persona: str) -> Browser:
        return Browser(self.app, self.world.tokens[persona])

    def as_client(self, name: str) -> Browser:
        client = self.world.clients[name]
        rows = self.world.sql("SELECT scopes FROM api_clients WHERE id = %s", client)
        token = self.runtime.signer.issue(self.world.tenant, client, rows[0][0])
        return Browser(self.app, bearer=token.token)

    def anonymous(self) -> Browser:
        return Browser(self.app)


@pytest.fixture
def town(app: FastAPI, runtime: Runtime, admin_dsn: str) -> Town:
    """A municipality of this test's own."""
    return Town(make_world(admin_dsn), app, runtime)


@pytest.fixture(scope="module")
def shared_town(app: FastAPI, runtime: Runtime, admin_dsn: str) -> Town:
    """One municipality for a whole file of tests that only read."""
    return Town(make_world(admin_dsn), app, runtime)


@pytest.fixture(scope="module")
def other_town(app: FastAPI, runtime: Runtime, admin_dsn: str) -> Town:
    """Another municipality: nothing of it may ever be seen from the first."""
    return Town(make_world(admin_dsn, "Tallviks kommun"), app, runtime)


def pytest_configure(config: pytest.Config) -> None:
    os.environ.pop("SAMSYN_DEMO", None)
