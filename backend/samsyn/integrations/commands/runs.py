"""Writes of pulls: asked for, confirmed."""

from __future__ import annotations

from uuid import UUID

from samsyn.core.errors import NotThere
from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.integrations.errors import AlreadyRunning, NothingToConfirm, SourceOff
from samsyn.integrations.models import SyncRun, SyncSource
from samsyn.integrations.policy import ONE_SOURCE, waits
from samsyn.integrations.queries import is_broken_off
from samsyn.integrations.rules import RunPhase, RunState, RunTrigger
from samsyn.integrations.statements import RUNNING, RUNNING_TO_CLOSE


async def ask_for_run(work: Work, source_id: UUID) -> SyncRun:
    """Raises NotThere, SourceOff, AlreadyRunning. The caller tells the job."""
    source: SyncSource | None = await work.one_or_none(ONE_SOURCE, key=source_id)
    if source is None:
        raise NotThere
    if not source.enabled:
        raise SourceOff
    return await begin_run(work, source.id, RunTrigger.PERSON)


async def confirm_ends(work: Work, run: SyncRun, confirmation: str) -> SyncRun:
    """A new pull that may carry out exactly these ends. Raises NothingToConfirm,
    AlreadyRunning, SourceOff."""
    if not waits(run) or run.confirmation != confirmation:
        raise NothingToConfirm
    source: SyncSource = await work.one_or_none(ONE_SOURCE, key=run.source_id)
    if not source.enabled:
        raise SourceOff
    run.confirmed_at, run.confirmed_by = work.clock.now(), work.actor.id
    return await begin_run(work, source.id, RunTrigger.PERSON, confirmation)


async def begin_run(work: Work, source_id: UUID, trigger: RunTrigger, confirms: str | None = None) -> SyncRun:
    """Raises AlreadyRunning; a run whose process has died is closed first. The database holds that there is
    one at a time."""
    running: SyncRun | None = await work.one_or_none(RUNNING, source=source_id)
    if running is not None:
        if not await is_broken_off(work, running):
            raise AlreadyRunning
        await _close(work, source_id)
    run = new_run(work, source_id, trigger)
    run.confirms = confirms
    work.add(run)
    await work.flush()
    return run


async def _close(work: Work, source_id: UUID) -> None:
    dead: SyncRun | None = await work.one_or_none(RUNNING_TO_CLOSE, source=source_id)
    if dead is not None:
        dead.state, dead.phase = RunState.FAILED.value, RunPhase.OVER.value
        dead.finished_at = work.clock.now()
        await work.flush()


def new_run(work: Work, source_id: UUID, trigger: RunTrigger) -> SyncRun:
    return SyncRun(
        tenant_id=work.tenant,
        id=uuid7(),
        source_id=source_id,
        state=RunState.RUNNING.value,
        trigger=trigger.value,
        phase=RunPhase.WAITING.value,
        received=0,
        started_at=work.clock.now(),
        counts={},
    )
