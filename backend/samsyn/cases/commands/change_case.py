"""Changing what a case says about itself. Each change is a line in its timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm.attributes import set_committed_value

from samsyn.cases.commands.end_sharing import end_sharing
from samsyn.cases.commands.keep_head import keep_head
from samsyn.cases.commands.let_in import let_in, let_out
from samsyn.cases.commands.reclass import reclass
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import CaseClosed, Unfit, protected_needs_circle, refuse_broken, wrong_subject
from samsyn.cases.events import FollowUpDue
from samsyn.cases.models import Case, CaseAccess, CaseStudent
from samsyn.cases.policy import CIRCLE_OF_CASE, PUPILS_OF_CASE
from samsyn.cases.queries.circle import refuse_pointed_out
from samsyn.cases.queries.follow_up import latest_of
from samsyn.cases.queries.pupils import (
    any_protected,
    chosen_students,
    pupils_shown,
    remember_case_students,
)
from samsyn.cases.rules import CircleRole, class_violations, open_violations
from samsyn.cases.rules.themes import in_order
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.cases import CasePatch
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass, SubjectKind
from samsyn.core.work import Work


async def change_case(work: Work, case: Case, body: CasePatch) -> None:
    """Raises CaseClosed, Unfit, C08, C11, C15 and CLASS_RAISE/CLASS_LOWER."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    given = body.model_fields_set
    if "student_ids" in given:
        await _set_students(work, case, body.student_ids or [])
    if "next_follow_up_on" in given:
        await _set_follow_up(work, case, body.next_follow_up_on)
    if "waiting_for" in given:
        await _set_waiting(work, case, body.waiting_for)
    if body.level is not None:
        case.level = body.level
    if body.themes is not None and in_order(body.themes) != case.themes:
        case.themes = in_order(body.themes)
        await tell(work, case, EventType.THEMES_CHANGED)
    if body.confidentiality is not None and body.confidentiality is not case.class_:
        await _set_class(work, case, body.confidentiality, body.class_reason or "")
    if body.owner_id is not None and body.owner_id != case.owner_id:
        await _set_owner(work, case, body.owner_id)
    await keep_head(work, case)


async def _set_follow_up(work: Work, case: Case, on: date | None) -> None:
    latest = await latest_of(work, case)
    refuse_broken(open_violations(True, on, work.clock.today(), latest), "/nextFollowUpOn")
    case.next_follow_up_on = on
    await tell(work, case, EventType.FOLLOW_UP_SET, on=on.isoformat() if on else None)
    await work.announce(FollowUpDue(case.id, case.school_id, on))


async def _set_waiting(work: Work, case: Case, waiting_for: str | None) -> None:
    case.put_words(await sealer_of(work), waiting_for=waiting_for)
    case.waiting_since = work.clock.today() if waiting_for else None
    await tell(work, case, EventType.WAITING_CHANGED, text=waiting_for)


async def _set_owner(work: Work, case: Case, person_id: UUID) -> None:
    """The one before stays in the circle as a contributor; the new owner may end that."""
    await refuse_pointed_out(work, case, person_id, "/ownerId")
    before, case.owner_id = case.owner_id, person_id
    await tell(work, case, EventType.OWNER_CHANGED, ref_id=person_id)
    circle: Sequence[CaseAccess] = list(await work.scalars(CIRCLE_OF_CASE, {"key": case.id}))
    for way in circle:
        if way.valid_to is None and way.kind == "CIRCLE" and way.person_id in (before, person_id):
            await let_out(work, way)
    await let_in(work, case, person_id, CircleRole.OWNER, "Ansvarar för ärendet")
    if before is not None:
        await let_in(work, case, before, CircleRole.CONTRIBUTOR, "Ansvarade tidigare för ärendet")


async def classify(work: Work, case: Case, wanted: ConfidentialityClass, reason: str) -> None:
    """By anybody in the circle upwards, by the owner with a reason downwards. Raises CaseClosed, CLASS_RAISE,
    CLASS_LOWER, and C15 where a pupil has protected personal data."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    if wanted is not case.class_:
        await _set_class(work, case, wanted, reason)
    await keep_head(work, case)


async def _set_class(work: Work, case: Case, wanted: ConfidentialityClass, reason: str) -> None:
    role = CircleRole(case.my_role) if case.my_role else None
    refuse_broken(class_violations(case.class_, wanted, role, reason), "/confidentiality")
    if wanted is not ConfidentialityClass.K4 and await _has_protected(work, case):
        raise Unfit(
            "/confidentiality",
            "C15",
            "En elev i ärendet har skyddade personuppgifter. Då är klassen K4.",
            "A pupil in the case has protected personal data. The class is then K4.",
        )
    before = case.class_
    await reclass(work, case, wanted)
    await tell(work, case, EventType.CLASS_CHANGED, text=reason or None, before=before, after=wanted)


async def _has_protected(work: Work, case: Case) -> bool:
    """Also where the caller may not know who it is: that is shown as protected too."""
    return any(pupil.protected for pupil in await pupils_shown(work, work.students))


async def _set_students(work: Work, case: Case, wanted: Sequence[UUID]) -> None:
    if case.subject != SubjectKind.STUDENT:
        raise wrong_subject("/studentIds")
    rows: dict[UUID, CaseStudent] = {
        row.student_id: row for row in await work.scalars(PUPILS_OF_CASE, {"key": case.id})
    }
    held = {one for one, row in rows.items() if row.removed_at is None}
    new = await chosen_students(work, sorted(set(wanted) - held), case.school_id)
    if any_protected(new) and case.my_role is None:
        raise protected_needs_circle()
    for student in new:
        row = rows.get(student.id)
        if row is not None:
            row.removed_at = None
        else:
            work.add(
                CaseStudent(
                    **place_of(case), id=uuid7(), student_id=student.id, confidentiality=case.confidentiality
                )
            )
    for one in held - set(wanted):
        rows[one].removed_at = work.clock.now()
    if held - set(wanted):
        await end_sharing(work, case, students=held - set(wanted))
    work.students = sorted(held | set(wanted))
    set_committed_value(case, "pupil_ids", list(wanted))
    case.updated_at = work.clock.now()
    await work.flush()
    await tell(work, case, EventType.STUDENTS_CHANGED)
    if any_protected(new) and case.class_ is not ConfidentialityClass.K4:
        before = case.class_
        await reclass(work, case, ConfidentialityClass.K4)
        await tell(work, case, EventType.CLASS_CHANGED, before=before, after=ConfidentialityClass.K4)
