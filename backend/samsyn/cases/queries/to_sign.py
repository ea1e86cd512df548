"""Drafts of decisions that wait for whoever decides, on that person's start page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from samsyn.cases.policy.decisions import TO_SIGN
from samsyn.cases.rules.decision_kinds import Decider, DecisionKind, load_kinds
from samsyn.core.actor import Actor, Function
from samsyn.core.registry import FocusCard
from samsyn.core.work import Work

MOST_CARDS: Final = 5


async def decisions_to_sign(work: Work) -> Sequence[FocusCard]:
    """For the principal of the unit, or the organiser's case officer where the law gives it to the organiser:
    whoever decides in person or hands it over, and not those who have it by delegation."""
    rows = [row for row in await work.execute(TO_SIGN) if _decides(work.actor, row)][:MOST_CARDS]
    work.log("case.to-sign", "Decision", [row.id for row in rows], students=[])
    return [_card(row) for row in rows]


def _decides(actor: Actor, row: Any) -> bool:
    if load_kinds()[DecisionKind(row.kind)].decided_by(row.case_type) is Decider.ORGANISER:
        return actor.holds(Function.ORGANISER_CASE_OFFICER)
    return actor.holds_at(row.school_id, {Function.PRINCIPAL})


def _card(row: Any) -> FocusCard:
    return FocusCard(
        code="DECISION_TO_SIGN",
        weight=84,
        what_sv=f"Ta ställning till utkastet till beslut i ärende {row.number}",
        what_en=f"Consider the draft decision in case {row.number}",
        why_sv="Ärendet väntar på beslutet. Det som saknas före din underskrift står i utkastet.",
        why_en="The case waits for the decision. What is missing before you sign stands in the draft.",
        action_sv="Till utkastet",
        action_en="To the draft",
        path=f"/arenden/{row.case_id}?flik=beslut",
    )
