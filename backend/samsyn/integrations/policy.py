"""Sources and their pulls are the administrator's: others do not see that they are there."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import distinct_on

from samsyn.core.actor import Actor, Function
from samsyn.core.scope import ADMINISTERS, KEY, TENANT, scoped
from samsyn.integrations.models import SyncRun, SyncSource
from samsyn.integrations.rules import RunState

SOURCE_IDS: Any = bindparam("sources", type_=Uuid, expanding=True)


class SourceAction(StrEnum):
    LIST = "sync-source.list"
    READ = "sync-source.read"
    CREATE = "sync-source.create"
    CHANGE = "sync-source.change"
    CONFIRM_NO_MARKS = "sync-source.confirm-no-marks"
    WITHDRAW_NO_MARKS = "sync-source.withdraw-no-marks"


class RunAction(StrEnum):
    LIST = "sync-run.list"
    READ = "sync-run.read"
    CREATE = "sync-run.create"
    CONFIRM = "sync-run.confirm"


SOURCES = scoped(select(SyncSource).where(SyncSource.tenant_id == TENANT, ADMINISTERS), SyncSource)
ONE_SOURCE = scoped(SOURCES.where(SyncSource.id == KEY), SyncSource)
LATEST_RUNS = scoped(
    select(SyncRun)
    .where(SyncRun.tenant_id == TENANT, SyncRun.source_id.in_(SOURCE_IDS), ADMINISTERS)
    .ext(distinct_on(SyncRun.source_id))
    .order_by(SyncRun.source_id, SyncRun.started_at.desc(), SyncRun.id.desc()),
    SyncRun,
)
RUNS = scoped(select(SyncRun).where(SyncRun.tenant_id == TENANT, ADMINISTERS), SyncRun)
ONE_RUN = scoped(RUNS.where(SyncRun.id == KEY), SyncRun)


def administers(actor: Actor) -> bool:
    return actor.holds(Function.SYSTEM_ADMIN)


def is_person(actor: Actor) -> bool:
    """May ask; whether the source is there for them is decided with the source."""
    return actor.kind == "PERSON"


def allowed_on_source(_: Actor, source: SyncSource) -> frozenset[SourceAction]:
    """Whoever sees it administers it."""
    always = {SourceAction.READ, SourceAction.CHANGE, SourceAction.CONFIRM_NO_MARKS}
    withdraw = {SourceAction.WITHDRAW_NO_MARKS} if source.no_marks_by is not None else set()
    return frozenset(always | withdraw)


def shown_on_source(actor: Actor, source: SyncSource) -> frozenset[str]:
    """With what may be done about it elsewhere."""
    runs = {RunAction.CREATE.value} if source.enabled else set()
    return frozenset(runs | {action.value for action in allowed_on_source(actor, source)})


def waits(run: SyncRun) -> bool:
    """Ends of this pull wait for somebody's word."""
    return run.state == RunState.CONFIRM and run.confirmed_at is None


def allowed_on_run(_: Actor, run: SyncRun) -> frozenset[RunAction]:
    return frozenset({RunAction.READ} | ({RunAction.CONFIRM} if waits(run) else set()))


def asked_on_run(_: Actor, run: SyncRun) -> frozenset[RunAction]:
    """Confirming is refused by its command, which says why."""
    return frozenset(RunAction)
