"""Patterns at the caller's units."""

from __future__ import annotations

from datetime import datetime, time

from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.patterns import PATTERNS
from samsyn.cases.rules.patterns import FEWEST_CASES, began
from samsyn.cases.rules.themes import Theme
from samsyn.cases.schemas.patterns import PatternOut, PatternsOut
from samsyn.core.clock import STOCKHOLM
from samsyn.core.schema import Named, self_link
from samsyn.core.work import Work


async def patterns(work: Work) -> PatternsOut:
    """Themes with enough cases since the term's half-year began, the most first."""
    since = began(work.clock.today())
    rows = await work.execute(PATTERNS, {"since": datetime.combine(since, time(), STOCKHOLM)})
    work.log(CaseAction.PATTERNS, "CaseHead", [], students=[])
    items = [
        PatternOut(
            school=Named(id=row.school_id, name=row.school_name), theme=Theme(row.theme), cases=row.cases
        )
        for row in rows
    ]
    order = list(Theme)
    items.sort(key=lambda one: (-one.cases, one.school.name, order.index(one.theme)))
    return PatternsOut(links=self_link("/case-patterns"), since=since, fewest=FEWEST_CASES, items=items)
