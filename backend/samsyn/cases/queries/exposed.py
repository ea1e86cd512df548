"""A pupil whose personal data have become protected, on the start page of whoever answers for the case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from samsyn.cases.policy.exposed import EXPOSED
from samsyn.core.registry import FocusCard
from samsyn.core.work import Work

MOST_CARDS: Final = 5


async def exposed_cases(work: Work) -> Sequence[FocusCard]:
    """C15: the class is K4 from the day that the protection is known."""
    rows = list(await work.execute(EXPOSED))[:MOST_CARDS]
    work.log("case.exposed", "Case", [row.id for row in rows], students=[])
    return [
        FocusCard(
            code="CASE_TO_K4",
            weight=97,
            what_sv=f"Höj ärende {row.number} till K4",
            what_en=f"Raise case {row.number} to K4",
            why_sv="En elev i ärendet har skyddade personuppgifter. Då läser bara de som är med i kretsen.",
            why_en="A pupil in the case has protected personal data. Then only its circle reads it.",
            action_sv="Öppna ärendet",
            action_en="Open the case",
            path=f"/arenden/{row.id}",
        )
        for row in rows
    ]
