"""Who has opened a case, for whoever answers for it."""

from __future__ import annotations

from typing import Any

from samsyn.cases.models import Case
from samsyn.cases.policy.actions import CaseAction
from samsyn.cases.policy.readings import READINGS
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.places import place_in_list
from samsyn.cases.schemas.readings import CaseReadingOut
from samsyn.cases.statements import LAST
from samsyn.core.messages import Language
from samsyn.core.paging import Paging, page_of
from samsyn.core.schema import Page
from samsyn.core.work import Work
from samsyn.organisation import function_label

NEWEST_FIRST = {"-lastAt": LAST}
COLUMNS = ("day", "first_at", "last_at", "times", "refused", "with_reason")


async def readings(work: Work, case: Case, asked: Paging, language: Language) -> Page[CaseReadingOut]:
    """By person and day, the newest first; that somebody looks here is in the log too."""
    await logged(work, case, CaseAction.READINGS)
    order, values = place_in_list(work, asked, "case-readings", NEWEST_FIRST)
    rows = list(await work.execute(READINGS, {**values, "key": case.id}))
    names = await names_of(work, (row.person_id for row in rows if row.kind == "PERSON"))

    def show(row: Any) -> CaseReadingOut:
        return CaseReadingOut(
            person=names.get(row.person_id),
            function_label=function_label(row.held, language) if row.held else None,
            **{name: getattr(row, name) for name in COLUMNS},
        )

    return page_of(work, rows, "case-readings", order, asked, show)
