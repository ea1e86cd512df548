"""From phase to phase, and back from the end."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.keep_head import keep_head
from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import (
    CaseAppealed,
    CaseClosed,
    CaseOpen,
    DecisionNeeded,
    GateShut,
    NoSuchPhase,
    refuse_broken,
)
from samsyn.cases.events import FollowUpDue
from samsyn.cases.models import Case
from samsyn.cases.queries.follow_up import latest_of
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.queries.rulebook import basis_of, phases_of
from samsyn.cases.queries.transitions import gates_met, needed, onward, voices_of
from samsyn.cases.rules import (
    OPENING_PHASES,
    CasePhase,
    decision_violations,
    open_violations,
)
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.cases import PhaseIn, ReopeningIn
from samsyn.core.vocabulary import SubjectKind
from samsyn.core.work import Work
from samsyn.legal import Gate


async def move_case(work: Work, case: Case, body: PhaseIn) -> None:
    """Raises NoSuchPhase, DecisionNeeded, and GateShut with the paragraph of each gate in the way, or of
    each that warns where no reason is given to go on all the same; JournalContent for that reason."""
    phase = body.phase
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    if case.phase == CasePhase.DECISION and phase in phases_of(case):
        raise DecisionNeeded
    if case.phase == CasePhase.APPEALED:
        raise CaseAppealed
    if phase not in onward(case):
        raise NoSuchPhase
    met = await gates_met(work, case, phase)
    if met.shut:
        raise GateShut([await _words(work, case, gate) for gate in met.shut])
    if met.warned:
        await _go_on(work, case, met.warned, body)
    left, case.phase = case.phase, phase
    await tell(work, case, EventType.PHASE_CHANGED, phase=phase, left=left)
    await keep_head(work, case)


async def _go_on(work: Work, case: Case, warned: Sequence[Gate], body: PhaseIn) -> None:
    if body.reason is None:
        raise GateShut([_warning(gate) for gate in warned], "/reason")
    await guard_body(work, case, body)
    for gate in warned:
        await tell(work, case, EventType.GATE_PASSED, text=body.reason, gate=gate.code)


async def _words(work: Work, case: Case, gate: Gate) -> tuple[str, str, str]:
    if gate.code == "C01":
        first = decision_violations(SubjectKind(case.subject), await voices_of(work, case))[0]
        return first.code, first.sv, first.en
    return needed(gate)


def _warning(gate: Gate) -> tuple[str, str, str]:
    basis = basis_of(gate)
    sv = f"Det här borde finnas först: {gate.sv} ({basis.act} {basis.section}). Skriv varför ni går vidare."
    en = f"This should be in place first: {gate.en} ({basis.act} {basis.section}). Say why you go on."
    return gate.code, sv, en


async def reopen_case(work: Work, case: Case, body: ReopeningIn) -> None:
    """Where cases of its type begin. Why it was closed stays in the timeline. Raises CaseOpen, C08,
    JournalContent."""
    if case.is_open:
        raise CaseOpen
    await remember_case_students(work, case.id)
    begins = [phase for phase in CasePhase if phase in OPENING_PHASES & phases_of(case)]
    if body.phase is not None and body.phase not in begins:
        raise NoSuchPhase
    latest = await latest_of(work, case)
    refuse_broken(
        open_violations(case.owner_id is not None, body.next_follow_up_on, work.clock.today(), latest),
        "/nextFollowUpOn",
    )
    await guard_body(work, case, body)
    case.phase = body.phase or begins[0]
    case.closed_at = case.closure_reason = None
    case.next_follow_up_on = body.next_follow_up_on
    await tell(work, case, EventType.REOPENED, text=body.reason, phase=case.phase)
    await keep_head(work, case)
    await work.announce(FollowUpDue(case.id, case.school_id, case.next_follow_up_on))
