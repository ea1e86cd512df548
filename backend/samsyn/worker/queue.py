"""A procrastinate App of our jobs."""

import logging
from collections.abc import Iterable, Mapping

from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.jobs import DeleteJobCondition

from samsyn.core.jobs import Job
from samsyn.core.runtime import Runtime

log = logging.getLogger("samsyn.jobs")
EVERY_MINUTE = "* * * * *"
DRAIN_SECONDS = 25.0
WAIT_BASE = 4


def build(runtime: Runtime, jobs: Iterable[Job]) -> App:
    """Not yet opened. Raises ValueError when two jobs have the same name."""
    url = runtime.settings.worker_url.replace("postgresql+psycopg://", "postgresql://", 1)
    app = App(connector=PsycopgConnector(conninfo=url, min_size=1, max_size=4))
    _repeat_what_died(app)
    known: set[str] = set()
    for job in jobs:
        if job.name in known:
            raise ValueError(f"two jobs are called {job.name}")
        known.add(job.name)
        _add(app, runtime, job)
    return app


async def work_off(app: App, concurrency: int, wait: bool = True) -> None:
    """Until SIGTERM or SIGINT; with `wait=False` until nothing is due. What is done leaves no row behind."""
    async with app.open_async():
        await app.run_worker_async(
            concurrency=concurrency,
            wait=wait,
            delete_jobs=DeleteJobCondition.SUCCESSFUL,
            shutdown_graceful_timeout=DRAIN_SECONDS,
            install_signal_handlers=wait,
        )


def _add(app: App, runtime: Runtime, job: Job) -> None:
    async def run(tenant: int, ids: Mapping[str, str]) -> None:
        fields = {"job": job.name, "tenant": tenant}
        try:
            await job.run(runtime, tenant, ids)
        except Exception:
            log.exception("job failed", extra={"fields": fields})
            raise
        log.info("job done", extra={"fields": fields})

    again = job.attempts - 1  # a maximum of 0 would mean without end
    retry = RetryStrategy(max_attempts=again, exponential_wait=WAIT_BASE) if again else False
    app.task(name=job.name, queue=job.queue, retry=retry)(run)
    if job.cron:
        _tell_by_the_clock(app, job)


def _tell_by_the_clock(app: App, job: Job) -> None:
    async def tell(timestamp: int) -> None:
        rows = await app.connector.execute_query_all_async("SELECT tenant FROM all_tenants() AS tenant")
        for row in rows:
            lock = f"{job.name}:{row['tenant']}"
            await app.configure_task(job.name, queue=job.queue, lock=lock).defer_async(
                tenant=row["tenant"], ids={}
            )

    app.periodic(cron=job.cron or "")(app.task(name=f"{job.name}:tell", queue=job.queue)(tell))


def _repeat_what_died(app: App) -> None:
    """A killed worker leaves its jobs as `doing`; nothing else in procrastinate takes them up again."""

    async def repeat(timestamp: int) -> None:
        for stalled in await app.job_manager.get_stalled_jobs():
            log.warning("job repeated after its worker died", extra={"fields": {"job": stalled.task_name}})
            await app.job_manager.retry_job(stalled)

    app.periodic(cron=EVERY_MINUTE)(app.task(name="samsyn:repeat", queue="default")(repeat))
