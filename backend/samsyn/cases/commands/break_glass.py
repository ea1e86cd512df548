"""Opening a case with a reason (break-glass): to read it, for eight hours, with everybody concerned told."""

from __future__ import annotations

from datetime import datetime

from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import OpenToYou
from samsyn.cases.models import BreakGlass, Case, CaseAccess, CaseHead
from samsyn.cases.policy import ONE_CASE, CaseAction
from samsyn.cases.policy.break_glass import HOURS_OPEN, MY_WAYS_IN, OPENED_BY_REASON, UNITS_LED
from samsyn.cases.queries.people import database_now
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.break_glass import BreakGlassIn
from samsyn.core.actor import Function
from samsyn.core.errors import NotThere
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work


async def break_glass(work: Work, body: BreakGlassIn) -> BreakGlass:
    """Raises NotThere for whatever does not open this way, alike for every reason, and OpenToYou."""
    head = await _head(work, body.case_number)
    now = min(work.clock.now(), await database_now(work))
    if list(await work.scalars(MY_WAYS_IN, {"key": head.id})):
        raise OpenToYou
    opening = await _open(work, head, now, body.reason)
    case: Case = await work.one_or_none(ONE_CASE, key=head.id)
    work.school = case.school_id
    students = await remember_case_students(work, case.id)
    work.log(CaseAction.BREAK_GLASS, "Case", [case.id], students=students, purpose="BREAK_GLASS")
    until = opening.until.isoformat(timespec="minutes")
    await tell(work, case, EventType.OPENED_BY_REASON, text=body.reason, ref_id=opening.id, until=until)
    await work.flush()
    return opening


async def _head(work: Work, number: str) -> CaseHead:
    head: CaseHead | None = await work.one_or_none(OPENED_BY_REASON, number=number.upper())
    if head is None:
        raise NotThere
    leads_unit = work.actor.holds_at(head.school_id, {Function.PRINCIPAL})
    if not leads_unit and head.school_id not in set(await work.scalars(UNITS_LED)):
        raise NotThere
    return head


async def _open(work: Work, head: CaseHead, now: datetime, reason: str) -> BreakGlass:
    """The notice first: the database takes no way in of this kind without it."""
    until = now + HOURS_OPEN
    shared = {"tenant_id": work.tenant, "id": uuid7(), "case_id": head.id, "school_id": head.school_id}
    opening = BreakGlass(**shared, number=head.number, person_id=work.actor.id, opened_at=now, until=until)
    work.add(opening)
    await work.flush()
    way = CaseAccess(
        **shared,
        person_id=work.actor.id,
        via_school_id=head.school_id,
        kind="BREAK_GLASS",
        valid_from=now,
        valid_to=until,
        confidentiality=head.confidentiality,
    )
    way.put_words(await sealer_of(work), reason=reason)
    work.add(way)
    await work.flush()
    return opening
