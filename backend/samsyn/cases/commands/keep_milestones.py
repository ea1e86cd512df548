"""Steps that clocks wait for, as somebody says that they are done. The time is the server's."""

from __future__ import annotations

from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import Broken, BrokenState, CaseClosed
from samsyn.cases.models import Case
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.queries.rulebook import kind_of
from samsyn.cases.rules import load_invariants
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.reports import ByHand, MilestoneIn
from samsyn.core.work import Work

ONCE = frozenset({ByHand.ANSWERED, ByHand.CONFIRMED})


async def record_milestone(work: Work, case: Case, body: MilestoneIn) -> None:
    """Raises CaseClosed, MILESTONE_TYPE, and MILESTONE_DONE where it is done once only."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    if body.step.value not in {rule.to_event.value for rule in kind_of(case.case_type).clocks}:
        raise Broken([load_invariants().broken("MILESTONE_TYPE")], "/step")
    around = await Around.of(work, case)
    if body.step in ONCE and any(event.type == body.step for event in around.happened()):
        raise BrokenState([load_invariants().broken("MILESTONE_DONE")], "/step")
    await tell(work, case, EventType(body.step.value), text=body.note)
    await work.flush()
