"""The worker's side of the program: its runtime, and the table of all jobs."""

from samsyn import cases, integrations
from samsyn.core.jobs import Job
from samsyn.core.settings import Settings
from samsyn.main.runtime import make_runtime
from samsyn.worker import build, work_off

JOBS: tuple[Job, ...] = (*cases.JOBS, *integrations.JOBS)
"""What the domains' `jobs.py` declare, in the order of the layers."""


async def run(settings: Settings) -> None:
    """Until the process is told to stop."""
    runtime = make_runtime(settings, url=settings.worker_url)
    try:
        await work_off(build(runtime, JOBS), settings.worker_concurrency)
    finally:
        await runtime.engine.dispose()
