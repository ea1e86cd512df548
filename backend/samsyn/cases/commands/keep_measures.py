"""Measures: agreed, followed up, and locked when they have ended."""

from __future__ import annotations

from uuid import UUID

from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import BrokenState, CaseClosed, Unfit, refuse_broken
from samsyn.cases.models import Case, Measure
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.people import brought_by
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import MeasureEffect, MeasureState, end_measure_violations
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.parts import EvaluationIn, MeasureIn
from samsyn.core.errors import NotThere
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work


async def agree_measure(work: Work, case: Case, body: MeasureIn) -> Measure:
    """Raises CaseClosed, and Unfit for a follow-up before the start."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    start = body.start_on or work.clock.today()
    if body.follow_up_on < start:
        raise _too_early()
    responsible = body.responsible_id or work.actor.id
    await brought_by(work, responsible, case.school_id, "/responsibleId")
    measure = Measure(
        **place_of(case),
        id=uuid7(),
        confidentiality=case.confidentiality,
        level=body.level,
        scope=body.scope,
        state=MeasureState.APPROVED,
        decided_by=work.actor.id,
        responsible_id=responsible,
        start_on=start,
        follow_up_on=body.follow_up_on,
    )
    measure.put_words(await sealer_of(work), description=body.description)
    work.add(measure)
    await tell(
        work, case, EventType.MEASURE_AGREED, ref_id=measure.id, followUpOn=body.follow_up_on.isoformat()
    )
    await work.flush()
    return measure


async def evaluate_measure(work: Work, case: Case, measure_id: UUID, body: EvaluationIn) -> Measure:
    """Ends it, or with TOO_EARLY and a new day lets it go on. Raises C09, NotThere, CaseClosed."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    one = visible_parts(Measure).where(Measure.id == measure_id)
    measure: Measure | None = await work.one_or_none(one, key=case.id)
    if measure is None:
        raise NotThere
    state = MeasureState(measure.state)
    if state is MeasureState.ENDED:
        refuse_broken(end_measure_violations(state, body.effect, body.what_happened), "", BrokenState)
    if body.effect is MeasureEffect.TOO_EARLY and body.next_follow_up_on is not None:
        await _go_on(work, case, measure, body)
    else:
        await _end(work, case, measure, body)
    await work.flush()
    return measure


async def _go_on(work: Work, case: Case, measure: Measure, body: EvaluationIn) -> None:
    assert body.next_follow_up_on is not None
    if body.next_follow_up_on <= work.clock.today():
        raise _too_early("/nextFollowUpOn")
    measure.follow_up_on = body.next_follow_up_on
    await tell(
        work,
        case,
        EventType.MEASURE_CONTINUED,
        ref_id=measure.id,
        text=body.what_happened or None,
        followUpOn=body.next_follow_up_on.isoformat(),
    )


async def _end(work: Work, case: Case, measure: Measure, body: EvaluationIn) -> None:
    refuse_broken(
        end_measure_violations(MeasureState(measure.state), body.effect, body.what_happened), "/effect"
    )
    measure.state, measure.effect = MeasureState.ENDED, body.effect
    measure.ended_on, measure.evaluated_by = work.clock.today(), work.actor.id
    measure.put_words(await sealer_of(work), what_happened=body.what_happened)
    await tell(work, case, EventType.MEASURE_EVALUATED, ref_id=measure.id, effect=body.effect)


def _too_early(pointer: str = "/followUpOn") -> Unfit:
    return Unfit(
        pointer,
        "FOLLOW_UP_DAY",
        "Uppföljningen ska vara efter starten, på en dag som inte har varit.",
        "The follow-up comes after the start, on a day that has not been.",
    )
