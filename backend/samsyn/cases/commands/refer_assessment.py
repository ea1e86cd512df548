"""An assessment that lies elsewhere is named, and taken back."""

from __future__ import annotations

from uuid import UUID

from samsyn.cases.commands.guard_journal import guard_journal
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import CaseClosed, Unfit
from samsyn.cases.models import AssessmentReference, Case
from samsyn.cases.queries.assessments import standing
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules.assessments import class_of_assessment
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.assessments import AssessmentReferenceIn
from samsyn.core.errors import NotThere
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work


async def refer_assessment(work: Work, case: Case, body: AssessmentReferenceIn) -> AssessmentReference:
    """Raises CaseClosed, JournalContent for what belongs in the record itself, Unfit for a day to come."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    if body.made_on > work.clock.today():
        raise Unfit("/madeOn", "ASSESSMENT_DAY", "Dagen har inte varit än.", "The day has not been yet.")
    await guard_journal(work, case, dict(body.watched()), None)
    row = AssessmentReference(
        **place_of(case),
        id=uuid7(),
        confidentiality=class_of_assessment(case.class_),
        kind=body.kind,
        made_on=body.made_on,
        added_by=work.actor.id,
    )
    row.put_words(await sealer_of(work), made_by=body.made_by, kept_where=body.kept_where)
    work.add(row)
    await _told(work, case, EventType.ASSESSMENT_REFERRED, row)
    return row


async def remove_assessment(work: Work, case: Case, key: UUID) -> None:
    """Raises CaseClosed, and NotThere also for one that was taken back before."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    row = next((one for one in await standing(work, case) if one.id == key), None)
    if row is None:
        raise NotThere
    row.removed_at = work.clock.now()
    await _told(work, case, EventType.ASSESSMENT_REMOVED, row)


async def _told(work: Work, case: Case, what: EventType, row: AssessmentReference) -> None:
    await tell(work, case, what, ref_id=row.id, confidentiality=row.class_, assessment=row.kind)
    await work.flush()
