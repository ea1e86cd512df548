"""What is in the way of closing a case: gates before it, and measures under way."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func

from samsyn.cases.models import Case, CaseEvent, Measure
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.transitions import gates_met, said
from samsyn.cases.rules import UNDER_WAY, CasePhase
from samsyn.cases.rules.closing import STEP_OF, running_violation
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.closing import ClosureObstacleOut, ClosureObstaclesOut, RunningMeasureOut
from samsyn.cases.schemas.reports import ByHand
from samsyn.core.keyring import sealer_of
from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.core.work import Work
from samsyn.legal import ANY_PHASE, Gate

RUNNING = (
    visible_parts(Measure).where(Measure.state.in_(sorted(UNDER_WAY))).order_by(Measure.start_on, Measure.id)
)
TIMES = visible_parts(CaseEvent, func.count())


async def owed_gates(work: Work, case: Case) -> list[Gate]:
    """Gates that stand before closing itself. An owner and a day for follow-up are for cases that go on."""
    return [gate for gate in (await gates_met(work, case, CasePhase.CLOSED)).shut if gate.before != ANY_PHASE]


async def running_measures(work: Work, case: Case) -> Sequence[Measure]:
    """Decided and not evaluated, the first to begin first."""
    return list(await work.scalars(RUNNING, {"key": case.id}))


async def is_confirmed(work: Work, case: Case) -> bool:
    """Skollagen 4:8: whoever complains has been told that it was received."""
    return await _has_happened(work, case, EventType.CONFIRMED)


async def is_answered(work: Work, case: Case) -> bool:
    """Skollagen 4:8: and what it led to."""
    return await _has_happened(work, case, EventType.ANSWERED)


async def _has_happened(work: Work, case: Case, what: EventType) -> bool:
    return bool(await work.scalar(TIMES.where(CaseEvent.type == what), {"key": case.id}))


async def closure_obstacles(work: Work, case: Case, language: Language) -> ClosureObstaclesOut:
    """None for a case that is closed."""
    await logged(work, case, "case.closure-obstacles")
    gates = await owed_gates(work, case) if case.is_open else []
    running = await running_measures(work, case) if case.is_open else []
    return ClosureObstaclesOut(
        links=self_link(f"/cases/{case.id}/closure-obstacles"),
        items=[*(_gate(gate, language) for gate in gates), *await _measures(work, running, language)],
    )


def _gate(gate: Gate, language: Language) -> ClosureObstacleOut:
    block, step = said(gate, language), STEP_OF.get(gate.code)
    return ClosureObstacleOut(**block.model_dump(), step=ByHand(step) if step else None, measure=None)


async def _measures(work: Work, rows: Sequence[Measure], language: Language) -> list[ClosureObstacleOut]:
    names, sealer = await names_of(work, (row.responsible_id for row in rows)), await sealer_of(work)
    found = []
    for row in rows:
        violation = running_violation(row.start_on)
        found.append(
            ClosureObstacleOut(
                code=violation.code,
                text=violation.en if language == "en" else violation.sv,
                legal_basis=None,
                step=None,
                measure=RunningMeasureOut(
                    id=row.id,
                    description=row.words(sealer)["description"] or "",
                    responsible=names[row.responsible_id],
                    start_on=row.start_on,
                    follow_up_on=row.follow_up_on,
                ),
            )
        )
    return found
