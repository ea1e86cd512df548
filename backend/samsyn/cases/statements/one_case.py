"""One case with all that is shown with it, in one question: planning is half of what the database does.

Every part is a row of lists, in the order that ``queries.around`` reads. Each row passes by its own class.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    JSON,
    Select,
    Uuid,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import with_expression

from samsyn.cases.models import (
    AllegedPerson,
    AssessmentReference,
    Case,
    CaseAccess,
    CaseEvent,
    CaseHead,
    CaseStudent,
    CaseTransfer,
    ChildVoice,
    Concern,
    ConcernCase,
    Consent,
    Decision,
    Disclosure,
    Hearing,
    Investigation,
    Measure,
)
from samsyn.cases.policy import LED_TO_MINE, is_one_of, reached
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.policy.disclosures import CONSENT_HOLDS, WITHOUT_CONSENT
from samsyn.cases.policy.one_case import OFFICER, ROLE_HERE, reached_in_case, seen_in_case
from samsyn.cases.rules.decision_kinds import DecisionState
from samsyn.cases.rules.timeline import EventType
from samsyn.core.scope import KEY, TENANT, scoped
from samsyn.identity import Person
from samsyn.legal import RuleAdjustment
from samsyn.organisation import School, entered_days
from samsyn.students import UNPROTECTED, Student, StudentGrant, StudentGroup

TABLES: Final = (
    AllegedPerson,
    AssessmentReference,
    Case,
    CaseAccess,
    CaseHead,
    CaseStudent,
    CaseTransfer,
    CaseEvent,
    ChildVoice,
    Concern,
    ConcernCase,
    Consent,
    Decision,
    Disclosure,
    Hearing,
    Investigation,
    Measure,
    Student,
    StudentGrant,
    StudentGroup,
    RuleAdjustment,
)
NO_CLOCK: Final = (EventType.NOTE_WRITTEN, EventType.MEMBER_ADDED, EventType.MEMBER_ENDED)


def _row(*columns: Any) -> Any:
    return func.json_build_array(*columns, type_=JSON)


def _one(*columns: Any) -> Select[Any]:
    return select(_row(*columns))


def _all(*columns: Any) -> Select[Any]:
    return select(func.json_agg(_row(*columns), type_=JSON))


NAMED: Final = (
    _one(
        Student.given_name,
        Student.family_name,
        Student.grade,
        Student.protection_level,
        Student.protection_known,
        Student.sort_key,
    )
    .where(Student.tenant_id == TENANT, Student.id == CaseStudent.student_id, UNPROTECTED)
    .scalar_subquery()
)
"""Null where the caller may not know who it is."""
PUPILS: Final = _all(CaseStudent.student_id, NAMED).where(
    seen_in_case(CaseStudent), CaseStudent.removed_at.is_(None)
)
EVENTS: Final = _all(CaseEvent.type, CaseEvent.at, CaseEvent.data).where(
    seen_in_case(CaseEvent), not_(is_one_of(CaseEvent.type, NO_CLOCK))
)
VOICES: Final = _all(
    ChildVoice.perspective,
    ChildVoice.method,
    ChildVoice.student_id,
    ChildVoice.id,
    ChildVoice.missing_reason,
    ChildVoice.sealed,
).where(seen_in_case(ChildVoice))
COMPLETED: Final = _all(
    Investigation.kind, Investigation.conclusion, Investigation.completed_at, Investigation.support_too
).where(seen_in_case(Investigation), Investigation.completed_at.is_not(None))
MEASURES: Final = _all(
    Measure.scope, Measure.state, func.coalesce(Measure.end_on, Measure.follow_up_on)
).where(seen_in_case(Measure))
HEARINGS: Final = select(func.json_agg(Hearing.state, type_=JSON)).where(seen_in_case(Hearing))
GROUNDED: Final = select(
    or_(
        exists().where(seen_in_case(Consent), CONSENT_HOLDS),
        exists().where(seen_in_case(Disclosure), WITHOUT_CONSENT),
    )
)
"""There is a consent that holds today, or something was disclosed on another ground."""
TRANSFERRED: Final = select(exists().where(seen_in_case(CaseTransfer)))
DECIDED: Final = _all(
    Decision.kind, Decision.delegated, Decision.support_forms, Decision.ends_on, Decision.term_ends_on
).where(seen_in_case(Decision), is_one_of(Decision.state, (DecisionState.SIGNED,)))
ALLEGED: Final = select(func.json_agg(AllegedPerson.person_id, type_=JSON)).where(
    seen_in_case(AllegedPerson), AllegedPerson.removed_at.is_(None)
)
ASSESSED: Final = select(func.json_agg(AssessmentReference.kind, type_=JSON)).where(
    seen_in_case(AssessmentReference), AssessmentReference.removed_at.is_(None)
)
CONCERNS: Final = _all(Concern.id, Concern.number).where(
    ConcernCase.tenant_id == TENANT,
    ConcernCase.case_id == KEY,
    Concern.tenant_id == TENANT,
    Concern.id == ConcernCase.concern_id,
    or_(reached(Concern, OFFICER), Concern.id.in_(LED_TO_MINE)),
)
OWN_NUMBERS: Final = _all(
    RuleAdjustment.pack, RuleAdjustment.clock, RuleAdjustment.amount, RuleAdjustment.decided_at
).where(RuleAdjustment.tenant_id == TENANT)
GRADE: Final = select(CaseHead.grade).where(CaseHead.tenant_id == TENANT, CaseHead.id == KEY)


def _around(school: Any, owner: Any, group: Any, *outer: Any) -> Any:
    """``school``, ``owner`` and ``group``: their ids; ``outer``: the tables that those are columns of."""
    parts = (
        GRADE,
        select(School.name).where(School.tenant_id == TENANT, School.id == school),
        _one(Person.given_name, Person.family_name).where(Person.tenant_id == TENANT, Person.id == owner),
        select(StudentGroup.name).where(StudentGroup.tenant_id == TENANT, StudentGroup.id == group),
        PUPILS,
        EVENTS,
        VOICES,
        COMPLETED,
        MEASURES,
        HEARINGS,
        GROUNDED,
        TRANSFERRED,
        DECIDED,
        ALLEGED,
        ASSESSED,
        CONCERNS,
        OWN_NUMBERS,
    )
    return _row(*(part.scalar_subquery() for part in parts), entered_days(school, *outer))


WHOLE_CASE: Final = scoped(
    select(Case)
    .where(Case.tenant_id == TENANT, Case.id == KEY, reached_in_case(Case), not_against_me(Case.id))
    .options(
        with_expression(Case.my_role, ROLE_HERE),
        with_expression(Case.around, _around(Case.school_id, Case.owner_id, Case.group_id, Case)),
    ),
    *TABLES,
)
"""To be read and nothing else: what is around it is as it was when it was found."""
AROUND: Final = scoped(
    select(_around(*(bindparam(name, type_=Uuid) for name in ("school", "owner", "group")))), *TABLES
)
"""The same for a case that has just been written, whose caller may have lost sight of it by that. Only behind
a gate that has found the case."""
