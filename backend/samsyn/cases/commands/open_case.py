"""Opening a case: by hand, from an assessment, or because a child has felt degraded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samsyn.cases.commands.keep_head import new_head
from samsyn.cases.commands.let_in import let_in
from samsyn.cases.commands.take_number import take_number
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import refuse_broken, unknown_type, wrong_subject
from samsyn.cases.events import CaseOpened, FollowUpDue
from samsyn.cases.models import Case, CaseStudent, Concern, ConcernCase
from samsyn.cases.queries.calendar import calendars_of
from samsyn.cases.queries.follow_up import latest_from_today
from samsyn.cases.queries.people import case_officers, holders
from samsyn.cases.queries.pupils import any_protected, grade_to_name
from samsyn.cases.rules import (
    OPENING_PHASES,
    AllegedOffender,
    CasePhase,
    CircleRole,
    class_of_new_case,
    open_violations,
)
from samsyn.cases.rules.access import Reach, reach_of_case
from samsyn.cases.rules.themes import Theme, in_order
from samsyn.cases.rules.timeline import EventType
from samsyn.core.actor import HEADS, Function
from samsyn.core.ids import uuid7
from samsyn.core.vocabulary import ConfidentialityClass, Level, Scope, SubjectKind
from samsyn.core.work import Work
from samsyn.legal import CaseType, load_rule_book
from samsyn.organisation import School
from samsyn.students import Student

SCOPE_OF = {
    SubjectKind.STUDENT: Scope.INDIVIDUAL,
    SubjectKind.GROUP: Scope.GROUP,
    SubjectKind.UNIT: Scope.UNIT,
    SubjectKind.NONE: Scope.UNIT,
}
"""A case is at the level of what it is about, unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new case begins with. ``by_law``: opened whether or not pupils and owner are known yet;
    ``any_form``: whatever school forms are entered for the unit."""

    school: School
    case_type: str
    owner_id: UUID | None
    next_follow_up_on: date | None
    students: Sequence[Student] = ()
    group_id: UUID | None = None
    level: Level = Level.REMEDIAL
    scope: Scope | None = None
    themes: Sequence[Theme] = ()
    phase: CasePhase | None = None
    pointed_out: AllegedOffender | None = None
    at_least: ConfidentialityClass = ConfidentialityClass.K0
    by_law: bool = False
    any_form: bool = False
    invited: Sequence[UUID] = ()
    invited_because: str = "Tar emot anmälan (6 kap. 10 § skollagen)"


async def open_case(work: Work, opening: Opening) -> Case:
    """Raises Unfit for a type or a subject that does not fit, and C08."""
    book, today = load_rule_book(), work.clock.today()
    pack = book.pack_on(today)
    forms = opening.school.school_forms
    kinds = {
        kind.code: kind
        for kind in book.case_types_of(pack)
        if opening.any_form or kind.school_forms & set(forms)
    }
    kind = kinds.get(opening.case_type)
    if kind is None:
        raise unknown_type()
    _check_subject(kind, opening)
    has_owner = opening.owner_id is not None or opening.by_law
    latest = None
    if not opening.by_law:
        latest = await latest_from_today(work, kind, opening.school.id, pack.code, work.clock.now())
    refuse_broken(open_violations(has_owner, opening.next_follow_up_on, today, latest), "/nextFollowUpOn")
    case = _new_case(work, opening, kind)
    case.rule_pack, case.rule_pack_version = pack.code, pack.version
    case.number = await take_number(work, opening.school.id, opening.school.short_code)
    await _keep(work, case, opening)
    await work.announce(CaseOpened(case.id, case.school_id, case.case_type))
    await work.announce(FollowUpDue(case.id, case.school_id, case.next_follow_up_on))
    return case


def _check_subject(kind: CaseType, opening: Opening) -> None:
    students, group = bool(opening.students), opening.group_id is not None
    if students and kind.subject is not SubjectKind.STUDENT:
        raise wrong_subject("/studentIds")
    if group and kind.subject is not SubjectKind.GROUP:
        raise wrong_subject("/groupId")
    if kind.subject is SubjectKind.GROUP and not group:
        raise wrong_subject("/groupId")
    if kind.subject is SubjectKind.STUDENT and not students and not opening.by_law:
        raise wrong_subject("/studentIds")
    if opening.phase is not None and opening.phase not in OPENING_PHASES & set(map(CasePhase, kind.phases)):
        raise wrong_subject("/phase")


def _new_case(work: Work, opening: Opening, kind: CaseType) -> Case:
    first = next(CasePhase(p) for p in kind.phases if p in OPENING_PHASES)
    default = max(kind.default_class, opening.at_least, key=lambda c: c.rank)
    return Case(
        tenant_id=work.tenant,
        id=uuid7(),
        school_id=opening.school.id,
        case_type=kind.code,
        level=opening.level,
        scope=opening.scope or SCOPE_OF[kind.subject],
        subject=kind.subject,
        group_id=opening.group_id,
        reach=reach_of_case(kind.code, opening.pointed_out),
        pointed_out=opening.pointed_out,
        themes=in_order(opening.themes),
        phase=opening.phase or first,
        owner_id=opening.owner_id,
        opened_at=work.clock.now(),
        next_follow_up_on=opening.next_follow_up_on,
        confidentiality=class_of_new_case(default, any_protected(opening.students)),
    )


async def _keep(work: Work, case: Case, opening: Opening) -> None:
    """In the order of the references: there is no relationship that would say it."""
    work.add(case)
    await work.flush()
    work.add(new_head(case, await grade_to_name(work, case.school_id, opening.students)))
    for student in opening.students:
        work.add(
            CaseStudent(
                **place_of(case), id=uuid7(), student_id=student.id, confidentiality=case.confidentiality
            )
        )
    await tell(work, case, EventType.OPENED, phase=case.phase)
    await _circle(work, case, opening.invited, opening.invited_because)
    await work.flush()


async def _circle(work: Work, case: Case, invited: Iterable[UUID], because: str) -> None:
    """The owner; who is invited; and the principal, who decides, where the class shuts them out."""
    if case.owner_id is not None:
        await let_in(work, case, case.owner_id, CircleRole.OWNER, "Ansvarar för ärendet")
    for person in invited:
        if person != case.owner_id:
            await let_in(work, case, person, CircleRole.CONTRIBUTOR, because)
    if case.class_ is ConfidentialityClass.K3 and case.reach != Reach.ORGANISER:
        for person in await holders(work, case.school_id, {Function.PRINCIPAL}):
            if person != case.owner_id and person not in invited:
                await let_in(work, case, person, CircleRole.INFORMED, "Fattar beslut som rektor")


async def join_concern(work: Work, case: Case, concern: Concern) -> None:
    """A link, and a line in the timeline."""
    work.add(ConcernCase(tenant_id=work.tenant, id=uuid7(), concern_id=concern.id, case_id=case.id))
    await tell(work, case, EventType.CONCERN_JOINED, ref_id=concern.id, number=concern.number)


async def open_degrading_case(
    work: Work, concern: Concern, school: School, students: Sequence[Student]
) -> Case:
    """C10, C11: without triage, at the server's time. To the unit's heads, or past the unit to the
    organiser's case officer; where nobody holds that function the case still stands, without an owner."""
    pointed_out = AllegedOffender(concern.pointed_out or AllegedOffender.UNKNOWN)
    past = reach_of_case("DEGRADING", pointed_out) is Reach.ORGANISER
    receivers = await case_officers(work) if past else await holders(work, school.id, HEADS)
    today = work.clock.today()
    calendar = (await calendars_of(work, [school.id], today))[school.id]
    case = await open_case(
        work,
        Opening(
            school=school,
            case_type="DEGRADING",
            owner_id=receivers[0] if receivers else None,
            next_follow_up_on=calendar.add_school_days(today, 1),
            students=students,
            pointed_out=pointed_out,
            by_law=True,
            invited=receivers[1:],
        ),
    )
    told = EventType.ORGANISER_NOTIFIED if past else EventType.PRINCIPAL_NOTIFIED
    await tell(work, case, told, ref_id=concern.id)
    await join_concern(work, case, concern)
    await work.flush()
    return case
