"""What has just been reported to the organiser, on the start page of the organiser's case officers (C10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from samsyn.cases.policy import is_case_officer
from samsyn.cases.policy.reported import REPORTED
from samsyn.core.registry import FocusCard
from samsyn.core.schooldays import stockholm_day
from samsyn.core.work import Work

MOST_CARDS: Final = 3


async def reported_cases(work: Work) -> Sequence[FocusCard]:
    """From the report until somebody has begun to investigate; the newest first. Whoever is responsible for
    one is told of its clocks."""
    if not is_case_officer(work.actor):
        return []
    rows = [row for row in await work.execute(REPORTED) if row.owner_id != work.actor.id][:MOST_CARDS]
    work.log("case.reported", "Case", [row.id for row in rows], students=[])
    return [_card(row) for row in rows]


def _card(row: Any) -> FocusCard:
    nobody = row.owner_id is None
    return FocusCard(
        code="CASE_REPORTED_TO_ORGANISER",
        weight=90,
        what_sv=f"Ta ställning till anmälan i ärende {row.number}",
        what_en=f"Consider the report in case {row.number}",
        why_sv=f"Anmäld till huvudmannen, som ska utreda skyndsamt (6 kap. 10 § skollagen). {_SV[nobody]}",
        why_en=f"Reported to the organiser, who investigates without delay (skollagen 6:10). {_EN[nobody]}",
        action_sv="Öppna ärendet",
        action_en="Open the case",
        path=f"/arenden/{row.id}",
        due=stockholm_day(row.told_at),
    )


_SV = {True: "Ingen ansvarar för ärendet.", False: "Ingen utredning är påbörjad."}
_EN = {True: "Nobody is responsible for the case.", False: "No investigation has begun."}
