"""Så gör vi: a measure shared as one line with those who teach the pupils now, and its end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from samsyn.cases.commands.end_sharing import end_sharing
from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.keep_measures import found
from samsyn.cases.commands.tell import place_of, tell_of
from samsyn.cases.errors import refuse_broken
from samsyn.cases.models import AgreedMeasure, AgreedObservation, AgreedSource, Case, Measure
from samsyn.cases.policy.agreed import MY_ANSWERS
from samsyn.cases.queries.circle import refuse_pointed_out
from samsyn.cases.queries.people import brought_by
from samsyn.cases.queries.pupils import pupils_shown
from samsyn.cases.rules import MeasureState
from samsyn.cases.rules.agreed import line_violations, sharing_violations
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.agreed import AgreedLineIn, ObservationIn
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass, SubjectKind
from samsyn.core.work import Work

NOTE = "note"


async def share_line(work: Work, case: Case, measure_id: UUID, body: AgreedLineIn) -> Measure:
    """In place of the line that was shared before. Raises AGREED_SUBJECT, AGREED_STATE, AGREED_DAYS,
    AGREED_CASE, C11, JournalContent, and what ``found`` and ``brought_by`` raise."""
    measure = await found(work, case, measure_id)
    students, today = list(work.students), work.clock.today()
    since, until = body.shared_from or today, body.shared_until
    state, subject = MeasureState(measure.state), SubjectKind(case.subject)
    refuse_broken(sharing_violations(subject, len(students), state, since, until, today), "/sharedUntil")
    names = [pupil.name for pupil in await pupils_shown(work, students) if pupil.name]
    refuse_broken(line_violations(body.line, names), "/line")
    await guard_body(work, case, body, confidentiality=measure.class_)
    ask = body.ask_id or measure.responsible_id
    await refuse_pointed_out(work, case, ask, "/askId")
    await brought_by(work, ask, case.school_id, "/askId")
    await end_sharing(work, case, measures=[measure.id])
    await _share(work, case, measure, body.line, ask, (since, until))
    await tell_of(work, case, EventType.MEASURE_SHARED, measure, on=until.isoformat())
    await work.flush()
    return measure


async def _share(
    work: Work, case: Case, measure: Measure, line: str, ask: UUID, days: tuple[date, date]
) -> None:
    """A row for each pupil, after the row that says where it comes from."""
    ids = {student: uuid7() for student in work.students}
    for key in ids.values():
        work.add(
            AgreedSource(
                **place_of(case), id=key, measure_id=measure.id, confidentiality=case.confidentiality
            )
        )
    await work.flush()
    for student, key in ids.items():
        work.add(
            AgreedMeasure(
                tenant_id=work.tenant,
                id=key,
                student_id=student,
                school_id=case.school_id,
                line=line,
                ask_id=ask,
                shared_from=days[0],
                shared_until=days[1],
                granted_only=case.class_ is ConfidentialityClass.K4,
            )
        )


async def stop_sharing(work: Work, case: Case, measure_id: UUID) -> None:
    """At once; done again it changes nothing. Raises NotThere, CaseClosed."""
    measure = await found(work, case, measure_id)
    work.log("case.end-sharing", "Case", [case.id])
    if await end_sharing(work, case, measures=[measure.id]):
        await tell_of(work, case, EventType.SHARING_ENDED, measure)


async def observe(work: Work, agreed: AgreedMeasure, body: ObservationIn) -> None:
    """One answer a day and person: a second tap changes it."""
    today = work.clock.today()
    held: AgreedObservation | None = await work.one_or_none(MY_ANSWERS, lines=[agreed.id])
    if held is None:
        held = AgreedObservation(
            tenant_id=work.tenant, id=uuid7(), agreed_id=agreed.id, person_id=work.actor.id, day=today
        )
        work.add(held)
    held.works = body.works
    held.note = None
    if body.note is not None:
        sealer, place = await sealer_of(work), (AgreedObservation.__tablename__, held.id, NOTE)
        held.note = sealer.seal_text(work.tenant, *place, body.note)
    work.log("agreed-measure.observe", "AgreedMeasure", [agreed.id])
    await work.flush()
