"""Jobs: told in a transaction or not at all, repeated when they fail or die; by the clock in each town."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from procrastinate import App
from prometheus_client import CollectorRegistry, generate_latest

from samsyn.core.jobs import Job, tell
from samsyn.core.metrics import QueueGauges
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.core.work import Credential, Work
from samsyn.main.runtime import make_runtime
from samsyn.worker import build, work_off
from tests.conftest import Town

Seen = list[tuple[int, Mapping[str, str]]]


@pytest.fixture
async def worker(settings: Settings) -> AsyncIterator[Runtime]:
    runtime = make_runtime(settings, url=settings.worker_url)
    yield runtime
    await runtime.engine.dispose()


@pytest.fixture
def seen() -> Seen:
    return []


@pytest.fixture
def remind(seen: Seen) -> Job:
    async def run(runtime: Runtime, tenant: int, ids: Mapping[str, str]) -> None:
        seen.append((tenant, ids))

    return Job(f"remind-{uuid4()}", run)


def rows(admin_dsn: str, job: Job) -> list[Any]:
    with psycopg.connect(admin_dsn) as connection:
        found = connection.execute(
            "SELECT status, attempts FROM procrastinate_jobs WHERE task_name = %s", (job.name,)
        )
        return found.fetchall()


async def told(worker: Runtime, town: Town, job: Job, meeting: UUID, finish: bool = True) -> None:
    async with Work(worker.engine, Credential.system(town.world.tenant), runtime=worker) as work:
        await work.open()
        await tell(work, job, meeting=meeting)
        await (work.finish() if finish else work.rollback())


async def test_a_job_runs_once_with_its_tenant_and_ids(
    worker: Runtime, town: Town, remind: Job, seen: Seen, admin_dsn: str
) -> None:
    meeting = uuid4()
    await told(worker, town, remind, meeting)
    await work_off(build(worker, [remind]), 1, wait=False)
    assert seen == [(town.world.tenant, {"meeting": str(meeting)})]
    assert rows(admin_dsn, remind) == []


async def test_no_commit_no_job(worker: Runtime, town: Town, remind: Job, admin_dsn: str) -> None:
    await told(worker, town, remind, uuid4(), finish=False)
    assert rows(admin_dsn, remind) == []


async def test_a_failed_job_waits_for_its_next_attempt(
    worker: Runtime, town: Town, remind: Job, admin_dsn: str
) -> None:
    async def fails(runtime: Runtime, tenant: int, ids: Mapping[str, str]) -> None:
        raise ConnectionError

    await told(worker, town, remind, uuid4())
    await work_off(build(worker, [replace(remind, run=fails)]), 1, wait=False)
    assert rows(admin_dsn, remind) == [("todo", 1)]


async def test_the_last_attempt_is_the_last(worker: Runtime, town: Town, remind: Job, admin_dsn: str) -> None:
    async def fails(runtime: Runtime, tenant: int, ids: Mapping[str, str]) -> None:
        raise ConnectionError

    await told(worker, town, remind, uuid4())
    await work_off(build(worker, [replace(remind, run=fails, attempts=1)]), 1, wait=False)
    assert rows(admin_dsn, remind) == [("failed", 1)]


async def call(app: App, name: str) -> None:
    async with app.open_async():
        await app.tasks[name](timestamp=0)


async def test_the_clock_tells_every_municipality(
    worker: Runtime, town: Town, other_town: Town, remind: Job, seen: Seen
) -> None:
    nightly = replace(remind, cron="0 3 * * *")
    await call(build(worker, [nightly]), f"{nightly.name}:tell")
    await work_off(build(worker, [nightly]), 2, wait=False)
    tenants = [tenant for tenant, _ in seen]
    assert len(tenants) == len(set(tenants))
    assert {town.world.tenant, other_town.world.tenant} <= set(tenants)


async def test_the_job_of_a_killed_worker_is_taken_up_again(
    worker: Runtime, town: Town, remind: Job, seen: Seen, admin_dsn: str
) -> None:
    await told(worker, town, remind, uuid4())
    with psycopg.connect(admin_dsn) as connection:
        connection.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE task_name = %s",
            (remind.name,),
        )
    await call(build(worker, [remind]), "samsyn:repeat")
    await work_off(build(worker, [remind]), 1, wait=False)
    assert len(seen) == 1


def test_two_jobs_of_one_name_are_refused(worker: Runtime, remind: Job) -> None:
    with pytest.raises(ValueError, match=remind.name):
        build(worker, [remind, remind])


async def test_prometheus_sees_what_waits(
    worker: Runtime, town: Town, remind: Job, settings: Settings
) -> None:
    queue = f"mail-{uuid4().hex[:8]}"
    waits = replace(remind, queue=queue)
    for _ in range(2):
        await told(worker, town, waits, uuid4())
    registry = CollectorRegistry()
    registry.register(QueueGauges(settings.worker_url))
    text = generate_latest(registry).decode()
    assert f'samsyn_jobs_waiting{{queue="{queue}"}} 2.0' in text
    assert "samsyn_database_up 1.0" in text
    await work_off(build(worker, [waits]), 1, wait=False)
    assert queue not in generate_latest(registry).decode()


def test_prometheus_sees_that_the_database_is_gone() -> None:
    registry = CollectorRegistry()
    registry.register(QueueGauges("postgresql+psycopg://nobody@/nothing?host=/nowhere"))
    assert "samsyn_database_up 0.0" in generate_latest(registry).decode()
