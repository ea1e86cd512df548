"""An orosanmälan that anybody who works at a unit has made: recorded at once, whatever is missing (C12)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from samsyn.cases.commands.open_case import Opening, open_case
from samsyn.cases.commands.report_to_authority import add_report
from samsyn.cases.errors import UnitUnknown
from samsyn.cases.models import AuthorityReport, Case
from samsyn.cases.policy import CHOOSABLE_STUDENTS
from samsyn.cases.queries.people import holders
from samsyn.cases.rules.reports import NEVER_WAITS
from samsyn.cases.schemas.reports import ChildWelfareReportIn, ReportIn
from samsyn.core.actor import TRIAGE, Function
from samsyn.core.work import Work
from samsyn.organisation import School
from samsyn.students import Student

FEEDBACK_WITHIN = timedelta(days=14)


async def report_child_welfare(
    work: Work, body: ChildWelfareReportIn
) -> tuple[Case, AuthorityReport, School]:
    """A case of class K4. Student health and heads keep what they report themselves; what others report is
    kept by the principal. Raises UnitUnknown and nothing else."""
    if body.school_id not in work.actor.staff_units:
        raise UnitUnknown
    work.school = body.school_id
    school: School = await work.one_or_none(
        select(School).where(School.tenant_id == work.tenant, School.id == body.school_id)
    )
    principals = await holders(work, school.id, {Function.PRINCIPAL})
    keeps = work.actor.holds_at(school.id, TRIAGE) or not principals
    owner = work.actor.id if keeps else principals[0]
    case = await open_case(
        work,
        Opening(
            school=school,
            case_type="CHILD_WELFARE_REPORT",
            owner_id=owner,
            next_follow_up_on=work.clock.today() + FEEDBACK_WITHIN,
            students=await _those_who_can_be_chosen(work, body.student_ids, school.id),
            by_law=True,
            any_form=True,
            invited=[person for person in (work.actor.id, *principals) if person != owner],
            invited_because="Har gjort orosanmälan, eller får veta att den är gjord",
        ),
    )
    said = {name: getattr(body, name) for name in ("channel", "sent_at", "receiver", "receipt", "about")}
    report = await add_report(work, case, ReportIn.model_construct(kind=NEVER_WAITS, **said))
    await work.flush()
    return case, report, school


async def _those_who_can_be_chosen(work: Work, ids: list[UUID], school_id: UUID) -> list[Student]:
    if not ids:
        return []
    found: list[Student] = list(await work.scalars(CHOOSABLE_STUDENTS, {"wanted": list(set(ids))}))
    chosen = [student for student in found if student.school_id == school_id]
    work.students = sorted(student.id for student in chosen)
    work.log("student.choose", "Student", work.students, school=school_id)
    return chosen
