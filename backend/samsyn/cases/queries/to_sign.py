"""Drafts of decisions that wait for whoever decides, and appeals that wait to be handed over, on the start
page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from samsyn.cases.policy.decisions import TO_FORWARD, TO_SIGN
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


async def appeals_to_forward(work: Work) -> Sequence[FocusCard]:
    """For the principal of the unit, and whoever answers for the case (förvaltningslagen 46 §)."""
    every = list(await work.execute(TO_FORWARD))
    rows = [
        row
        for row in every
        if row.owner_id == work.actor.id or work.actor.holds_at(row.school_id, {Function.PRINCIPAL})
    ][:MOST_CARDS]
    work.log("case.to-forward", "Appeal", [row.id for row in rows], students=[])
    return [
        FocusCard(
            code="APPEAL_TO_FORWARD",
            weight=89,
            what_sv=f"Lämna över överklagandet i ärende {row.number} till nämnden",
            what_en=f"Hand over the appeal in case {row.number} to the board",
            why_sv="Ett överklagande som kom i tid lämnas över skyndsamt (46 § förvaltningslagen).",
            why_en="An appeal in time is handed over without delay (Administrative Procedure Act 46).",
            action_sv="Till beslutet",
            action_en="To the decision",
            path=f"/arenden/{row.case_id}?flik=beslut",
            due=row.received_on,
        )
        for row in rows
    ]
