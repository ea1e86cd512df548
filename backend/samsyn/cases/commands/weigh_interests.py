"""Weighing the best interests of a child before a decision (skollagen 1:10, barnkonventionen art. 3)."""

from __future__ import annotations

import json
from uuid import UUID

from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import CaseClosed, NotReady, Unfit, unreadable_afterwards
from samsyn.cases.models import BestInterestAssessment, Case, ChildVoice
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import VoicePerspective, highest
from samsyn.cases.rules.access import LISTABLE
from samsyn.cases.rules.best_interest import best_interest_violations
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.best_interest import BestInterestIn
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work

VOICES = visible_parts(ChildVoice).where(ChildVoice.perspective == VoicePerspective.CHILD_OWN)
"""The child's own, as far as the caller reads them; one that was declined or not possible says why."""


async def weigh_interests(work: Work, case: Case, body: BestInterestIn) -> BestInterestAssessment:
    """Raises CaseClosed, NotReady with all that is missing, Unfit for a pupil or a voice that is not of the
    case, and JournalContent."""
    if not case.is_open:
        raise CaseClosed
    students = await remember_case_students(work, case.id)
    student = body.student_id or (students[0] if len(students) == 1 else None)
    if student is not None and student not in students:
        raise _not_of_the_case("/studentId", "STUDENT_UNKNOWN")
    await _check_voices(work, case, body, student)
    missing = best_interest_violations(
        [one.interest for one in body.interests], len(body.voice_ids), body.weighed_against, body.conclusion
    )
    if missing:
        raise NotReady(missing)
    wanted = _class(case, body)
    await guard_body(work, case, body, confidentiality=wanted)
    row = BestInterestAssessment(
        **place_of(case),
        id=uuid7(),
        confidentiality=wanted,
        student_id=student,
        voice_ids=list(dict.fromkeys(body.voice_ids)),
        assessed_by=work.actor.id,
    )
    lines = [one.model_dump(mode="json") for one in body.interests]
    row.put_words(
        await sealer_of(work),
        interests=json.dumps(lines, ensure_ascii=False),
        alternatives=body.alternatives or None,
        weighed_against=body.weighed_against,
        conclusion=body.conclusion,
    )
    work.add(row)
    await tell(work, case, EventType.BEST_INTEREST_WEIGHED, ref_id=row.id, confidentiality=row.class_)
    await work.flush()
    return row


def _class(case: Case, body: BestInterestIn) -> ConfidentialityClass:
    """That of the case, or stricter; of somebody outside the circle no stricter than they read themselves."""
    wanted = highest([case.class_, body.confidentiality or case.class_])
    if wanted not in LISTABLE and case.my_role is None:
        raise unreadable_afterwards()
    return wanted


async def _check_voices(work: Work, case: Case, body: BestInterestIn, student: UUID | None) -> None:
    voices: list[ChildVoice] = list(await work.scalars(VOICES, {"key": case.id}))
    of_pupil = {one.id for one in voices if student is None or one.student_id in (None, student)}
    if set(body.voice_ids) - of_pupil:
        raise _not_of_the_case("/voiceIds", "VOICE_UNKNOWN")


def _not_of_the_case(pointer: str, code: str) -> Unfit:
    return Unfit(
        pointer, code, "Det du valde hör inte till ärendet.", "What you chose does not belong to the case."
    )
