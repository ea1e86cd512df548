"""The end of a case: with what came of it, and nothing left undone."""

from __future__ import annotations

from samsyn.cases.commands.end_sharing import end_sharing
from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.keep_head import keep_head
from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import CaseAppealed, CaseClosed, GateShut, refuse_broken
from samsyn.cases.events import CaseClosed as Closed
from samsyn.cases.events import FollowUpDue
from samsyn.cases.models import Case
from samsyn.cases.queries.closing import owed_gates, running_measures
from samsyn.cases.queries.investigations import ways_to_close
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.queries.transitions import needed
from samsyn.cases.rules import CasePhase, close_violations
from samsyn.cases.rules.access import IN_CHAIN, taken_back_violations
from samsyn.cases.rules.closing import left_shut, running_violation
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.cases import ClosureIn
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import SubjectKind
from samsyn.core.work import Work


async def _refuse_owed(work: Work, case: Case, body: ClosureIn) -> None:
    """Everything that is left, at once: what the gates of its type ask for, and each measure under way."""
    gates = {gate.code: gate for gate in await owed_gates(work, case)}
    shut = left_shut(gates, body.no_feedback_reason or "")
    owed = [needed(gate) for code, gate in gates.items() if code in shut]
    running = [running_violation(row.start_on) for row in await running_measures(work, case)]
    owed += [(broken.code, broken.sv, broken.en) for broken in running]
    if owed:
        raise GateShut(owed, "")


async def close_case(work: Work, case: Case, body: ClosureIn) -> None:
    """Raises C16, GateShut for what is left to do first (C03, C09, …), JournalContent, CaseAppealed, and
    CaseClosed where it is closed already."""
    if not case.is_open:
        raise CaseClosed
    if case.phase == CasePhase.APPEALED:
        raise CaseAppealed
    await remember_case_students(work, case.id)
    await _refuse_owed(work, case, body)
    possible = await ways_to_close(work, case)
    if case.case_type in IN_CHAIN:
        refuse_broken(taken_back_violations(body.reason, possible), "/reason")
    refuse_broken(
        close_violations(
            SubjectKind(case.subject),
            body.reason,
            possible,
            body.feedback or "",
            body.no_feedback_reason or "",
        ),
        "/reason",
    )
    await guard_body(work, case, body)
    left, case.phase = case.phase, CasePhase.CLOSED
    case.closed_at, case.closure_reason = work.clock.now(), body.reason
    case.next_follow_up_on = case.waiting_since = None
    case.put_words(
        await sealer_of(work),
        feedback=body.feedback,
        no_feedback_reason=body.no_feedback_reason,
        waiting_for=None,
    )
    await end_sharing(work, case)
    await tell(work, case, EventType.CLOSED, reason=body.reason, left=left)
    await keep_head(work, case)
    await work.announce(Closed(case.id, case.school_id, body.reason))
    await work.announce(FollowUpDue(case.id, case.school_id, None))
