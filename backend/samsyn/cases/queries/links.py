"""Links of a case, and the chain that they make with what was tried along it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from samsyn.cases.models import Case, CaseLink
from samsyn.cases.policy.links import LINKS_OF_CASE, ONE_LINK, TRIED_IN
from samsyn.cases.queries.linked import chained
from samsyn.cases.queries.measures import tried_shown
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.rulebook import type_named
from samsyn.cases.rules.access import NUMBER_ONLY
from samsyn.cases.rules.links import side_of
from samsyn.cases.schemas.links import CaseChainOut, CaseLinkOut, CaseLinksOut, ChainedCaseOut, LinkedCaseOut
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.core.work import Work

READ = "case.links"


def _shown(row: Any, case_id: UUID, sealer: Sealer, language: Language) -> CaseLinkOut:
    link: CaseLink = row[0]
    hidden = not row.may_open and row.case_type in NUMBER_ONLY
    return CaseLinkOut(
        links=self_link(f"/cases/{case_id}/links/{link.id}"),
        id=link.id,
        kind=link.kind,
        side=side_of(link.kind, goes_from_here=link.from_id == case_id),
        other=LinkedCaseOut(
            id=row.other_id,
            number=row.number,
            case_type=None if hidden else type_named(row.case_type, language),
            phase=row.phase,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            may_open=row.may_open,
        ),
        linked_at=link.created_at,
        ended_at=link.ended_at,
        end_reason=link.words(sealer)["end_reason"] if row.may_open else None,
    )


async def links(work: Work, case: Case, language: Language) -> CaseLinksOut:
    """Those that hold first, then those that ended, each the newest first."""
    await logged(work, case, READ)
    rows = list(await work.execute(LINKS_OF_CASE, {"key": case.id}))
    rows.sort(key=lambda row: (row[0].ended_at is None, row[0].created_at, row[0].id), reverse=True)
    work.log(READ, "CaseLink", [row[0].id for row in rows], students=[])
    sealer = await sealer_of(work)
    return CaseLinksOut(
        links=self_link(f"/cases/{case.id}/links"),
        items=[_shown(row, case.id, sealer, language) for row in rows],
    )


async def one_link(work: Work, case: Case, link_id: UUID) -> Any:
    """The link with the head of the other case. Raises NotThere, also where the other end is not theirs."""
    rows = list(await work.execute(ONE_LINK, {"key": case.id, "link": link_id}))
    if not rows:
        raise NotThere
    return rows[0]


async def link(work: Work, case: Case, link_id: UUID, language: Language) -> CaseLinkOut:
    await logged(work, case, READ)
    row = await one_link(work, case, link_id)
    work.log(READ, "CaseLink", [row[0].id], students=[])
    return _shown(row, case.id, await sealer_of(work), language)


async def chain(work: Work, case: Case, language: Language) -> CaseChainOut:
    """The cases that links lead to and what was tried in them, as far as the caller opens them."""
    await logged(work, case, "case.chain")
    found = await chained(work, case.id)
    cases = {row.id: row for row, _ in found}
    rows = sorted(
        await work.scalars(TRIED_IN, {"cases": sorted(cases)}), key=lambda one: (one.start_on, one.id)
    )
    work.log("case.chain", "Case", sorted(cases), students=[])
    sealer = await sealer_of(work)
    kinds = {key: type_named(row.case_type, language) for key, row in cases.items()}
    shown = [
        ChainedCaseOut(
            id=row.id,
            number=row.number,
            case_type=kinds[row.id],
            phase=row.phase,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            steps=steps,
        )
        for row, steps in sorted(found, key=lambda one: (one[0].opened_at, one[0].id))
    ]
    measures = [tried_shown(one, cases[one.case_id].number, kinds[one.case_id], [], sealer) for one in rows]
    return CaseChainOut(links=self_link(f"/cases/{case.id}/chain"), cases=shown, measures=measures)
