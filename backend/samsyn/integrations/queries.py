"""Sources and pulls as they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samsyn.core.lease import is_leased
from samsyn.core.messages import Language
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import ActingPage, Named, Page, self_link
from samsyn.core.work import Work
from samsyn.identity import Person
from samsyn.integrations.models import SyncRun, SyncSource
from samsyn.integrations.policy import (
    LATEST_RUNS,
    RUNS,
    SOURCES,
    SourceAction,
    administers,
    allowed_on_run,
    shown_on_source,
)
from samsyn.integrations.rules import RunPhase, RunState, is_dead, lease_of
from samsyn.integrations.schemas import (
    EndpointUrlsOut,
    NoMarksConfirmationOut,
    SyncCountsOut,
    SyncReportOut,
    SyncRunOut,
    SyncRunSummary,
    SyncSourceOut,
)

SOURCE_ORDER = Order("sync-sources", {"name": SyncSource.name}, "name", SyncSource.id)
RUN_ORDER = Order("sync-runs", {"startedAt": SyncRun.started_at}, "-startedAt", SyncRun.id)
ENDPOINTS = ("organisations", "persons", "duties", "groups")
COUNTS = tuple(SyncCountsOut.model_fields)


async def _names(work: Work, ids: Iterable[UUID | None]) -> dict[UUID, Named]:
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    people = select(Person).where(Person.tenant_id == work.tenant, Person.id.in_(wanted))
    return {one.id: Named(id=one.id, name=one.name) for one in await work.scalars(people)}


async def _source_names(work: Work) -> dict[UUID, Named]:
    """Of all sources: there are a handful."""
    return {one.id: Named(id=one.id, name=one.name) for one in await work.scalars(SOURCES)}


async def sources_listed(work: Work, asked: Paging) -> ActingPage[SyncSourceOut]:
    every: Sequence[SyncSource] = (await work.scalars(SOURCES)).all()
    names = await _names(work, (one.no_marks_by for one in every))
    latest = await _latest(work, every)
    page = await listed(
        work, SOURCES, SOURCE_ORDER, asked, lambda r: _source(r[0], work, names, latest), total=True
    )
    return ActingPage.of(page, [SourceAction.CREATE] if administers(work.actor) else [])


async def source_shown(work: Work, source: SyncSource) -> SyncSourceOut:
    names = await _names(work, [source.no_marks_by])
    return _source(source, work, names, await _latest(work, [source]))


async def _latest(work: Work, sources: Sequence[SyncSource]) -> dict[UUID, SyncRunSummary]:
    """By source; what has never been pulled has none."""
    names = {one.id: Named(id=one.id, name=one.name) for one in sources}
    runs, broken = await work.scalars(LATEST_RUNS, {"sources": list(names)}), await _broken_off(work)
    return {one.source_id: SyncRunSummary(**_summary(one, work, names, broken)) for one in runs}


def _source(
    source: SyncSource, work: Work, names: dict[UUID, Named], latest: dict[UUID, SyncRunSummary]
) -> SyncSourceOut:
    marks = None
    if source.no_marks_by is not None:
        marks = NoMarksConfirmationOut(
            confirmed_by=names[source.no_marks_by],
            confirmed_at=source.no_marks_at,
            handling=source.no_marks_handling,
        )
    plain = ("id", "name", "api_version", "base_url", "token_url", "client_id", "token_scope")
    return SyncSourceOut(
        links=self_link(f"/sync-sources/{source.id}"),
        allowed_actions=sorted(shown_on_source(work.actor, source)),
        **{field: getattr(source, field) for field in (*plain, "organisation_number", "enabled", "version")},
        endpoint_urls=EndpointUrlsOut(**{one: source.endpoint_urls.get(one) for one in ENDPOINTS}),
        no_marks_confirmation=marks,
        last_run=latest.get(source.id),
    )


async def is_broken_off(work: Work, run: SyncRun) -> bool:
    """It says that it goes on, and its process is gone. Closed by the next one that is asked for."""
    if run.state != RunState.RUNNING:
        return False
    leased = await is_leased(work, lease_of(run.id))
    return is_dead(RunPhase(run.phase), run.started_at, work.clock.now(), leased=leased)


async def _broken_off(work: Work) -> frozenset[UUID]:
    """Of all runs: at most one goes on per source."""
    going_on: Sequence[SyncRun] = (
        await work.scalars(RUNS.where(SyncRun.state == RunState.RUNNING.value))
    ).all()
    return frozenset([run.id for run in going_on if await is_broken_off(work, run)])


async def runs_listed(work: Work, asked: Paging, source: UUID | None) -> Page[SyncRunSummary]:
    names = await _source_names(work)
    wanted = RUNS if source is None else RUNS.where(SyncRun.source_id == source)
    broken = await _broken_off(work)
    return await listed(
        work, wanted, RUN_ORDER, asked, lambda r: SyncRunSummary(**_summary(r[0], work, names, broken))
    )


async def run_shown(work: Work, run: SyncRun, language: Language) -> SyncRunOut:
    names = await _source_names(work)
    people = await _names(work, [run.confirmed_by])
    report = SyncReportOut.model_validate(run.report[language]) if run.report else None
    return SyncRunOut(
        **_summary(run, work, names, await _broken_off(work)),
        report=report,
        confirmation=run.confirmation,
        confirmed_at=run.confirmed_at,
        confirmed_by=people.get(run.confirmed_by) if run.confirmed_by else None,
    )


def _summary(run: SyncRun, work: Work, names: dict[UUID, Named], broken: frozenset[UUID]) -> dict[str, Any]:
    plain = ("id", "trigger", "received", "started_at", "finished_at", "version")
    over = run.id in broken
    return {
        "state": RunState.FAILED if over else run.state,
        "phase": RunPhase.OVER if over else run.phase,
        "links": self_link(f"/sync-runs/{run.id}"),
        "allowed_actions": sorted(allowed_on_run(work.actor, run)),
        **{field: getattr(run, field) for field in plain},
        "source": names[run.source_id],
        "counts": SyncCountsOut(**{name: run.counts.get(name, 0) for name in COUNTS}),
    }
