"""The demo as the issue asks for it: filled once, looked at through the API."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from samsyn.cli.demo import is_unfinished
from samsyn.core.clock import STOCKHOLM
from samsyn.core.crypto import MasterKey
from samsyn.core.database import migrate, prepare
from samsyn.core.embedded import Embedded, socket_url
from samsyn.core.settings import ROOT, Settings
from samsyn.main import create_app
from samsyn.main.runtime import make_runtime
from tests.conftest import Browser

PASSWORD = "demo-only-words-42"
LEAST_CASES = 40
"""What the principal may see at least."""
FIRST_CASES, FILLED = 60.0, 400.0
"""Seconds that may pass before the first case is there, and before everything is."""


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


def filling(place: Settings) -> subprocess.Popen[bytes]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "backend"),
        "SAMSYN_DATA_DIR": str(place.data_dir),
        "SAMSYN_DEMO": "1",
        "SAMSYN_DEMO_PASSWORD": PASSWORD,
    }
    return subprocess.Popen([sys.executable, "-m", "samsyn", "seed"], env=environment, cwd="/")


def half_way(dsn: str, process: subprocess.Popen[bytes]) -> int:
    """Waits until the first cases are there, and answers how many."""
    began = time.monotonic()
    with psycopg.connect(dsn, autocommit=True) as connection:
        while time.monotonic() < began + FIRST_CASES:
            assert process.poll() is None, "ended before it was killed"
            row = connection.execute("SELECT count(*) FROM cases").fetchone()
            if row and row[0]:
                return int(row[0])
            time.sleep(0.05)
    raise AssertionError("no case yet")


@pytest.fixture(scope="module")
async def demo(place: Settings) -> AsyncIterator[Demo]:
    """Everything below looks at a demo that was killed half-way and begun again."""
    dsn = socket_url(place.cluster_dir, "postgres", place.database_name).replace("+psycopg", "")
    first = filling(place)
    try:
        assert half_way(dsn, first) < LEAST_CASES
    finally:
        first.kill()
        first.wait()
    assert is_unfinished(place)
    assert filling(place).wait(FILLED) == 0
    assert not is_unfinished(place)
    runtime = make_runtime(place)
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
    assert len(cases) >= LEAST_CASES
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


async def test_nothing_on_the_wheel_that_lies_behind_us_waits_to_be_told_about(demo: Demo) -> None:
    browser, today = await demo.sign_in("rektor"), datetime.now(STOCKHOLM).date()
    wheel = (await everything(browser, "/annual-wheels"))[0]
    activities = await everything(browser, f"/annual-wheels/{wheel['id']}/activities")
    past = [a for a in activities if date.fromisoformat(a["endsOn"]) < today]
    assert {a["status"] for a in past} <= {"DONE", "MISSED"}
    assert all(a["description"] for a in past if a["status"] == "MISSED")
    assert all(date.fromisoformat(a["endsOn"]) >= today for a in activities if a["status"] == "MOVED")


async def test_who_came_into_a_case_came_when_it_happened(demo: Demo) -> None:
    """Not all on the day when the demo was filled in, and nobody before the case was there."""
    days = demo.count("SELECT count(DISTINCT valid_from::date) FROM case_access WHERE tenant_id = 1")
    assert days > 20
    early = """SELECT count(*) FROM case_access a
                 JOIN cases c ON (c.tenant_id, c.id) = (a.tenant_id, a.case_id)
                WHERE a.valid_from < c.created_at OR a.valid_from > a.created_at"""
    assert demo.count(early) == 0
