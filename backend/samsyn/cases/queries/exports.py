"""The register of documents out of a case."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam

from samsyn.cases.models import Case, CaseExport
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.parts import Names, logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.schemas.exports import ExportOut
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Page, self_link
from samsyn.core.work import Work

EXPORTS = visible_parts(CaseExport)
ONE_EXPORT = visible_parts(CaseExport).where(CaseExport.id == bindparam("export"))
ORDER = Order("case-exports", {"exportedAt": CaseExport.exported_at}, "-exportedAt", CaseExport.id)


def _shown(export: CaseExport, names: Names, sealer: Sealer) -> ExportOut:
    return ExportOut(
        links=self_link(f"/cases/{export.case_id}/exports/{export.id}"),
        id=export.id,
        reason=export.words(sealer)["reason"],
        confidentiality=export.confidentiality,
        size=export.size,
        sha256=export.sha256.hex(),
        exported_at=export.exported_at,
        exported_by=names[export.exported_by],
    )


async def list_exports(work: Work, case: Case, asked: Paging) -> Page[ExportOut]:
    """The newest first."""
    await logged(work, case, "case.exports")
    page: Page[CaseExport] = await listed(
        work, EXPORTS, ORDER, asked, lambda row: row[0], values={"key": case.id}
    )
    names = await names_of(work, [row.exported_by for row in page.items])
    sealer = await sealer_of(work)
    shown = [_shown(row, names, sealer) for row in page.items]
    return Page[ExportOut](items=shown, meta=page.meta, links=page.links)


async def one_export(work: Work, case: Case, export_id: UUID) -> ExportOut:
    """Raises NotThere."""
    export: CaseExport | None = await work.one_or_none(ONE_EXPORT, key=case.id, export=export_id)
    if export is None:
        raise NotThere
    await logged(work, case, "case.exports")
    return _shown(export, await names_of(work, [export.exported_by]), await sealer_of(work))
