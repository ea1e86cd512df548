"""Open cases that meet the end of the rules they were opened under."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, or_

from samsyn.cases.models import CaseHead
from samsyn.cases.policy import CaseAction
from samsyn.cases.queries.rulebook import type_named
from samsyn.cases.rules.access import NUMBER_ONLY
from samsyn.cases.schemas.straddling import StraddlingRow
from samsyn.cases.statements import OPEN_HEADS
from samsyn.core.messages import Language
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Named, Page, self_link
from samsyn.core.schooldays import stockholm_midnights
from samsyn.core.work import Work
from samsyn.legal import RulePack, ends_with, load_rule_book, the_pack

OLDEST_FIRST = Order("straddling", {"openedAt": CaseHead.opened_at}, "openedAt", CaseHead.id)


async def open_cases(work: Work, code: str, asked: Paging, language: Language) -> Page[StraddlingRow]:
    """Written to the access log. Raises NotThere for a pack that is none."""
    pack = the_pack(code)
    ending = {kind.code for kind in ends_with(load_rule_book(), pack)}
    met: list[Any] = []

    def show(row: Any) -> StraddlingRow:
        met.append(row.id)
        hidden = row.case_type in NUMBER_ONLY
        return StraddlingRow(
            links=self_link(f"/cases/{row.id}"),
            id=row.id,
            number=row.number,
            case_type=None if hidden else type_named(row.case_type, language),
            type_ends=row.case_type in ending,
            school=Named(id=row.school_id, name=row.name),
            phase=row.phase,
            opened_at=row.opened_at,
        )

    wanted = _under(pack, ending, work.clock.today())
    page = await listed(work, wanted, OLDEST_FIRST, asked, show, total=True)
    work.log(CaseAction.STRADDLING, "CaseHead", met, students=[])
    return page


def _under(pack: RulePack, ending: set[str], today: date) -> Any:
    """A case keeps the pack of the day it was opened, so that day says which it is; unless it was changed."""
    then = [CaseHead.rule_pack.is_(None), CaseHead.opened_at >= stockholm_midnights(pack.valid_from)[0]]
    if pack.valid_to is not None:
        then.append(CaseHead.opened_at < stockholm_midnights(pack.valid_to)[1])
    wanted = OPEN_HEADS.where(or_(and_(*then), CaseHead.rule_pack == pack.code))
    if pack.valid_to is None or today <= pack.valid_to:
        wanted = wanted.where(CaseHead.case_type.in_(ending))
    return wanted
