"""What stands still is told to others without anybody asking."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from samsyn.cases.commands.escalate_clocks import escalate_some
from samsyn.core.jobs import Job
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work

WORKING_HOURS = "15 5-15/2 * * 1-5"
"""UTC: from a quarter past six or seven in the morning in Sweden, every other hour of a weekday."""


async def escalate(runtime: Runtime, tenant: int, _: Mapping[str, str]) -> None:
    """A transaction for each page: what has been told stays told when the worker dies half-way."""
    after: UUID | None = UUID(int=0)
    while after is not None:
        async with Work(runtime.engine, Credential.system(tenant), runtime=runtime) as work:
            await work.open()
            after = await escalate_some(work, after)
            await work.finish()


ESCALATE = Job("cases:escalate", escalate, cron=WORKING_HOURS)
JOBS = (ESCALATE,)
