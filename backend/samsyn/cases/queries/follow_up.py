"""How far ahead the next follow-up of a case may be set (C08), by the organiser's own numbers."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from samsyn.cases.models import Case
from samsyn.cases.queries.calendar import calendars_of
from samsyn.cases.queries.rulebook import kind_of
from samsyn.core.work import Work
from samsyn.legal import CaseType, adjusted, adjustments_of, amounts_at, latest_follow_up


async def latest_from_today(work: Work, kind: CaseType, school: UUID, pack: str, at: datetime) -> date | None:
    """In the school days of a unit, by the numbers of an instant; None where the type sets no limit."""
    amounts, today = amounts_at(pack, await adjustments_of(work), at), work.clock.today()
    calendar = (await calendars_of(work, [school], today))[school]
    return latest_follow_up(adjusted(kind, amounts), today, calendar)


async def latest_of(work: Work, case: Case) -> date | None:
    """By the numbers that the case keeps: of its opening, or of when it went over to newer rules."""
    since = case.rules_changed_at or case.opened_at
    return await latest_from_today(work, kind_of(case.case_type), case.school_id, case.rule_pack, since)
