"""What an orosanmälan that was made from another case still waits for, and who receives reports at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from samsyn.cases.policy.feedback import UNANSWERED
from samsyn.cases.queries.people import case_officers
from samsyn.core.actor import Function
from samsyn.core.registry import FocusCard
from samsyn.core.work import Work

MOST_CARDS: Final = 3
APPOINT = frozenset({Function.SYSTEM_ADMIN, Function.SCHOOL_CHIEF})
"""Who is told that nobody receives what is reported to the organiser."""


async def unanswered_reports(work: Work) -> Sequence[FocusCard]:
    """For whoever made it, whoever answers for the case, and the principal; the longest out first."""
    rows = [row for row in await work.execute(UNANSWERED) if _asks(work, row)][:MOST_CARDS]
    work.log("case.unanswered", "AuthorityReport", [row.id for row in rows], students=[])
    return [_card(row) for row in rows]


def _asks(work: Work, row: Any) -> bool:
    mine = work.actor.id in (row.sent_by, row.owner_id)
    return mine or work.actor.holds_at(row.school_id, {Function.PRINCIPAL})


def _card(row: Any) -> FocusCard:
    return FocusCard(
        code="FEEDBACK_AWAITED",
        weight=74,
        what_sv=f"Fråga efter återkoppling i ärende {row.number}",
        what_en=f"Ask for feedback in case {row.number}",
        why_sv="En anmälan därifrån har inte fått svar inom er riktlinje.",
        why_en="A report made from it has had no answer within your guideline.",
        action_sv="Till anmälan",
        action_en="To the report",
        path=f"/arenden/{row.case_id}?flik=anmalningar",
        due=row.feedback_due_on,
    )


async def nobody_receives(work: Work) -> Sequence[FocusCard]:
    """Reports that go past a unit reach nobody until somebody is the organiser's case officer."""
    if not work.actor.functions & APPOINT or await case_officers(work):
        return []
    admin = work.actor.holds(Function.SYSTEM_ADMIN)
    return [
        FocusCard(
            code="NO_CASE_OFFICER",
            weight=94,
            what_sv="Utse huvudmannens utredare",
            what_en="Appoint the organiser's case officer",
            why_sv="En anmälan om personal eller rektor når ingen förrän någon har uppdraget (6 kap. 10 §).",
            why_en="A report about staff or a principal reaches nobody until somebody holds it (6:10).",
            action_sv="Till personer" if admin else "Till skolan",
            action_en="To people" if admin else "To the school",
            path="/installningar" if admin else "/skolan",
        )
    ]
