"""Stances and check-ins as they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Uuid, bindparam

from samsyn.core.messages import Language
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Page, self_link
from samsyn.core.work import Work
from samsyn.goals.models import Goal, GoalAcceptance, GoalCheckIn
from samsyn.goals.policy import VISIBLE_ACCEPTANCES, VISIBLE_CHECK_INS
from samsyn.goals.queries.goals import facts_of, names_of
from samsyn.goals.queries.smart import electorate, profession_names
from samsyn.goals.rules import Adjustment, Stance, progress
from samsyn.goals.schemas import AcceptanceOut, CheckInOut

_GOAL = bindparam("goal", type_=Uuid)
ACCEPTANCES_OF = VISIBLE_ACCEPTANCES.where(GoalAcceptance.goal_id == _GOAL)
CHECK_INS_OF = VISIBLE_CHECK_INS.where(GoalCheckIn.goal_id == _GOAL)
ACCEPTANCE_ORDER = Order(
    "goal-acceptances", {"givenAt": GoalAcceptance.given_at}, "-givenAt", GoalAcceptance.id
)
CHECK_IN_ORDER = Order("goal-check-ins", {"heldOn": GoalCheckIn.held_on}, "-heldOn", GoalCheckIn.id)


async def acceptances(work: Work, asked: Paging, goal: Goal, language: Language) -> Page[AcceptanceOut]:
    """Every round's, the newest first."""
    page: Page[Any] = await listed(
        work, ACCEPTANCES_OF, ACCEPTANCE_ORDER, asked, lambda row: row[0], values={"goal": goal.id}
    )
    items = await shown_acceptances(work, goal, page.items, language)
    return Page[AcceptanceOut](items=items, meta=page.meta, links=page.links)


async def shown_acceptances(
    work: Work, goal: Goal, rows: Sequence[GoalAcceptance], language: Language
) -> list[AcceptanceOut]:
    voters = await electorate(work, goal)
    names = await names_of(work, [i for row in rows for i in (row.person_id, row.answered_by)])
    held = {code for row in rows for code in voters.professions.get(row.person_id, ())}
    words = await profession_names(work, held, language)
    return [
        AcceptanceOut(
            links=self_link(f"/smart-goals/{goal.id}/acceptances/{row.id}"),
            allowed_actions=[],
            id=row.id,
            goal_id=row.goal_id,
            round=row.round,
            person=names[row.person_id],
            professions=[words[code] for code in voters.professions.get(row.person_id, ())],
            is_principal=row.person_id in voters.principals,
            stance=Stance(row.stance),
            comment=row.comment,
            given_at=row.given_at,
            answer=row.answer,
            answered_at=row.answered_at,
            answered_by=names.get(row.answered_by) if row.answered_by else None,
        )
        for row in rows
    ]


async def check_ins(work: Work, asked: Paging, goal: Goal) -> Page[CheckInOut]:
    """The latest first."""
    page: Page[Any] = await listed(
        work, CHECK_INS_OF, CHECK_IN_ORDER, asked, lambda row: row[0], values={"goal": goal.id}
    )
    items = await shown_check_ins(work, goal, page.items)
    return Page[CheckInOut](items=items, meta=page.meta, links=page.links)


async def shown_check_ins(work: Work, goal: Goal, rows: Sequence[GoalCheckIn]) -> list[CheckInOut]:
    names = await names_of(work, [row.created_by for row in rows])
    known = facts_of(goal)
    return [
        CheckInOut(
            links=self_link(f"/smart-goals/{goal.id}/check-ins/{row.id}"),
            allowed_actions=[],
            id=row.id,
            goal_id=row.goal_id,
            held_on=row.held_on,
            value=row.value,
            progress=progress(known, row.value),
            what_works=row.what_works,
            what_hinders=row.what_hinders,
            adjust=Adjustment(row.adjust),
            by=names.get(row.created_by) if row.created_by else None,
            created_at=row.created_at,
        )
        for row in rows
    ]
