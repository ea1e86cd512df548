"""What stands still is told to others without anybody asking, and files are looked at for malware."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from samsyn.cases.commands.escalate_clocks import escalate_some
from samsyn.cases.policy.attachments import NOTE_SCAN, TO_SCAN
from samsyn.cases.rules.attachments import ScanState
from samsyn.core.clamav import is_clean
from samsyn.core.jobs import Job
from samsyn.core.runtime import Runtime
from samsyn.core.spool import Spool
from samsyn.core.work import Credential, Work
from samsyn.documents import blob_pieces, one_blob

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


async def scan(runtime: Runtime, tenant: int, _: Mapping[str, str]) -> None:
    """Every file that waits, one after the other; no transaction is open while the scanner thinks. Raises
    ScanFault where it does not answer: the rest waits for the next time."""
    place = runtime.settings.clamav
    if place is None:
        return
    for file, blob in await _to_scan(runtime, tenant):
        with Spool() as spool:
            await _fetch(runtime, tenant, file, blob, spool)
            verdict = ScanState.CLEAN if await is_clean(place, spool.pieces()) else ScanState.INFECTED
        async with Work(runtime.engine, Credential.system(tenant), runtime=runtime) as work:
            await work.open()
            work.log("case.attachment-scan", "CaseAttachment", [file], fields=["scan"])
            await work.execute(NOTE_SCAN, {"key": file, "verdict": verdict.value})
            await work.finish()


async def _to_scan(runtime: Runtime, tenant: int) -> list[tuple[UUID, UUID]]:
    async with Work(runtime.engine, Credential.system(tenant), runtime=runtime) as work:
        await work.open()
        found = [(row.id, row.blob_id) for row in await work.execute(TO_SCAN)]
        work.log("case.attachment-scan", "CaseAttachment", [file for file, _ in found])
        await work.finish()
        return found


async def _fetch(runtime: Runtime, tenant: int, file: UUID, blob_id: UUID, spool: Spool) -> None:
    async with Work(runtime.engine, Credential.system(tenant), runtime=runtime) as work:
        await work.open()
        work.log("case.attachment-scan", "CaseAttachment", [file])
        async for piece in blob_pieces(work, await one_blob(work, blob_id)):
            spool.write(piece)
        await work.finish()
    spool.done()


SCAN = Job("cases:scan", scan, cron="*/10 * * * *")
JOBS = (ESCALATE, SCAN)
