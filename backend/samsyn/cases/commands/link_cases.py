"""Linking two cases, and ending that. Nothing of it stands in their timelines: who opens the one case may not
know of the other. The link itself says who linked, who ended it and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from samsyn.cases.errors import CaseClosed, LinkedAlready, LinkedToItself, LinkEnded, UnknownCase
from samsyn.cases.models import Case, CaseLink
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.links import BETWEEN
from samsyn.cases.queries.links import one_link
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import highest
from samsyn.cases.schemas.links import CaseLinkIn
from samsyn.cases.statements.searches import CASE_OF_NUMBER
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work


async def link_cases(work: Work, case: Case, body: CaseLinkIn) -> CaseLink:
    """Raises CaseClosed, UnknownCase, LinkedToItself and LinkedAlready."""
    await remember_case_students(work, case.id)
    if not case.is_open:
        raise CaseClosed
    other = await _other(work, case, body.number.upper())
    if list(await work.scalars(BETWEEN, {"key": case.id, "other": other.id})):
        raise LinkedAlready
    made = CaseLink(
        tenant_id=case.tenant_id,
        id=uuid7(),
        from_id=case.id,
        to_id=other.id,
        kind=body.kind,
        confidentiality=highest(
            [ConfidentialityClass.K3, case.class_, ConfidentialityClass(other.confidentiality)]
        ),
    )
    work.add(made)
    work.log(CaseAction.LINK, "CaseLink", [made.id], students=[])
    await work.flush()
    return made


async def _other(work: Work, case: Case, number: str) -> Any:
    found = list(await work.execute(CASE_OF_NUMBER, {"sought": number}))
    if not found:
        raise UnknownCase
    if found[0].id == case.id:
        raise LinkedToItself
    return found[0]


async def end_link(work: Work, case: Case, link_id: UUID, reason: str) -> CaseLink:
    """By whoever works in either case and may know of both. Raises CaseClosed, NotThere and LinkEnded."""
    await remember_case_students(work, case.id)
    row = await one_link(work, case, link_id)
    link: CaseLink = row[0]
    if not case.is_open:
        raise CaseClosed
    if link.ended_at is not None:
        raise LinkEnded
    link.ended_at, link.ended_by = work.clock.now(), work.actor.id
    link.put_words(await sealer_of(work), end_reason=reason)
    work.log(CaseAction.LINK, "CaseLink", [link.id], students=[])
    await work.flush()
    return link
