"""Assessing a concern: a case is opened, it joins one, or the reporter is answered."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from samsyn.cases.commands.keep_head import keep_head
from samsyn.cases.commands.open_case import Opening, join_concern, open_case
from samsyn.cases.errors import BrokenState, CaseClosed, Unfit, refuse_broken, unknown_student
from samsyn.cases.models import Case, Concern, ConcernHead
from samsyn.cases.policy import HEAD_OF_CONCERN, NAMED_STUDENTS, ONE_CASE, CaseAction, allowed_on_case
from samsyn.cases.queries.pupils import remember_concern_students
from samsyn.cases.rules import ConcernOutcome, ConcernState, assessment_violations
from samsyn.cases.schemas.concerns import AssessmentIn
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass, SubjectKind
from samsyn.core.work import Work
from samsyn.legal import load_rule_book
from samsyn.organisation import School
from samsyn.students import Student


async def assess_concern(work: Work, concern: Concern, body: AssessmentIn) -> Concern:
    """Raises C10 where a ticked concern is answered without a case, and Unfit. Once only (409)."""
    state = ConcernState(concern.state)
    error = BrokenState if state is ConcernState.ASSESSED else None
    violations = assessment_violations(
        state, body.outcome, concern.felt_degraded, body.answer, body.feedback or ""
    )
    refuse_broken(violations, "/outcome", *([error] if error else []))
    student_ids = await remember_concern_students(work, concern.id)
    if body.outcome is ConcernOutcome.CASE_OPENED:
        case = await _opened(work, concern, body, student_ids)
        await join_concern(work, case, concern)
    elif body.outcome is ConcernOutcome.JOINED:
        case = await _joined(work, body.case_id)
        await join_concern(work, case, concern)
        await keep_head(work, case)
    await _settle(work, concern, body)
    return concern


async def _opened(work: Work, concern: Concern, body: AssessmentIn, student_ids: list[UUID]) -> Case:
    school: School = await work.one_or_none(
        select(School).where(School.tenant_id == work.tenant, School.id == concern.school_id)
    )
    kind = next((t for t in load_rule_book().case_types if t.code == body.case_type_code), None)
    about_pupils = kind is None or kind.subject is SubjectKind.STUDENT
    students = await _students(work, student_ids) if about_pupils else []
    return await open_case(
        work,
        Opening(
            school=school,
            case_type=body.case_type_code or "",
            owner_id=body.owner_id or work.actor.id,
            next_follow_up_on=body.next_follow_up_on,
            students=students,
            group_id=concern.group_id if kind and kind.subject is SubjectKind.GROUP else None,
            at_least=ConfidentialityClass(concern.confidentiality) if students else ConfidentialityClass.K0,
            by_law=not student_ids and about_pupils and concern.group_id is None,
        ),
    )


async def _students(work: Work, ids: list[UUID]) -> list[Student]:
    """Whoever assesses must see the pupils: a case about somebody unseen cannot get the right class."""
    if not ids:
        return []
    found = list(await work.scalars(NAMED_STUDENTS, {"wanted": ids}))
    if len(found) != len(set(ids)):
        raise unknown_student()
    return found


async def _joined(work: Work, case_id: UUID | None) -> Case:
    case: Case | None = None if case_id is None else await work.one_or_none(ONE_CASE, key=case_id)
    if case is None or CaseAction.WRITE_NOTE not in allowed_on_case(work.actor, case):
        raise Unfit(
            "/caseId",
            "CASE_UNKNOWN",
            "Ärendet finns inte bland dem du kan skriva i.",
            "The case is not among those you can write in.",
        )
    if not case.is_open:
        raise CaseClosed
    return case


async def _settle(work: Work, concern: Concern, body: AssessmentIn) -> None:
    concern.state, concern.outcome = ConcernState.ASSESSED, body.outcome
    concern.assessed_at, concern.assessed_by = work.clock.now(), work.actor.id
    concern.answer = body.answer if body.outcome is ConcernOutcome.ANSWERED else None
    if body.feedback is not None:
        concern.put_words(await sealer_of(work), feedback=body.feedback)
    await work.flush()
    head: ConcernHead = await work.one_or_none(HEAD_OF_CONCERN, key=concern.id)
    head.state, head.outcome, head.version = concern.state, concern.outcome, concern.version
    await work.flush()
