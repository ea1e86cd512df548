"""Openings with a reason, for those who are told of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from samsyn.cases.models import BreakGlass
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.break_glass import (
    IN_MY_CASES,
    ONE_OPENING_NAMED,
    TO_REVIEW,
    UNITS_LED,
    VISIBLE_OPENINGS,
)
from samsyn.cases.schemas.break_glass import BreakGlassOut
from samsyn.cases.statements import NUMBERS
from samsyn.core.actor import Function
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.registry import FocusCard
from samsyn.core.schema import ActingPage, Named, Page, self_link
from samsyn.core.schooldays import stockholm_day
from samsyn.core.work import Work

ORDER: Final = Order("break-glass", {"openedAt": BreakGlass.opened_at}, "-openedAt", BreakGlass.id)
TOLD_FOR: Final = timedelta(days=14)
PATH: Final = "/arenden/oppna-med-skal"


async def may_break_glass(work: Work) -> bool:
    """The principal of a unit, or whoever leads the student health team of one."""
    return work.actor.holds(Function.PRINCIPAL) or bool(list(await work.scalars(UNITS_LED)))


async def openings(work: Work, asked: Paging) -> ActingPage[BreakGlassOut]:
    """The newest first."""
    page: Page[Any] = await listed(work, VISIBLE_OPENINGS, ORDER, asked, lambda row: row)
    opens = await _may_open(work, (row[0].case_id for row in page.items))
    work.log(CaseAction.OPENINGS, "BreakGlass", [row[0].id for row in page.items], students=[])
    shown = page.model_copy(update={"items": [_shown(row, opens) for row in page.items]})
    return ActingPage.of(shown, [CaseAction.BREAK_GLASS] if await may_break_glass(work) else [])


async def opening_shown(work: Work, opening: BreakGlass) -> BreakGlassOut:
    row = (await work.execute(ONE_OPENING_NAMED, {"key": opening.id})).one()
    opens = await _may_open(work, [opening.case_id])
    work.log(CaseAction.OPENINGS, "BreakGlass", [opening.id], students=[])
    return _shown(row, opens)


async def _may_open(work: Work, ids: Iterable[UUID]) -> set[UUID]:
    return {row.id for row in await work.execute(NUMBERS, {"wanted": sorted(set(ids))})}


def _shown(row: Sequence[Any], opens: set[UUID]) -> BreakGlassOut:
    opening, given, family, school, *_ = row
    return BreakGlassOut(
        links=self_link(f"/break-glass-accesses/{opening.id}"),
        allowed_actions=[],
        id=opening.id,
        case_id=opening.case_id if opening.case_id in opens else None,
        case_number=opening.number,
        school=Named(id=opening.school_id, name=school),
        person=Named(id=opening.person_id, name=f"{given} {family}"),
        opened_at=opening.opened_at,
        until=opening.until,
    )


async def opened_by_others(work: Work) -> Sequence[FocusCard]:
    """The owner's notice: somebody outside the circle has read one of the caller's cases."""
    rows = list(await work.execute(IN_MY_CASES, {"since": work.clock.now() - TOLD_FOR}))
    work.log(CaseAction.OPENINGS, "BreakGlass", [row.id for row in rows], students=[])
    return [
        FocusCard(
            code="CASE_OPENED_BY_REASON",
            weight=85,
            what_sv=f"{row.given_name} {row.family_name} har öppnat {row.number} med skäl",
            what_en=f"{row.given_name} {row.family_name} opened {row.number} with a reason",
            why_sv=f"Det skedde {_day(row.opened_at)}. Skälet står i ärendets tidslinje.",
            why_en=f"It happened {_day(row.opened_at)}. The reason stands in the case's timeline.",
            action_sv="Se skälet",
            action_en="See the reason",
            path=f"/arenden/{row.case_id}",
        )
        for row in rows
    ]


def _day(at: datetime) -> str:
    return stockholm_day(at).isoformat()


async def openings_to_review(work: Work) -> Sequence[FocusCard]:
    """The notice of who reviews the log: how many, no more."""
    if not work.actor.holds(Function.LOG_REVIEWER):
        return []
    rows = list(await work.scalars(TO_REVIEW, {"since": work.clock.now() - TOLD_FOR}))
    work.log(CaseAction.OPENINGS, "BreakGlass", rows, students=[])
    if not rows:
        return []
    many = len(rows) != 1
    return [
        FocusCard(
            code="OPENINGS_TO_REVIEW",
            weight=85,
            what_sv=f"{len(rows)} ärenden har öppnats med skäl"
            if many
            else "Ett ärende har öppnats med skäl",
            what_en=f"{len(rows)} cases were opened with a reason"
            if many
            else "A case was opened with a reason",
            why_sv="De senaste 14 dagarna. Öppningar utanför kretsen granskas alltid.",
            why_en="In the last 14 days. Openings from outside the circle are always reviewed.",
            action_sv="Granska",
            action_en="Review",
            path=PATH,
        )
    ]
