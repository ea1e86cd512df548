"""A case let out as a document, and the line about it."""

from __future__ import annotations

import hashlib

from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import ExportFailed, NoExport, Unfit
from samsyn.cases.models import Case, CaseExport
from samsyn.cases.queries.pupils import any_protected_in
from samsyn.cases.queries.whole_case import document_of, gather, title_of
from samsyn.cases.rules.exports import needs_reason
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.exports import ExportIn
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.messages import Language
from samsyn.core.pdf import PdfError, typeset
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work


async def export_case(work: Work, case: Case, body: ExportIn, language: Language) -> tuple[CaseExport, bytes]:
    """Raises NoExport for K4, C15, Unfit where a reason is missing, and ExportFailed."""
    if case.class_ is ConfidentialityClass.K4:
        raise NoExport
    if await any_protected_in(work, case):
        raise Unfit(
            "",
            "C15",
            "En elev i ärendet har skyddade personuppgifter. Höj ärendet till K4; det skrivs inte ut.",
            "A pupil in the case has protected personal data. Raise the case to K4; it is not printed.",
        )
    found = await gather(work, case, language)
    if needs_reason(found.confidentiality) and body.reason is None:
        raise Unfit(
            "/reason",
            "EXPORT_REASON",
            "Skriv varför. Det som skrivs ut är av klass K3 och registreras som utlämnad handling.",
            "Say why. What is printed is of class K3, and the document is registered as let out.",
        )
    document = await document_of(work, found, body.reason)
    try:
        made = await typeset("document", document, title=title_of(case, language), language=language)
    except PdfError:
        raise ExportFailed from None
    export = CaseExport(
        **place_of(case),
        id=uuid7(),
        confidentiality=found.confidentiality,
        size=len(made),
        sha256=hashlib.sha256(made).digest(),
        exported_at=work.clock.now(),
        exported_by=work.actor.id,
    )
    export.put_words(await sealer_of(work), reason=body.reason)
    work.add(export)
    work.log("case.export", "CaseExport", [export.id], purpose="DOCUMENT_OUT")
    await tell(work, case, EventType.EXPORTED, ref_id=export.id, confidentiality=found.confidentiality)
    await work.flush()
    return export, made
