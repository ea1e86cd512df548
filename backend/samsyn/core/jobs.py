"""What is done outside a request: told in the transaction that wants it, carried out by the worker.

A job runs at least once, so it must bear being repeated. Its arguments are ids; the queue's tables have no
tenant wall and must never hold anything else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import procrastinate
from procrastinate.types import JSONValue

if TYPE_CHECKING:
    from samsyn.core.runtime import Runtime
    from samsyn.core.work import Work

Run = Callable[["Runtime", int, Mapping[str, str]], Awaitable[None]]
"""Runtime of the worker, tenant, ids. Opens its own `Work` with `Credential.system(tenant)`."""

_teller = procrastinate.App(connector=procrastinate.PsycopgConnector())
"""Never opened: every job is written through the connection of the Work that tells it."""


@dataclass(frozen=True, slots=True)
class Job:
    """`queue`: mails, webhooks and synchronisation each have their own, measured apart.

    `cron`: when it is told for every tenant by itself, in UTC. `attempts`: how often in all, with pauses of
    4, 16, 64 … seconds.
    """

    name: str
    run: Run
    queue: str = "default"
    cron: str | None = None
    attempts: int = 6


async def tell(work: Work, job: Job, *, one_at_a_time: str | None = None, **ids: UUID) -> None:
    """Written in this transaction: no commit, no job. `one_at_a_time`: equal ones wait in line."""
    lock = f"{work.tenant}:{one_at_a_time}" if one_at_a_time else None
    words: dict[str, JSONValue] = {name: str(value) for name, value in ids.items()}
    told = _teller.configure_task(job.name, queue=job.queue, lock=lock, connection=await work.raw())
    await told.defer_async(tenant=work.tenant, ids=words)
