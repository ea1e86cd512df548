"""`samsyn seed`: fills an empty database."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from samsyn.core.clock import SetClock
from samsyn.core.ids import uuid7
from samsyn.core.passwords import hash_password
from samsyn.core.settings import Settings
from samsyn.main.app import create_app
from samsyn.main.demo import cases, goals, meetings, pupils, reports, rules, staff, strict, wheels
from samsyn.main.demo.api import Api
from samsyn.main.demo.plan import MUNICIPALITIES, MunicipalityPlan
from samsyn.main.demo.town import Town
from samsyn.main.runtime import make_runtime

CHAPTERS: Sequence[Callable[[Town], Awaitable[None]]] = (staff.fill, pupils.fill)
"""In this order; each builds on what the ones before it put into the Town."""
LIFE: Sequence[Callable[[Town, Api], Awaitable[None]]] = (
    rules.fill,
    cases.fill,
    strict.fill,
    reports.fill,
    meetings.fill,
    goals.fill,
    wheels.fill,
)
"""Through the program's own API, as the people whose work it is."""


def seed_command(settings: Settings, _: Sequence[str]) -> int:
    """Does nothing where there is an organiser already. The demo's password comes from the settings."""
    asyncio.run(seed(settings))
    return 0


async def seed(settings: Settings, now: datetime | None = None) -> None:
    """Raises ValueError without a demo password: a constant one would be everybody's."""
    if settings.demo_password is None:
        raise ValueError("SAMSYN_DEMO_PASSWORD is not set")
    at = now or datetime.now(UTC)
    clock = SetClock(at)
    runtime = make_runtime(settings, url=settings.worker_url, clock=clock)
    try:
        async with runtime.engine.connect() as connection:
            raw: Any = (await connection.get_raw_connection()).driver_connection
            if await (await raw.execute("SELECT * FROM all_tenants()")).fetchone():
                return
        password = await hash_password(settings.demo_password.get_secret_value())
        for plan in MUNICIPALITIES:
            town = Town(plan, runtime, runtime.engine, clock, at, 0, password, random.Random(plan.seed))
            town = replace(town, tenant=await _tenant(town, plan))
            for chapter in CHAPTERS:
                clock.set(at)
                await chapter(town)
            await _live(town)
    finally:
        await runtime.engine.dispose()


async def _live(town: Town) -> None:
    api = Api(create_app(runtime=town.runtime), town)
    try:
        for chapter in LIFE:
            town.clock.set(town.now)
            await chapter(town, api)
    finally:
        await api.close()


async def _tenant(town: Town, plan: MunicipalityPlan) -> int:
    async with town.engine.connect() as connection:
        raw: Any = (await connection.get_raw_connection()).driver_connection
        values = (uuid7(), plan.name, "MUNICIPAL", plan.code)
        row = await (await raw.execute("SELECT new_organiser(%s, %s, %s, %s)", values)).fetchone()
        await raw.commit()
        return int(row[0])
