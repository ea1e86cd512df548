"""A measure goes over to somebody else: whoever answered for it has left, or is pointed out (C11)."""

from __future__ import annotations

from samsyn.cases.commands.keep_measures import check_people
from samsyn.cases.commands.tell import tell_of
from samsyn.cases.errors import BrokenState, CaseClosed, refuse_broken
from samsyn.cases.models import Case, Measure
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.agreed import LINES_OF_CASE
from samsyn.cases.queries.circle import refuse_any_pointed_out
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import MeasureState
from samsyn.cases.rules.measures import moving_violations
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.measures import MeasurePatch
from samsyn.core.work import Work


async def move_measure(work: Work, case: Case, measure: Measure, body: MeasurePatch) -> None:
    """Who answers for it and who evaluates it from now on. Raises CaseClosed, C09 for one that has ended or
    was turned down, C11, Unfit."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    work.log(CaseAction.DECIDE_MEASURE, "Case", [case.id])
    refuse_broken(moving_violations(MeasureState(measure.state)), "", BrokenState)
    given = body.model_fields_set
    responsible = body.responsible_id or measure.responsible_id
    evaluator = body.evaluator_id if "evaluator_id" in given else measure.evaluator_id
    before, evaluated = measure.responsible_id, measure.evaluator_id
    await refuse_any_pointed_out(work, case, {"/responsibleId": responsible, "/evaluatorId": evaluator})
    if (responsible, evaluator) == (before, evaluated):
        return
    # Whoever stays may have left: only who is new has to work here.
    new = {"/responsibleId": responsible if responsible != before else None}
    await check_people(work, case, new | {"/evaluatorId": evaluator if evaluator != evaluated else None})
    measure.responsible_id, measure.evaluator_id = responsible, evaluator
    for line, source in await work.execute(LINES_OF_CASE, {"key": case.id}):
        if source.measure_id == measure.id and line.ask_id == before:
            line.ask_id = responsible
    await tell_of(work, case, EventType.MEASURE_MOVED, measure)
    await work.flush()
