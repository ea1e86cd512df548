"""Pulls in the background: asked for by a person, by the clock, or at the command line.

No transaction is open while the source answers. What it delivered is applied in one, or not at all. Whoever
carries out a run holds its lease: when the process dies, everybody sees it at the next look.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from samsyn.core.jobs import Job
from samsyn.core.lease import lease
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work
from samsyn.integrations.commands.endings import Ending, failed_by_fault, failed_by_us, of_report, refused
from samsyn.integrations.commands.runs import begin_run, new_run
from samsyn.integrations.commands.sources import secret_of
from samsyn.integrations.errors import AlreadyRunning
from samsyn.integrations.models import SyncRun, SyncSource
from samsyn.integrations.rules import RunPhase, RunState, RunTrigger, lease_of
from samsyn.integrations.ss12000 import (
    LOOPBACK,
    PUBLIC,
    ClientCredentials,
    Connection,
    Limits,
    MappingRules,
    NoMarksConfirmed,
    Scope,
    SourceFault,
    gather,
    map_delivery,
    open_source,
)
from samsyn.integrations.ss12000.commands import apply
from samsyn.integrations.ss12000.reasons import Kind
from samsyn.integrations.statements import A_RUN, A_SOURCE, SOURCES_ON

log = logging.getLogger("samsyn.sync")
QUEUE = "sync"
NIGHTLY_AT = "15 1 * * *"
LIMITS = Limits()
TOLD_EVERY = 500
"""Objects between two notes of how far a pull has come."""


class TakenOver(Exception):
    """Somebody has closed this run as dead: it may write nothing."""


@dataclass(frozen=True, slots=True)
class Pull:
    """One run in its worker. ``limits`` are those of the connection."""

    runtime: Runtime
    tenant: int
    run: UUID
    limits: Limits = LIMITS

    def work(self) -> Work:
        return Work(
            self.runtime.engine,
            Credential.system(self.tenant),
            runtime=self.runtime,
            request_id=f"sync {self.run}",
        )

    async def carry_out(self) -> None:
        """Ends with the run closed and a report. Raises only where the database cannot be written to."""
        async with lease(self.runtime, lease_of(self.run)) as ours:
            if ours:
                await self._to_the_end()
            else:
                log.warning("a pull that goes on already was not begun a second time")

    async def _to_the_end(self) -> None:
        try:
            await self._carry_out()
        except TakenOver:
            log.warning("a pull that was thought dead came back and wrote nothing")
        except SourceFault as fault:
            await self._close(failed_by_fault(fault))
        except Exception as error:
            state = getattr(getattr(error, "orig", error), "sqlstate", None)
            log.error("a pull failed: %s %s", type(error).__name__, state)
            await self._close(failed_by_us(again=isinstance(error, DBAPIError)))

    async def _carry_out(self) -> None:
        opened = await self._open()
        if opened is None:
            return
        connection, rules = opened
        async with open_source(connection) as source:
            delivery = await gather(source, self._tell)
        desired = map_delivery(delivery, rules)
        async with self.work() as work:
            await work.open()
            run = await self._mine(work)
            run.phase, run.received = RunPhase.APPLYING.value, delivery.received.total()
            where = await work.one_or_none(A_SOURCE, key=run.source_id)
            report = await apply(work, where, delivery, desired, run.confirms)
            of_report(report).put_on(run, work.clock.now())
            await work.finish()

    async def _open(self) -> tuple[Connection, MappingRules] | None:
        """How to reach the source; None where it was switched off meanwhile."""
        async with self.work() as work:
            await work.open()
            run = await self._mine(work)
            source: SyncSource = await work.one_or_none(A_SOURCE, key=run.source_id)
            if source.enabled:
                found = self._connection(source, await secret_of(work, source))
                run.phase = RunPhase.FETCHING.value
            else:
                found = None
                refused("OFF").put_on(run, work.clock.now())
            await work.finish()
            return (found, _rules(source, work)) if found is not None else None

    def _connection(self, source: SyncSource, secret: str) -> Connection:
        """This very machine may be called in a demo only."""
        return Connection(
            base_url=source.base_url,
            token_url=source.token_url,
            credentials=ClientCredentials(source.client_id, secret, source.token_scope),
            limits=self.limits,
            reach=LOOPBACK if self.runtime.settings.demo else PUBLIC,
            endpoint_urls={Kind(kind): url for kind, url in source.endpoint_urls.items()},
        )

    async def _mine(self, work: Work) -> SyncRun:
        run: SyncRun | None = await work.one_or_none(A_RUN, key=self.run)
        if run is None or run.state != RunState.RUNNING:
            raise TakenOver
        return run

    async def _tell(self, received: int) -> None:
        async with self.work() as work:
            await work.open()
            run = await self._mine(work)
            if received - run.received >= TOLD_EVERY or not run.received:
                run.received = received
                await work.finish()
            else:
                await work.rollback()

    async def _close(self, ending: Ending) -> None:
        async with self.work() as work:
            await work.open()
            run: SyncRun | None = await work.one_or_none(A_RUN, key=self.run)
            if run is not None and run.state == RunState.RUNNING:
                ending.put_on(run, work.clock.now())
                await work.finish()


def _rules(source: SyncSource, work: Work) -> MappingRules:
    marks = None
    if source.no_marks_by is not None and source.no_marks_at is not None:
        marks = NoMarksConfirmed(source.no_marks_by, source.no_marks_at, source.no_marks_handling or "")
    return MappingRules(Scope(source.organisation_number), work.clock.today(), marks)


async def sync_all(
    runtime: Runtime, tenant: int, trigger: RunTrigger, wanted: str | None = None, limits: Limits = LIMITS
) -> list[tuple[str, Mapping[str, Any]]]:
    """Every source that is switched on, one after the other, or the one with this name or id. Returns name
    and report (``sv``, ``en``) of each."""
    async with Work(runtime.engine, Credential.system(tenant), runtime=runtime) as work:
        await work.open()
        sources: list[SyncSource] = list(await work.scalars(SOURCES_ON))
        await work.finish()
    chosen = [one for one in sources if wanted is None or wanted in (one.name, str(one.id))]
    return [(one.name, await _sync(runtime, tenant, one.id, trigger, limits)) for one in chosen]


async def _sync(
    runtime: Runtime, tenant: int, source: UUID, trigger: RunTrigger, limits: Limits
) -> Mapping[str, Any]:
    async with Work(runtime.engine, Credential.system(tenant), runtime=runtime) as work:
        await work.open()
        try:
            run = await begin_run(work, source, trigger)
        except AlreadyRunning:
            run = new_run(work, source, trigger)
            refused("RUNNING").put_on(run, work.clock.now())
            work.add(run)
        await work.finish()
    pull = Pull(runtime, tenant, run.id, limits)
    if run.state == RunState.RUNNING:
        await pull.carry_out()
    async with pull.work() as work:
        await work.open()
        done: SyncRun = await work.one_or_none(A_RUN, key=run.id)
        return done.report or {}


async def _pull(runtime: Runtime, tenant: int, ids: Mapping[str, str]) -> None:
    await Pull(runtime, tenant, UUID(ids["run"])).carry_out()


async def _nightly(runtime: Runtime, tenant: int, _: Mapping[str, str]) -> None:
    await sync_all(runtime, tenant, RunTrigger.NIGHTLY)


PULL = Job("sync:pull", _pull, queue=QUEUE, attempts=1)
NIGHTLY = Job("sync:nightly", _nightly, queue=QUEUE, cron=NIGHTLY_AT, attempts=1)
JOBS = (PULL, NIGHTLY)
