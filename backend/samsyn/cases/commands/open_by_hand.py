"""A case that somebody opens without a concern before it."""

from __future__ import annotations

from sqlalchemy import select

from samsyn.cases.commands.open_case import Opening, open_case
from samsyn.cases.errors import UnitUnknown
from samsyn.cases.models import Case
from samsyn.cases.queries.pupils import chosen_group, chosen_students
from samsyn.cases.schemas.cases import CaseIn
from samsyn.core.actor import TRIAGE
from samsyn.core.work import Work
from samsyn.organisation import School


async def open_by_hand(work: Work, body: CaseIn) -> Case:
    """Heads and student health of the unit. Raises UnitUnknown, Unfit and C08."""
    if not work.actor.holds_at(body.school_id, TRIAGE):
        raise UnitUnknown
    work.school = body.school_id
    students = await chosen_students(work, body.student_ids, body.school_id)
    await chosen_group(work, body.group_id, body.school_id)
    school: School = await work.one_or_none(
        select(School).where(School.tenant_id == work.tenant, School.id == body.school_id)
    )
    return await open_case(
        work,
        Opening(
            school=school,
            case_type=body.case_type_code,
            owner_id=body.owner_id or work.actor.id,
            next_follow_up_on=body.next_follow_up_on,
            students=students,
            group_id=body.group_id,
            level=body.level,
            scope=body.scope,
            themes=body.themes,
            phase=body.phase,
        ),
    )
