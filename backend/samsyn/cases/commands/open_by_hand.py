"""A case that somebody opens without a concern before it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from samsyn.cases.commands.open_case import Opening, open_case
from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import UnitUnknown, pointed_out_missing
from samsyn.cases.models import Case
from samsyn.cases.queries.people import case_officers, holders
from samsyn.cases.queries.pupils import chosen_group, chosen_students
from samsyn.cases.rules import AllegedOffender
from samsyn.cases.rules.access import IN_CHAIN, Reach, reach_of_case
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.cases import CaseIn
from samsyn.core.actor import HEADS, TRIAGE
from samsyn.core.work import Work
from samsyn.organisation import School


async def open_by_hand(work: Work, body: CaseIn) -> Case:
    """Heads and student health of the unit. Raises UnitUnknown, Unfit and C08."""
    if not work.actor.holds_at(body.school_id, TRIAGE):
        raise UnitUnknown
    if body.pointed_out is not None and body.case_type_code not in IN_CHAIN:
        raise pointed_out_missing()
    work.school = body.school_id
    students = await chosen_students(work, body.student_ids, body.school_id)
    await chosen_group(work, body.group_id, body.school_id)
    school: School = await work.one_or_none(
        select(School).where(School.tenant_id == work.tenant, School.id == body.school_id)
    )
    owner, invited = await _who(work, body)
    case = await open_case(
        work,
        Opening(
            school=school,
            case_type=body.case_type_code,
            owner_id=owner,
            next_follow_up_on=body.next_follow_up_on,
            students=students,
            group_id=body.group_id,
            level=body.level,
            scope=body.scope,
            themes=body.themes,
            phase=body.phase,
            pointed_out=_pointed_out(body),
            invited=invited,
            by_law=_past_the_unit(body),
        ),
    )
    if body.case_type_code in IN_CHAIN:
        past = case.reach == Reach.ORGANISER
        await tell(work, case, EventType.ORGANISER_NOTIFIED if past else EventType.PRINCIPAL_NOTIFIED)
        await work.flush()
    return case


def _pointed_out(body: CaseIn) -> AllegedOffender | None:
    """In the chain somebody is, be it that nobody knows who."""
    return (body.pointed_out or AllegedOffender.UNKNOWN) if body.case_type_code in IN_CHAIN else None


def _past_the_unit(body: CaseIn) -> bool:
    return reach_of_case(body.case_type_code, body.pointed_out) is Reach.ORGANISER


async def _who(work: Work, body: CaseIn) -> tuple[UUID | None, list[UUID]]:
    """Owner, and who is let in beside: in the chain those who receive the report."""
    if body.case_type_code not in IN_CHAIN:
        return body.owner_id or work.actor.id, []
    if _past_the_unit(body):
        officers = await case_officers(work)
        return (officers[0] if officers else None), officers[1:]
    return body.owner_id or work.actor.id, await holders(work, body.school_id, HEADS)
