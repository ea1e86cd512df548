"""Reporting a concern; with the tick it is a report under skollagen 6:10, and a case at once."""

from __future__ import annotations

from sqlalchemy import select

from samsyn.cases.commands.open_case import open_degrading_case
from samsyn.cases.commands.take_number import take_number
from samsyn.cases.errors import UnitUnknown, nobody_named, pointed_out_missing
from samsyn.cases.models import Concern, ConcernHead, ConcernStudent
from samsyn.cases.queries.pupils import any_protected, chosen_group, chosen_students
from samsyn.cases.rules import ConcernOutcome, ConcernState
from samsyn.cases.rules.access import reach_of_concern
from samsyn.cases.schemas.concerns import ConcernIn
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work
from samsyn.organisation import School
from samsyn.students import Student


async def report_concern(work: Work, body: ConcernIn) -> ConcernHead:
    """Raises UnitUnknown where the caller does not work, and Unfit."""
    if body.school_id not in work.actor.staff_units:
        raise UnitUnknown
    if not (body.student_ids or body.group_id or body.free_text_who):
        raise nobody_named()
    if body.degrading_treatment != (body.pointed_out is not None):
        raise pointed_out_missing()
    work.school = body.school_id
    students = await chosen_students(work, body.student_ids, body.school_id)
    await chosen_group(work, body.group_id, body.school_id)
    school: School = await work.one_or_none(
        select(School).where(School.tenant_id == work.tenant, School.id == body.school_id)
    )
    concern = await _concern(work, body, school, protected=any_protected(students))
    head = await _kept(work, concern, students)
    if concern.felt_degraded:
        await open_degrading_case(work, concern, school, students)
    return head


async def _concern(work: Work, body: ConcernIn, school: School, *, protected: bool) -> Concern:
    number = await take_number(work, school.id, school.short_code, concern=True)
    concern = Concern(
        tenant_id=work.tenant,
        id=uuid7(),
        school_id=school.id,
        number=number,
        reporter_id=work.actor.id if work.actor.kind == "PERSON" else None,
        reach=reach_of_concern(body.pointed_out, protected),
        received_at=work.clock.now(),
        urgency=body.urgency,
        pointed_out=body.pointed_out,
        group_id=body.group_id,
        state=ConcernState.NEW,
        confidentiality=ConfidentialityClass.K4 if protected else ConfidentialityClass.K2,
    )
    concern.put_words(
        await sealer_of(work),
        who=body.free_text_who,
        what_was_seen=body.what_was_seen,
        child_said=body.child_said,
        tried_before=body.tried_before,
    )
    return concern


async def _kept(work: Work, concern: Concern, students: list[Student]) -> ConcernHead:
    """Concern, then what refers to it: there is no relationship that would order them."""
    if concern.felt_degraded:
        concern.state, concern.outcome = ConcernState.ASSESSED, ConcernOutcome.CASE_OPENED
        concern.assessed_at = concern.received_at
    work.add(concern)
    await work.flush()
    shared = {"tenant_id": work.tenant, "school_id": concern.school_id, "reporter_id": concern.reporter_id}
    for student in students:
        work.add(
            ConcernStudent(
                id=uuid7(), concern_id=concern.id, student_id=student.id, reach=concern.reach, **shared
            )
        )
    head = ConcernHead(
        id=concern.id,
        number=concern.number,
        reach=concern.reach,
        confidentiality=concern.confidentiality,
        received_at=concern.received_at,
        urgency=concern.urgency,
        felt_degraded=concern.felt_degraded,
        state=concern.state,
        outcome=concern.outcome,
        version=concern.version,
        **shared,
    )
    work.add(head)
    await work.flush()
    return head
