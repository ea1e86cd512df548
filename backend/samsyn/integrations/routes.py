"""`/sync-sources` and `/sync-runs`."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.jobs import tell
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, ActingPage, Page
from samsyn.core.work import Work
from samsyn.integrations import commands, queries
from samsyn.integrations.jobs import PULL
from samsyn.integrations.models import SyncRun, SyncSource
from samsyn.integrations.policy import (
    ONE_RUN,
    ONE_SOURCE,
    RunAction,
    SourceAction,
    administers,
    allowed_on_run,
    allowed_on_source,
    asked_on_run,
    is_person,
)
from samsyn.integrations.schemas import (
    NoMarksConfirmationIn,
    SyncRunConfirmationIn,
    SyncRunIn,
    SyncRunOut,
    SyncRunSummary,
    SyncSourceIn,
    SyncSourceOut,
    SyncSourcePatch,
)

router = APIRouter(route_class=GuardedRoute)
SOURCE: dict[str, Any] = {
    "kind": "SyncSource",
    "find": ONE_SOURCE,
    "parameter": "sourceId",
    "allowed": allowed_on_source,
}
RUN: dict[str, Any] = {"kind": "SyncRun", "find": ONE_RUN, "parameter": "runId", "allowed": allowed_on_run}
Sources = Annotated[Work, Depends(Gate(SourceAction.LIST, kind="SyncSource", allowed=administers))]
NewSource = Annotated[Work, Depends(Gate(SourceAction.CREATE, kind="SyncSource", allowed=administers))]
SourceToRead = Annotated[SyncSource, Depends(Gate(SourceAction.READ, **SOURCE))]
SourceToChange = Annotated[SyncSource, Depends(Gate(SourceAction.CHANGE, version="required", **SOURCE))]
SourceToConfirm = Annotated[
    SyncSource, Depends(Gate(SourceAction.CONFIRM_NO_MARKS, version="required", **SOURCE))
]
SourceToWithdraw = Annotated[
    SyncSource, Depends(Gate(SourceAction.WITHDRAW_NO_MARKS, version="required", **SOURCE))
]
Runs = Annotated[Work, Depends(Gate(RunAction.LIST, kind="SyncRun", allowed=administers))]
NewRun = Annotated[Work, Depends(Gate(RunAction.CREATE, kind="SyncRun", allowed=is_person))]
RunToRead = Annotated[SyncRun, Depends(Gate(RunAction.READ, **RUN))]
RunToConfirm = Annotated[SyncRun, Depends(Gate(RunAction.CONFIRM, **(RUN | {"allowed": asked_on_run})))]


@router.get("/sync-sources")
async def list_sync_sources(work: Sources, asked: ThePaging) -> ActingPage[SyncSourceOut]:
    """The organiser's sources of schools, people and groups. Secrets are never shown."""
    return await queries.sources_listed(work, asked)


@router.get("/sync-sources/{sourceId}")
async def read_sync_source(source: SourceToRead, work: TheWork, response: Response) -> SyncSourceOut:
    """One source."""
    response.headers["ETag"] = etag(source)
    return await queries.source_shown(work, source)


@router.post("/sync-sources", status_code=status.HTTP_201_CREATED)
async def create_sync_source(work: NewSource, body: SyncSourceIn, response: Response) -> SyncSourceOut:
    """Adds a source. Raises SYNC_ADDRESS for anything but https on the public network, SYNC_NAME."""
    source = await commands.create_source(work, body)
    response.headers["Location"] = f"{BASE_PATH}/sync-sources/{source.id}"
    response.headers["ETag"] = etag(source)
    return await queries.source_shown(work, source)


@router.patch("/sync-sources/{sourceId}")
async def change_sync_source(
    source: SourceToChange, body: SyncSourcePatch, work: TheWork, response: Response
) -> SyncSourceOut:
    """Changes what is given; a secret that is left out stays, but for another ``tokenUrl`` it must be given
    again. Raises SYNC_ADDRESS, SYNC_NAME, SYNC_SECRET."""
    await commands.change_source(work, source, body)
    response.headers["ETag"] = etag(source)
    return await queries.source_shown(work, source)


@router.post("/sync-sources/{sourceId}/no-marks-confirmation", status_code=status.HTTP_201_CREATED)
async def confirm_no_marks(
    source: SourceToConfirm, body: NoMarksConfirmationIn, work: TheWork, response: Response
) -> SyncSourceOut:
    """The caller confirms, by name, that this source delivers no protection marks, and says how protected
    pupils are handled. Until then everybody without a mark is handled as protected."""
    await commands.confirm_no_marks(work, source, body)
    response.headers["Location"] = f"{BASE_PATH}/sync-sources/{source.id}"
    response.headers["ETag"] = etag(source)
    return await queries.source_shown(work, source)


@router.delete("/sync-sources/{sourceId}/no-marks-confirmation", status_code=status.HTTP_204_NO_CONTENT)
async def withdraw_no_marks(source: SourceToWithdraw, work: TheWork) -> None:
    """Takes the confirmation back: at the next pull everybody without a mark is protected again."""
    await commands.withdraw_no_marks(work, source)


@router.get("/sync-runs")
async def list_sync_runs(
    work: Runs, asked: ThePaging, source_id: Annotated[UUID | None, Query(alias="sourceId")] = None
) -> Page[SyncRunSummary]:
    """Pulls, the latest first."""
    return await queries.runs_listed(work, asked, source_id)


@router.get("/sync-runs/{runId}")
async def read_sync_run(run: RunToRead, work: TheWork, request: Request, response: Response) -> SyncRunOut:
    """One pull with its report: what was created, changed and ended, and every refused object with its
    reason. Ask again while it is RUNNING."""
    response.headers["ETag"] = etag(run)
    return await queries.run_shown(work, run, language_of(request))


@router.post("/sync-runs", status_code=status.HTTP_202_ACCEPTED)
async def create_sync_run(work: NewRun, body: SyncRunIn, request: Request, response: Response) -> SyncRunOut:
    """Starts a pull in the background; its address tells how it goes. Raises SYNC_RUNNING, SYNC_OFF."""
    run = await commands.ask_for_run(work, body.source_id)
    await tell(work, PULL, run=run.id)
    response.headers["Location"] = f"{BASE_PATH}/sync-runs/{run.id}"
    return await queries.run_shown(work, run, language_of(request))


@router.post("/sync-runs/{runId}/confirmation", status_code=status.HTTP_202_ACCEPTED)
async def confirm_sync_run(
    run: RunToConfirm, body: SyncRunConfirmationIn, work: TheWork, request: Request, response: Response
) -> SyncRunOut:
    """Confirms the ends that wait: a new pull carries out exactly these, if the source still says the same.
    Raises SYNC_CONFIRMATION, SYNC_RUNNING, SYNC_OFF."""
    again = await commands.confirm_ends(work, run, body.confirmation)
    await tell(work, PULL, run=again.id)
    response.headers["Location"] = f"{BASE_PATH}/sync-runs/{again.id}"
    return await queries.run_shown(work, again, language_of(request))
