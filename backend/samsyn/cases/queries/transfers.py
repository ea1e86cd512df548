"""Reads of what was handed over at a change of school, its document, and what the gate asks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from fastapi import Response
from sqlalchemy import select

from samsyn.cases.errors import ExportFailed
from samsyn.cases.models import Case, CaseTransfer
from samsyn.cases.policy import visible_parts
from samsyn.cases.policy.actions import IncomingAction
from samsyn.cases.policy.transfers import INCOMING, ONE_TRANSFER
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.transfer_content import rows_of
from samsyn.cases.rules.transfers import TransferItem, goes_along
from samsyn.cases.schemas.transfers import (
    IncomingTransferOut,
    IncomingTransfersOut,
    OfferedOut,
    TransferOut,
    TransferPartOut,
    TransfersOut,
)
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.pdf import Document, Part, PdfError, typeset
from samsyn.core.registry import FocusCard
from samsyn.core.schema import self_link
from samsyn.core.schooldays import stockholm_day
from samsyn.core.spelled import spelled_day
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work
from samsyn.organisation import Organiser, School, label_of

TRANSFERS = visible_parts(CaseTransfer)
CHOSEN = visible_parts(CaseTransfer, CaseTransfer.id).limit(1)
TITLE = "Överlämning vid skolbyte"
COLUMNS = (
    "id", "case_id", "direction", "destination", "student_id", "items", "told_on", "decided_at",
    "disclosure_id", "received_at", "confidentiality", "version",
)  # fmt: skip


async def shown(work: Work, rows: Sequence[CaseTransfer]) -> list[TransferOut]:
    names = await names_of(work, [who for row in rows for who in (row.decided_by, row.received_by)])
    schools = await _schools(work, rows)
    sealer = await sealer_of(work)
    said = [(row, row.words(sealer)) for row in rows]
    return [
        TransferOut(
            links=self_link(f"/cases/{row.case_id}/transfers/{row.id}"),
            allowed_actions=[],
            **{name: getattr(row, name) for name in COLUMNS},
            to_school=schools.get(row.to_school_id),
            recipient=words["recipient"],
            origin=words["origin"] if row.direction == "IN" else None,
            parts=[TransferPartOut(**part) for part in json.loads(words["content"] or "[]")],
            told=words["told"],
            reason=words["reason"],
            decided_by=names[row.decided_by],
            received_by=names.get(row.received_by) if row.received_by else None,
        )
        for row, words in said
    ]


async def _schools(work: Work, rows: Sequence[CaseTransfer]) -> dict[UUID | None, str]:
    wanted = {row.to_school_id for row in rows if row.to_school_id}
    statement = select(School.id, School.name).where(School.tenant_id == work.tenant, School.id.in_(wanted))
    return {row.id: row.name for row in await work.execute(statement)} if wanted else {}


async def transfers(work: Work, case: Case) -> TransfersOut:
    """The newest first."""
    await logged(work, case, "case.transfers")
    rows: list[CaseTransfer] = sorted(
        await work.scalars(TRANSFERS, {"key": case.id}), key=lambda row: row.id, reverse=True
    )
    every = await rows_of(work, case)
    return TransfersOut(
        links=self_link(f"/cases/{case.id}/transfers"),
        choices=[_offered(item, every[item]) for item in TransferItem],
        items=await shown(work, rows),
    )


def _offered(item: TransferItem, rows: Sequence[Any]) -> OfferedOut:
    free = sum(goes_along(ConfidentialityClass(row.confidentiality), strict=False) for row in rows)
    return OfferedOut(item=item, rows=free, strict=len(rows) - free)


async def one(work: Work, case: Case, key: UUID) -> CaseTransfer:
    """Raises NotThere, also for one that is too strict."""
    row: CaseTransfer | None = await work.one_or_none(ONE_TRANSFER, key=key)
    if row is None or row.case_id != case.id:
        raise NotThere
    await logged(work, case, "case.transfers")
    return row


async def scope_is_chosen(work: Work, case: Case) -> bool:
    """The gate HANDOVER_SCOPE: something was handed over, or it was decided that nothing is."""
    if case.around is not None:
        return bool((await Around.of(work, case)).transferred)
    return await work.scalar(CHOSEN, {"key": case.id}) is not None


# At the other end -------------------------------------------------------------------------------------------


async def incoming(work: Work) -> IncomingTransfersOut:
    """What waits for the caller, the oldest first."""
    rows: list[CaseTransfer] = list(await work.scalars(INCOMING))
    students = sorted({row.student_id for row in rows})
    work.log(IncomingAction.LIST, "CaseTransfer", [row.id for row in rows], students=students)
    names, schools = await names_of(work, [row.decided_by for row in rows]), await _schools(work, rows)
    sealer = await sealer_of(work)
    said = [(row, row.words(sealer)) for row in rows]
    return IncomingTransfersOut(
        links=self_link("/incoming-transfers"),
        items=[
            IncomingTransferOut(
                links=self_link(f"/incoming-transfers/{row.id}"),
                allowed_actions=[IncomingAction.RECEIVE],
                id=row.id,
                to_school=schools[row.to_school_id],
                origin=words["origin"] or "",
                pupil=words["pupil"] or "",
                sent_at=row.decided_at,
                sent_by=names[row.decided_by],
                items=row.items,
                confidentiality=row.confidentiality,
                version=row.version,
            )
            for row, words in said
        ],
    )


async def waiting(work: Work) -> Sequence[FocusCard]:
    """One card for all that waits to be taken in hand."""
    rows: list[CaseTransfer] = list(await work.scalars(INCOMING))
    work.log("incoming-transfer.waiting", "CaseTransfer", [row.id for row in rows], students=[])
    if not rows:
        return []
    many = len(rows) != 1
    since = min(stockholm_day(row.decided_at) for row in rows)
    return [
        FocusCard(
            code="TRANSFERS_WAITING",
            weight=82,
            what_sv=f"Ta emot {len(rows)} överlämningar" if many else "Ta emot en överlämning",
            what_en=f"Take {len(rows)} handovers in hand" if many else "Take a handover in hand",
            why_sv="En elev byter till er skola. Det som lämnas över väntar på dig.",
            why_en="A pupil changes to your school. What is handed over waits for you.",
            action_sv="Till överlämningarna",
            action_en="To the handovers",
            path="/arenden/mottagna",
            due=since,
        )
    ]


# The document -----------------------------------------------------------------------------------------------


async def document(work: Work, case: Case, row: CaseTransfer) -> Response:
    """What was handed over, as it stood, tagged (PDF/UA-1). In Swedish: it is the organiser's document."""
    work.log("case.transfer-document", "CaseTransfer", [row.id], purpose="DOCUMENT_OUT")
    organiser: str = await work.scalar(select(Organiser.name).where(Organiser.tenant_id == work.tenant)) or ""
    (out,) = await shown(work, [row])
    words = row.words(await sealer_of(work))
    label = f"{row.confidentiality} {label_of('confidentiality_class', row.confidentiality, 'sv')}"
    day = spelled_day(stockholm_day(row.decided_at))
    parts = tuple(
        Part(one.heading, tuple(one.paragraphs), bullets=tuple(one.bullets), level=one.level)
        for one in out.parts
    )
    made = Document(
        organiser=organiser,
        unit=(words["origin"] or "").rpartition(", ")[0],
        marks=((words["origin"] or "").rpartition(", ")[2], label, day),
        facts=tuple(fact for fact in _facts(out, words["pupil"] or "", day) if fact[1]),
        parts=(*parts, _said(out)),
        foot=f"{TITLE} · {label}",
    )
    try:
        content = await typeset("document", made, title=TITLE, language="sv")
    except PdfError:
        raise ExportFailed from None
    name = quote(f"överlämning-{case.number}.pdf", safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'",
    }
    return Response(content, media_type="application/pdf", headers=headers)


def _facts(out: TransferOut, pupil: str, day: str) -> list[tuple[str, str]]:
    return [
        ("Elev", pupil),
        ("Lämnas till", out.to_school or out.recipient or ""),
        ("Beslutat av", f"{out.decided_by.name}, {day}"),
    ]


def _said(out: TransferOut) -> Part:
    """What the pupil and the guardians were told, or why nothing goes along."""
    if out.told is None:
        return Part("Därför lämnas inget över", (out.reason or "",))
    day = spelled_day(out.told_on)
    return Part("Det här har eleven och vårdnadshavarna fått veta", (f"{day}: {out.told}",))
