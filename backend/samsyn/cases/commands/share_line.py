"""Så gör vi: a measure shared as one line with those who teach the pupils now, and its end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from samsyn.cases.commands.end_sharing import end_sharing
from samsyn.cases.commands.guard_journal import guard_body, new_words
from samsyn.cases.commands.keep_measures import found
from samsyn.cases.commands.tell import place_of, tell_of
from samsyn.cases.errors import JournalContent, refuse_broken
from samsyn.cases.models import AgreedMeasure, AgreedObservation, AgreedSource, Case, Measure
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.agreed import MY_ANSWERS
from samsyn.cases.queries.agreed import note_of
from samsyn.cases.queries.circle import refuse_pointed_out
from samsyn.cases.queries.people import brought_by
from samsyn.cases.queries.pupils import pupils_shown
from samsyn.cases.rules import MeasureState
from samsyn.cases.rules.agreed import line_violations, sharing_violations
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.agreed import AgreedLineIn, ObservationIn
from samsyn.core.crypto import Sealer
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass, SubjectKind
from samsyn.core.work import Work

NOTE, REASON = "note", "journal_reason"


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
    """One answer a day and person: a second tap changes it. Raises JournalContent for words that the answer
    of the day does not hold already; why they are kept is for those who work with the case."""
    today, sealer = work.clock.today(), await sealer_of(work)
    held: AgreedObservation | None = await work.one_or_none(MY_ANSWERS, lines=[agreed.id])
    if held is None:
        held = AgreedObservation(
            tenant_id=work.tenant, id=uuid7(), agreed_id=agreed.id, person_id=work.actor.id, day=today
        )
        work.add(held)
    kept = _reason_kept(work, agreed, body, note_of(held, sealer))
    before = note_of(held, sealer, REASON) if body.note and new_words({"": body.note}) else None
    held.works = body.works
    held.note = _sealed(sealer, held, NOTE, body.note)
    held.journal_reason = _sealed(sealer, held, REASON, kept or before)
    work.log("agreed-measure.observe", "AgreedMeasure", [agreed.id])
    await work.flush()


def _reason_kept(work: Work, agreed: AgreedMeasure, body: ObservationIn, before: str | None) -> str | None:
    """Raises JournalContent."""
    found, reason = new_words(dict(body.watched()), [before]), (body.journal_reason or "").strip()
    if not found:
        return None
    if not reason:
        raise JournalContent(found)
    work.log(CaseAction.KEEP_JOURNAL_WORDS, "AgreedMeasure", [agreed.id], purpose="JOURNAL_WORDS")
    return reason


def _sealed(sealer: Sealer, row: AgreedObservation, name: str, text: str | None) -> bytes | None:
    if text is None:
        return None
    return sealer.seal_text(row.tenant_id, AgreedObservation.__tablename__, row.id, name, text)
