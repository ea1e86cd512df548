"""Reads of concerns and their receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from samsyn.cases.models import Concern, ConcernHead
from samsyn.cases.policy import (
    CASES_OF_CONCERN,
    ConcernAction,
    allowed_on_receipt,
    offered_on_concern,
)
from samsyn.cases.queries.guidelines import Guidelines
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.places import place_in_list, school_named
from samsyn.cases.queries.pupils import (
    group_named,
    pupils_in,
    pupils_shown,
    remember_concern_students,
)
from samsyn.cases.rules import ConcernState, Urgency
from samsyn.cases.schemas.concerns import CaseRef, ConcernOut, ConcernRow, ReceiptOut
from samsyn.cases.statements import FIRST, LAST, LIST_CONCERNS, NUMBERS, UNASSESSED, UNASSESSED_OF
from samsyn.core.keyring import sealer_of
from samsyn.core.paging import Paging, page_of, sliced
from samsyn.core.schema import Named, Page, self_link
from samsyn.core.schooldays import stockholm_day
from samsyn.core.work import Work


async def receipt(work: Work, head: ConcernHead) -> ReceiptOut:
    """What the reporter is told: K1, also with one factor."""
    waiting = head.state == ConcernState.NEW
    guidelines = await Guidelines.of(work, [head] if waiting else [])
    return ReceiptOut(
        links=self_link(f"/concerns/{head.id}/receipt"),
        allowed_actions=sorted(allowed_on_receipt(work.actor, head)),
        id=head.id,
        number=head.number,
        school=await school_named(work, head.school_id),
        received_at=head.received_at,
        urgency=head.urgency,
        felt_degraded=head.felt_degraded,
        reach=head.reach,
        state=head.state,
        outcome=head.outcome,
        assess_by=guidelines.assess_by(head) if waiting else None,
        version=head.version,
    )


def clock(work: Work, concern: Any, guidelines: Guidelines) -> dict[str, Any]:
    """Age and last day in school days, until today or the day it was assessed."""
    last, assessed = guidelines.assess_by(concern), concern.assessed_at
    until = stockholm_day(assessed) if assessed else work.clock.today()
    return {
        "age_school_days": guidelines.school_days(concern, stockholm_day(concern.received_at), until),
        "assess_by": last,
        "overdue_school_days": guidelines.school_days(concern, last, until),
    }


async def list_concerns(
    work: Work, asked: Paging, state: ConcernState | None, mine: bool
) -> Page[ConcernRow]:
    """Those the caller assesses, and those the caller reported; the oldest first unless asked otherwise."""
    order, values = place_in_list(work, asked, "concerns", {"receivedAt": FIRST, "-receivedAt": LAST})
    values |= {"of_state": state, "only_mine": mine}
    rows = list(await work.execute(LIST_CONCERNS[order], values))
    shown = rows[: asked.limit]
    _log(work, shown)
    guidelines = await Guidelines.of(work, shown)
    return page_of(work, rows, "concerns", order, asked, lambda row: _row(work, row, guidelines))


async def list_waiting(work: Work, asked: Paging) -> Page[ConcernRow]:
    """Those the caller is to assess: what is urgent first, then what runs out first. All of them are put in
    order before the page is cut, so that nothing that is urgent waits behind its end. Raises BadPaging."""
    found = list(await work.execute(UNASSESSED))
    guidelines = await Guidelines.of(work, found)

    def place(row: Any) -> tuple[object, ...]:
        return row.urgency != Urgency.NOW, guidelines.assess_by(row), row.received_at, row.id

    found.sort(key=place)
    start = (max(asked.page or 1, 1) - 1) * asked.limit
    wanted = [row.id for row in found[start : start + asked.limit]]
    rows = {row.id: row for row in await work.execute(UNASSESSED_OF, {"wanted": wanted})}
    _log(work, list(rows.values()))
    waiting = [row for row in found if row.id in rows or row.id not in wanted]
    plain = replace(asked, sort=None)
    return sliced(plain, waiting, lambda row: _row(work, rows[row.id], guidelines))


def _log(work: Work, rows: Sequence[Any]) -> None:
    work.log(ConcernAction.LIST, "Concern", [row.id for row in rows], students=pupils_in(rows))


def _row(work: Work, row: Any, guidelines: Guidelines) -> ConcernRow:
    reporter = Named(id=row.reporter_id, name=f"{row.given_name} {row.family_name}")
    return ConcernRow(
        links=self_link(f"/concerns/{row.id}"),
        id=row.id,
        number=row.number,
        school=Named(id=row.school_id, name=row.school_name),
        reporter=reporter if row.given_name else None,
        received_at=row.received_at,
        urgency=row.urgency,
        felt_degraded=row.pointed_out is not None,
        state=row.state,
        outcome=row.outcome,
        version=row.version,
        **clock(work, row, guidelines),
    )


async def concern(work: Work, found: Concern) -> ConcernOut:
    """One concern with its words. Written to the access log with its pupils."""
    students = await remember_concern_students(work, found.id)
    work.log(ConcernAction.READ, "Concern", [found.id])
    names = await names_of(work, [found.reporter_id, found.assessed_by])
    words = found.words(await sealer_of(work))
    guidelines = await Guidelines.of(work, [found])
    return ConcernOut(
        links=self_link(f"/concerns/{found.id}"),
        allowed_actions=sorted(offered_on_concern(work.actor, found)),
        id=found.id,
        number=found.number,
        school=await school_named(work, found.school_id),
        reporter=names.get(found.reporter_id) if found.reporter_id else None,
        students=await pupils_shown(work, students),
        group=await group_named(work, found.group_id),
        free_text_who=words["who"],
        what_was_seen=words["what_was_seen"] or "",
        child_said=words["child_said"],
        tried_before=words["tried_before"],
        urgency=found.urgency,
        felt_degraded=found.felt_degraded,
        pointed_out=found.pointed_out,
        confidentiality=found.confidentiality,
        reach=found.reach,
        received_at=found.received_at,
        state=found.state,
        outcome=found.outcome,
        answer=found.answer,
        feedback=words["feedback"],
        assessed_at=found.assessed_at,
        assessed_by=names.get(found.assessed_by) if found.assessed_by else None,
        cases=await _cases_of(work, found.id),
        version=found.version,
        **clock(work, found, guidelines),
    )


async def _cases_of(work: Work, concern_id: UUID) -> list[CaseRef]:
    linked = [row.case_id for row in await work.scalars(CASES_OF_CONCERN, {"key": concern_id})]
    if not linked:
        return []
    rows = await work.execute(NUMBERS, {"wanted": linked})
    return [CaseRef(id=row.id, number=row.number) for row in rows]
