"""Investigations: started, written in, completed. The times are the server's."""

from __future__ import annotations

from samsyn.cases.commands.ask import withdraw_rest
from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import CaseClosed, Incomplete, InvestigationLocked, InvestigationOpen, Unfit
from samsyn.cases.models import Case, Investigation
from samsyn.cases.queries.investigations import under_way
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules.investigations import (
    Findings,
    InvestigationKind,
    completion_violations,
    kinds_of,
)
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.investigations import (
    InvestigationCompletionIn,
    InvestigationIn,
    InvestigationPatch,
)
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.actor import HEADS
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work

STARTED = {InvestigationKind.PRELIMINARY: EventType.MAPPING_STARTED}
COMPLETED = {InvestigationKind.PRELIMINARY: EventType.MAPPING_COMPLETED}


async def start_investigation(work: Work, case: Case, body: InvestigationIn) -> Investigation:
    """Raises CaseClosed, InvestigationOpen, JournalContent, and Unfit for a kind that the type of the case
    does not have."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    if body.kind not in kinds_of(case.case_type):
        raise Unfit(
            "/kind",
            "INVESTIGATION_KIND",
            "Ärendetypen har inte den sortens utredning.",
            "Cases of this type have no such investigation.",
        )
    if any(row.is_open and row.kind == body.kind for row in await under_way(work, case)):
        raise InvestigationOpen
    await guard_body(work, case, body)
    begun = Investigation(
        **place_of(case),
        id=uuid7(),
        confidentiality=case.confidentiality,
        kind=body.kind,
        started_at=work.clock.now(),
        started_by=work.actor.id,
    )
    begun.put_words(await sealer_of(work), questions=body.questions or None)
    work.add(begun)
    event = STARTED.get(body.kind, EventType.INVESTIGATION_STARTED)
    await tell(work, case, event, ref_id=begun.id, kind=body.kind)
    await work.flush()
    return begun


async def write_investigation(
    work: Work, case: Case, investigation: Investigation, body: InvestigationPatch
) -> None:
    """Raises CaseClosed, InvestigationLocked, JournalContent, and Unfit for a consultation in days
    to come."""
    await _refuse_locked(work, case, investigation)
    given = body.model_dump(exclude_unset=True)
    consulted = given.get("student_health_consulted_on")
    if consulted is not None and consulted > work.clock.today():
        raise Unfit(
            "/studentHealthConsultedOn",
            "DAY_TO_COME",
            "Dagen har inte varit än.",
            "That day has not been yet.",
        )
    await _guard(work, case, investigation, body)
    words = {name: given.pop(name) or None for name in Investigation.TEXTS if name in given}
    for name, value in given.items():
        setattr(investigation, name, value)
    investigation.put_words(await sealer_of(work), **words)
    await work.flush()


async def complete_investigation(
    work: Work, case: Case, investigation: Investigation, body: InvestigationCompletionIn
) -> None:
    """Locks it. Raises CaseClosed, InvestigationLocked, JournalContent, and Incomplete with everything that
    is missing."""
    await _refuse_locked(work, case, investigation)
    kind, sealer = InvestigationKind(investigation.kind), await sealer_of(work)
    reason = body.conclusion_reason or ""
    words = {name: text or "" for name, text in investigation.words(sealer).items()}
    missing = completion_violations(
        Findings(kind, words, investigation.student_health_consulted_on),
        body.conclusion,
        reason,
        as_head=work.actor.holds_at(case.school_id, HEADS),
    )
    if missing:
        raise Incomplete(missing)
    await _guard(work, case, investigation, body)
    investigation.conclusion = body.conclusion
    investigation.put_words(sealer, conclusion_reason=reason or None)
    investigation.completed_at, investigation.completed_by = work.clock.now(), work.actor.id
    await withdraw_rest(work, case, investigation)
    event = COMPLETED.get(kind, EventType.INVESTIGATION_COMPLETED)
    await tell(work, case, event, ref_id=investigation.id, kind=kind, conclusion=body.conclusion)
    await work.flush()


async def _guard(work: Work, case: Case, investigation: Investigation, body: Guarded) -> None:
    held = investigation.words(await sealer_of(work)).values()
    await guard_body(work, case, body, held=held, confidentiality=investigation.class_)


async def _refuse_locked(work: Work, case: Case, investigation: Investigation) -> None:
    if not case.is_open:
        raise CaseClosed
    if not investigation.is_open:
        raise InvestigationLocked
    await remember_case_students(work, case.id)
