"""Reads of who on the staff is pointed out in a case."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.cases.models import AllegedPerson, Case
from samsyn.cases.queries.circle import ALLEGED
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.schemas.alleged import AllegedPersonOut, AllegedPersonsOut
from samsyn.core.keyring import sealer_of
from samsyn.core.schema import self_link
from samsyn.core.work import Work


async def shown(work: Work, rows: Sequence[AllegedPerson]) -> list[AllegedPersonOut]:
    """Rows that are at hand."""
    names = await names_of(work, {one for row in rows for one in (row.person_id, row.named_by)})
    sealer = await sealer_of(work)
    return [
        AllegedPersonOut(
            id=row.id,
            person=names[row.person_id],
            named_by=names[row.named_by],
            named_at=row.named_at,
            removed_at=row.removed_at,
            **row.words(sealer),
        )
        for row in rows
    ]


async def alleged(work: Work, case: Case) -> AllegedPersonsOut:
    """In the order in which they were named."""
    await logged(work, case, "case.alleged-persons")
    rows = sorted(await work.scalars(ALLEGED, {"key": case.id}), key=lambda row: (row.named_at, row.id))
    return AllegedPersonsOut(
        links=self_link(f"/cases/{case.id}/alleged-persons"), items=await shown(work, rows)
    )
