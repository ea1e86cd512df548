"""Measures: proposed, decided, followed day by day, evaluated, and locked when they have ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from samsyn.cases.commands.end_sharing import end_sharing
from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.tell import place_of, tell, tell_of
from samsyn.cases.errors import AlreadyNoted, BrokenState, CaseClosed, Unfit, refuse_broken
from samsyn.cases.models import Case, Measure, MeasureFidelity
from samsyn.cases.policy import CaseAction, allowed_on_case, visible_part, visible_parts
from samsyn.cases.queries.circle import refuse_any_pointed_out
from samsyn.cases.queries.people import assignment_at, brought_by
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import MeasureEffect, MeasureState, end_measure_violations
from samsyn.cases.rules.measures import Outcome, deciding_violations, fidelity_violations
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.measures import EvaluationIn, FidelityIn, MeasureDecision, MeasureIn
from samsyn.core.errors import NotAllowed, NotThere
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work


async def new_measure(work: Work, case: Case, body: MeasureIn) -> Measure:
    """Decided at once by whoever may decide, else a proposal. Raises CaseClosed, NotAllowed, JournalContent,
    C11, and Unfit for days in the wrong order."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    may_decide = CaseAction.DECIDE_MEASURE in allowed_on_case(work.actor, case)
    if body.proposed is False and not may_decide:
        raise NotAllowed
    await guard_body(work, case, body)
    proposed = not may_decide if body.proposed is None else body.proposed
    measure = await _planned(work, case, body)
    if proposed:
        mine = await assignment_at(work, case.school_id)
        measure.state, measure.proposed_by = MeasureState.PROPOSED, work.actor.id
        measure.proposed_on = work.clock.today()
        measure.proposed_assignment_id = mine.id if mine else None
        measure.proposed_profession = mine.profession_code if mine else None
    else:
        measure.state, measure.decided_by = MeasureState.APPROVED, work.actor.id
        measure.decided_on = work.clock.today()
    work.add(measure)
    what = EventType.MEASURE_PROPOSED if proposed else EventType.MEASURE_AGREED
    await tell(work, case, what, ref_id=measure.id, followUpOn=body.follow_up_on.isoformat())
    await work.flush()
    return measure


async def measure_by_decision(work: Work, case: Case, body: MeasureIn) -> Measure:
    """A measure of an action programme: decided by whoever signs, in the same moment."""
    measure = await _planned(work, case, body)
    measure.state, measure.decided_by = MeasureState.APPROVED, work.actor.id
    measure.decided_on = work.clock.today()
    work.add(measure)
    on = body.follow_up_on.isoformat()
    await tell(work, case, EventType.MEASURE_AGREED, ref_id=measure.id, followUpOn=on)
    await work.flush()
    return measure


async def _planned(work: Work, case: Case, body: MeasureIn) -> Measure:
    start = body.start_on or work.clock.today()
    _check_days(start, body.follow_up_on, body.end_on)
    responsible = body.responsible_id or work.actor.id
    await check_people(work, case, {"/responsibleId": responsible, "/evaluatorId": body.evaluator_id})
    measure = Measure(
        **place_of(case),
        id=uuid7(),
        confidentiality=case.confidentiality,
        level=body.level,
        scope=body.scope,
        responsible_id=responsible,
        evaluator_id=body.evaluator_id,
        start_on=start,
        end_on=body.end_on,
        follow_up_on=body.follow_up_on,
    )
    measure.put_words(await sealer_of(work), description=body.description)
    return measure


async def check_people(work: Work, case: Case, asked: Mapping[str, UUID | None]) -> None:
    """By pointer. Raises C11 for somebody whom the case points out, and Unfit for who does not work here."""
    await refuse_any_pointed_out(work, case, asked)
    for pointer, person in asked.items():
        if person is not None:
            await brought_by(work, person, case.school_id, pointer)


def _check_days(start: date, follow_up: date, end: date | None) -> None:
    if follow_up < start:
        raise _too_early()
    if end is not None and end < start:
        raise Unfit(
            "/endOn",
            "END_DAY",
            "Åtgärden kan inte sluta innan den börjar.",
            "The measure cannot end before it begins.",
        )


async def found(work: Work, case: Case, measure_id: UUID) -> Measure:
    """A measure of the open case. Raises CaseClosed, and NotThere, also for one that is too strict."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    measure: Measure | None = await work.one_or_none(visible_part(Measure), key=case.id, part=measure_id)
    if measure is None:
        raise NotThere
    return measure


async def decide_measure(work: Work, case: Case, measure_id: UUID, body: MeasureDecision) -> Measure:
    """A proposal approved, approved in part or turned down, with why. Begins on the day of the decision at
    the earliest. Raises MEASURE_DECIDED, MEASURE_MOTIVATION, JournalContent, NotThere, CaseClosed."""
    measure = await found(work, case, measure_id)
    state, today = MeasureState(measure.state), work.clock.today()
    if state is not MeasureState.PROPOSED:
        refuse_broken(deciding_violations(state, body.motivation), "", BrokenState)
    refuse_broken(deciding_violations(state, body.motivation), "/motivation")
    await guard_body(work, case, body, confidentiality=measure.class_)
    measure.state = body.decision
    measure.decided_by, measure.decided_on = work.actor.id, today
    if body.decision is not Outcome.REJECTED:
        measure.start_on = body.start_on or max(measure.start_on, today)
        measure.follow_up_on = body.follow_up_on or measure.follow_up_on
        _check_days(measure.start_on, measure.follow_up_on, measure.end_on)
    measure.put_words(await sealer_of(work), motivation=body.motivation)
    await tell_of(work, case, EventType.MEASURE_DECIDED, measure, decision=body.decision)
    await work.flush()
    return measure


async def note_fidelity(work: Work, case: Case, measure_id: UUID, body: FidelityIn) -> Measure:
    """Whether it was done as planned that day; one answer a day and person. Raises FIDELITY_STATE,
    FIDELITY_DAY, AlreadyNoted, JournalContent, NotThere, CaseClosed."""
    measure = await found(work, case, measure_id)
    today = work.clock.today()
    day = body.day or today
    refuse_broken(fidelity_violations(MeasureState(measure.state), measure.start_on, day, today), "/day")
    same = visible_parts(MeasureFidelity, MeasureFidelity.id).where(
        MeasureFidelity.measure_id == measure.id,
        MeasureFidelity.day == day,
        MeasureFidelity.noted_by == work.actor.id,
    )
    if await work.scalar(same, {"key": case.id}) is not None:
        raise AlreadyNoted
    await guard_body(work, case, body, confidentiality=measure.class_)
    entry = MeasureFidelity(
        **place_of(case),
        id=uuid7(),
        confidentiality=measure.confidentiality,
        measure_id=measure.id,
        day=day,
        kept=body.kept,
        noted_by=work.actor.id,
    )
    entry.put_words(await sealer_of(work), note=body.note)
    work.add(entry)
    await work.flush()
    return measure


async def evaluate_measure(work: Work, case: Case, measure_id: UUID, body: EvaluationIn) -> Measure:
    """Ends it, or with TOO_EARLY and a new day lets it go on. Raises C09, JournalContent, NotThere,
    CaseClosed."""
    measure = await found(work, case, measure_id)
    state = MeasureState(measure.state)
    if state is MeasureState.ENDED:
        refuse_broken(end_measure_violations(state, body.effect, body.what_happened), "", BrokenState)
    await guard_body(work, case, body, confidentiality=measure.class_)
    if body.effect is MeasureEffect.TOO_EARLY and body.next_follow_up_on is not None:
        await _go_on(work, case, measure, body)
    else:
        await _end(work, case, measure, body)
    await work.flush()
    return measure


async def _go_on(work: Work, case: Case, measure: Measure, body: EvaluationIn) -> None:
    assert body.next_follow_up_on is not None
    refuse_broken(end_measure_violations(MeasureState(measure.state), MeasureEffect.YES, "x"), "/effect")
    if body.next_follow_up_on <= work.clock.today():
        raise _too_early("/nextFollowUpOn")
    measure.follow_up_on = body.next_follow_up_on
    if measure.end_on is not None:
        measure.end_on = max(measure.end_on, body.next_follow_up_on)
    await tell_of(
        work,
        case,
        EventType.MEASURE_CONTINUED,
        measure,
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
    await end_sharing(work, case, measures=[measure.id])
    await tell_of(work, case, EventType.MEASURE_EVALUATED, measure, effect=body.effect)


def _too_early(pointer: str = "/followUpOn") -> Unfit:
    return Unfit(
        pointer,
        "FOLLOW_UP_DAY",
        "Uppföljningen ska vara efter starten, på en dag som inte har varit.",
        "The follow-up comes after the start, on a day that has not been.",
    )
