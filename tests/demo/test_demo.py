"""The demo as the issue asks for it: filled once, looked at through the API."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from samsyn.core.crypto import MasterKey
from samsyn.core.database import migrate, prepare
from samsyn.core.embedded import Embedded, socket_url
from samsyn.core.settings import Settings
from samsyn.main import create_app
from samsyn.main.demo.seed import seed
from samsyn.main.runtime import make_runtime
from tests.conftest import Browser

PASSWORD = "demo-only-words-42"


@dataclass
class Demo:
    app: FastAPI
    dsn: str

    def count(self, statement: str) -> int:
        with psycopg.connect(self.dsn) as connection:
            row = connection.execute(statement).fetchone()
            assert row is not None
            return int(row[0])

    async def sign_in(self, username: str) -> Browser:
        browser = Browser(self.app)
        answer = await browser.post("/session", json={"username": username, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        return Browser(self.app, token=answer.cookies["__Host-samsyn"])


@pytest.fixture(scope="module")
def place() -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="samsyn-demo-") as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        data.mkdir(mode=0o755)
        settings = Settings(
            data_dir=data, static_dir=data / "dist", demo=True, demo_password=SecretStr(PASSWORD)
        )
        server = Embedded(settings.cluster_dir)
        server.start()
        try:
            prepare(settings.admin_url)
            migrate(settings.owner_url)
            MasterKey.create(settings.key_file)
            yield settings
        finally:
            server.stop()


@pytest.fixture(scope="module")
async def demo(place: Settings) -> AsyncIterator[Demo]:
    await seed(place)
    runtime = make_runtime(place)
    dsn = socket_url(place.cluster_dir, "postgres", place.database_name).replace("+psycopg", "")
    yield Demo(create_app(runtime=runtime), dsn)
    await runtime.engine.dispose()


async def everything(browser: Browser, path: str) -> list[dict[str, Any]]:
    """All pages of a list."""
    found: list[dict[str, Any]] = []
    join = "&" if "?" in path else "?"
    following: str | None = f"{path}{join}limit=100"
    while following:
        page = (await browser.get(following)).json()
        found += page["items"]
        link = page["_links"]["next"]
        following = link["href"].removeprefix("/samsyn/v1") if link else None
    return found


async def test_its_size(demo: Demo) -> None:
    assert demo.count("SELECT count(*) FROM organisers") == 2
    assert demo.count("SELECT count(*) FROM schools WHERE tenant_id = 1") == 4
    assert 880 <= demo.count("SELECT count(*) FROM students WHERE tenant_id = 1") <= 960
    assert 110 <= demo.count("SELECT count(*) FROM people WHERE tenant_id = 1") <= 130
    assert demo.count("SELECT count(*) FROM students WHERE tenant_id = 1 AND protection_level <> 'NONE'") == 2


async def test_the_principal_sees_at_least_forty_cases_in_many_phases(demo: Demo) -> None:
    cases = await everything(await demo.sign_in("rektor"), "/cases")
    assert len(cases) >= 40
    assert len({case["phase"] for case in cases}) >= 4


@pytest.mark.parametrize(
    "login", ["rektor", "kurator", "larare", "utredare", "admin", "rektor-2", "rektor-b"]
)
async def test_everybody_comes_in_and_has_a_start_page(demo: Demo, login: str) -> None:
    browser = await demo.sign_in(login)
    me, focus = await browser.get("/me"), await browser.get("/me/focus")
    assert me.status_code == focus.status_code == 200
    assert me.json()["navigation"]


async def test_the_other_municipality_sees_nothing_of_the_first(demo: Demo) -> None:
    first = {case["id"] for case in await everything(await demo.sign_in("rektor"), "/cases")}
    other = {case["id"] for case in await everything(await demo.sign_in("rektor-b"), "/cases")}
    assert first
    assert other
    assert not first & other


async def test_there_are_meetings_and_goals(demo: Demo) -> None:
    browser = await demo.sign_in("rektor")
    meetings = await everything(browser, "/meetings")
    assert {"HELD", "CANCELLED", "PLANNED"} <= {m["state"] for m in meetings}
    goals = await everything(browser, "/smart-goals")
    assert {"ACTIVE", "PROPOSED", "DRAFT"} <= {g["state"] for g in goals}


async def test_there_is_a_wheel_with_its_rule_status_in_words(demo: Demo) -> None:
    browser = await demo.sign_in("rektor")
    wheels = await everything(browser, "/annual-wheels")
    assert wheels
    status = (await browser.get(f"/annual-wheels/{wheels[0]['id']}/rule-status")).json()
    assert status["status"] in ("MINIMUM_MET", "RECOMMENDED_MET")
