"""Reads of assessments by reference, and what the gate asks of them."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.cases.models import AssessmentReference, Case
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.rulebook import kind_of
from samsyn.cases.rules.assessments import ASKS_FOUR, AssessmentKind, lacking
from samsyn.cases.schemas.assessments import AssessmentReferenceOut, AssessmentReferencesOut
from samsyn.core.keyring import sealer_of
from samsyn.core.schema import self_link
from samsyn.core.work import Work

ASSESSMENTS = visible_parts(AssessmentReference).where(AssessmentReference.removed_at.is_(None))
ORDER = list(AssessmentKind)


async def standing(work: Work, case: Case) -> list[AssessmentReference]:
    """In the order of the law, the oldest first of each."""
    rows: Sequence[AssessmentReference] = list(await work.scalars(ASSESSMENTS, {"key": case.id}))
    return sorted(rows, key=lambda row: (ORDER.index(AssessmentKind(row.kind)), row.made_on, row.id))


async def shown(work: Work, rows: Sequence[AssessmentReference]) -> list[AssessmentReferenceOut]:
    names, sealer = await names_of(work, (row.added_by for row in rows)), await sealer_of(work)
    return [
        AssessmentReferenceOut(
            id=row.id,
            kind=row.kind,
            made_on=row.made_on,
            added_by=names[row.added_by],
            confidentiality=row.confidentiality,
            **{name: text or "" for name, text in row.words(sealer).items()},
        )
        for row in rows
    ]


async def assessments(work: Work, case: Case) -> AssessmentReferencesOut:
    await logged(work, case, "case.assessments")
    rows = await standing(work, case)
    asked = ASKS_FOUR in kind_of(case.case_type).gates
    return AssessmentReferencesOut(
        links=self_link(f"/cases/{case.id}/assessment-references"),
        asked=asked,
        lacking_kinds=lacking(row.kind for row in rows) if asked else [],
        items=await shown(work, rows),
    )


async def all_four(work: Work, case: Case) -> bool:
    """Skollagen 7:5: a pedagogical, a psychological, a medical and a social assessment."""
    if case.around is not None:
        return not lacking((await Around.of(work, case)).assessed or ())
    return not lacking(row.kind for row in await standing(work, case))
