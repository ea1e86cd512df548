"""A municipality of ours, another one's server over real HTTP, and a worker that pulls from it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from samsyn.core.clock import SetClock
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.integrations.jobs import Pull
from samsyn.integrations.ss12000 import Limits
from samsyn.main import create_app
from samsyn.main.runtime import make_runtime
from tests.conftest import Browser, Town
from tests.integrations.ss12000 import municipality
from tests.integrations.ss12000.municipality import NUMBER, TODAY, Municipality
from tests.integrations.ss12000.server import CLIENT_ID, CLIENT_SECRET, FakeSource, serving

QUICK = Limits(page_size=20, read_seconds=0.5, attempts=1)
TABLES = (
    *("areas", "schools", "people", "assignments"),
    *("students", "student_groups", "group_members", "group_leaders"),
)
EVERY_TABLE = """SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"""


@dataclass
class Sync:
    """``admin``: the browser of the administrator. ``server``: what the source answers."""

    town: Town
    server: FakeSource
    base: str
    worker: Runtime
    admin: Browser
    clock: SetClock
    made: int = 0

    def body(self, **more: Any) -> dict[str, Any]:
        self.made += 1
        return {
            "name": f"Registret {self.made}",
            "baseUrl": f"{self.base}/ss12000/v2.0",
            "tokenUrl": f"{self.base}/connect/token",
            "clientId": CLIENT_ID,
            "clientSecret": CLIENT_SECRET,
            "organisationNumber": NUMBER,
            **more,
        }

    async def source(self, **more: Any) -> str:
        answer = await self.admin.post("/sync-sources", json=self.body(**more))
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def carry_out(self, run: str, limits: Limits = QUICK) -> dict[str, Any]:
        """What the worker does with a run that was asked for; the run as it is shown afterwards."""
        await Pull(self.worker, self.town.world.tenant, UUID(run), limits).carry_out()
        shown: dict[str, Any] = (await self.admin.get(f"/sync-runs/{run}")).json()
        return shown

    async def ask(self, source: str) -> str:
        answer = await self.admin.post("/sync-runs", json={"sourceId": source})
        assert answer.status_code == 202, answer.text
        return answer.headers["location"].rpartition("/")[2]

    async def pull(self, source: str, limits: Limits = QUICK) -> dict[str, Any]:
        return await self.carry_out(await self.ask(source), limits)

    async def told(self, source: str, run: str) -> set[str]:
        """The states of the source's latest run as all pages that show it tell them."""
        one = (await self.admin.get(f"/sync-runs/{run}")).json()
        runs = (await self.admin.get(f"/sync-runs?sourceId={source}")).json()["items"]
        sources = (await self.admin.get("/sync-sources")).json()["items"]
        shown = (await self.admin.get(f"/sync-sources/{source}")).json()
        latest = [each["lastRun"] for each in (*sources, shown) if each["id"] == source]
        every = [one, *(each for each in runs if each["id"] == run), *latest]
        assert {each["id"] for each in every} == {run}
        assert len(every) == 4
        assert all((each["phase"] == "OVER") == (each["state"] != "RUNNING") for each in every)
        return {each["state"] for each in every}

    def state(self) -> dict[str, list[Any]]:
        """Everything that pulls write, row by row, versions included."""
        query = "SELECT t::text FROM {} t WHERE tenant_id = %s ORDER BY id"
        return {table: self.town.world.sql(query.format(table), self.town.world.tenant) for table in TABLES}

    def count(self, table: str, where: str = "true") -> int:
        query = f"SELECT count(*) FROM {table} WHERE tenant_id = %s AND external_id IS NOT NULL AND {where}"
        return int(self.town.world.sql(query, self.town.world.tenant)[0][0])

    def dump(self) -> str:
        """The text of every row of every table of the database, the job queue's too."""
        world = self.town.world
        names = [name for (name,) in world.sql(EVERY_TABLE)]
        return "\n".join(row for name in names for (row,) in world.sql(f'SELECT t::text FROM "{name}" t'))


@pytest.fixture
def lovbacka() -> Municipality:
    return municipality.make()


@pytest.fixture
def served(lovbacka: Municipality) -> Iterator[tuple[FakeSource, str]]:
    source = FakeSource(lovbacka.lists())
    with serving(source) as base:
        yield source, base


@pytest.fixture
async def sync(town: Town, settings: Settings, served: tuple[FakeSource, str]) -> AsyncIterator[Sync]:
    """In a demo this very machine may be called."""
    demo = settings.model_copy(update={"demo": True})
    clock = SetClock(datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC))
    worker = replace(make_runtime(settings, url=settings.worker_url, clock=clock), settings=demo)
    app = create_app(runtime=replace(town.runtime, settings=demo, clock=clock))
    admin = Browser(app, town.world.tokens["admin"])
    yield Sync(town, served[0], served[1], worker, admin, clock)
    await worker.engine.dispose()
