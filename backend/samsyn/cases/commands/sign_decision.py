"""Signing: once, at the server's time, by whom the law gives the decision to, and never changed
afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from samsyn.cases.commands.draft_decision import refuse_signed
from samsyn.cases.commands.keep_head import keep_head
from samsyn.cases.commands.keep_measures import measure_by_decision
from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import DecidedMeanwhile, DecisionPhase, NotReady, NotYoursToDecide
from samsyn.cases.models import Case, Decision
from samsyn.cases.policy import visible_cases
from samsyn.cases.queries import assessments, best_interest
from samsyn.cases.queries import signing as queries
from samsyn.cases.queries.decision_document import Issued, document_of, title_of
from samsyn.cases.queries.decisions import known_in
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.places import school_named
from samsyn.cases.queries.rulebook import appeal_clocks, kind_of, phases_of
from samsyn.cases.queries.signing import Grounds, Written, written
from samsyn.cases.rules import CasePhase, next_phases
from samsyn.cases.rules.decision_kinds import Capacity, DecisionState, SupportForm, bases_of_decision
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.decisions import SignatureIn
from samsyn.cases.schemas.measures import MeasureIn
from samsyn.core.keyring import sealer_of
from samsyn.core.pdf import typeset
from samsyn.core.scope import KEY
from samsyn.core.spool import Held
from samsyn.core.work import Work
from samsyn.documents import keep_blob
from samsyn.identity import confirm_again
from samsyn.legal import LegalBasis
from samsyn.organisation import Organiser

LOCKED = visible_cases(Case.version).where(Case.id == KEY).with_for_update(of=Case)
"""Whoever signs second waits for the first, and sees then that the case has moved."""
STAYS = frozenset({CasePhase.CLOSED, CasePhase.PAUSED, CasePhase.APPEALED, CasePhase.DECISION})


async def sign_decision(work: Work, case: Case, draft: Decision, body: SignatureIn, token: bytes) -> None:
    """Raises CaseClosed, DecisionSigned, DecisionPhase, NotYoursToDecide, NotReady with all that is missing
    (C02 to C06 and more), NotConfirmed, and DecidedMeanwhile when somebody was faster."""
    await refuse_signed(work, case, draft)
    if await work.scalar(LOCKED, {"key": case.id}) != case.version:
        raise DecidedMeanwhile
    if case.phase != CasePhase.DECISION:
        raise DecisionPhase
    one = written(draft, await queries.programme_of(work, draft), await sealer_of(work))
    by = queries.capacity(work, case, one.kind)
    if by is None:
        raise NotYoursToDecide
    every = await queries.decisions_of(work, case)
    grounds = await queries.grounds_of(work, case, draft, every)
    missing = queries.missing(case, one, grounds, by, work.clock.today())
    if missing:
        raise NotReady(missing)
    await confirm_again(work, token, body.confirmation.get_secret_value())
    try:
        await _agree_measures(work, case, one)
        await _sign(work, case, one, grounds, by)
        await _move_on(work, case, one)
    except StaleDataError as error:
        raise DecidedMeanwhile from error


async def _agree_measures(work: Work, case: Case, one: Written) -> None:
    """Lines that are no measure of the case yet become one, followed up with the programme."""
    if one.programme is None:
        return
    lines = one.lines()
    for line in lines:
        if line["measure_id"] is None:
            agreed = await measure_by_decision(
                work,
                case,
                MeasureIn(
                    description=line["text"],
                    responsibleId=one.programme.follow_up_by,
                    evaluatorId=one.programme.evaluate_by,
                    followUpOn=one.programme.follow_up_on,
                ),
            )
            line["measure_id"] = str(agreed.id)
    one.programme.put_words(await sealer_of(work), measures=json.dumps(lines, ensure_ascii=False))
    await work.flush()


async def _sign(work: Work, case: Case, one: Written, grounds: Grounds, by: Capacity) -> None:
    """The document first: a decision is never signed without it. All of the row in one go."""
    row, sealer = one.row, await sealer_of(work)
    if not by.delegated:
        row.put_words(sealer, delegation_ref=None)
    before = grounds.standing
    forms = map(SupportForm, row.support_forms)
    bases = bases_of_decision(one.kind, case.case_type, forms, work.clock.today())
    signed: dict[str, Any] = {
        "edition": (before.edition or 0) + 1 if before else 1,
        "supersedes_id": before.id if before else None,
        "legal_bases": [basis.code for basis in bases],
        "appeal_possible": one.kind.appeal,
        "term_ends_on": grounds.term_ends_on,
        "investigation_id": grounds.investigation.id if grounds.investigation else None,
        "delegated": by.delegated,
        "decided_as": by.function,
        "decided_by": work.actor.id,
        "decided_at": work.clock.now(),
    }
    one = written(row, one.programme, sealer)
    signed["content_hash"] = content_hash(_content(case, one, signed))
    signed |= await _document(work, case, one, by, bases, signed)
    if before is not None:
        before.state = DecisionState.SUPERSEDED
    for name, value in signed.items():
        setattr(row, name, value)
    row.state = DecisionState.SIGNED
    delegated = str(by.delegated).lower()
    await tell(work, case, EventType.DECISION_SIGNED, ref_id=row.id, kind=row.kind, delegated=delegated)


async def _document(
    work: Work, case: Case, one: Written, by: Capacity, bases: Sequence[LegalBasis], signed: dict[str, Any]
) -> dict[str, Any]:
    """Set, sealed and kept; its id and hash. Raises PdfError, which signs nothing."""
    rests_on = await best_interest.holding(work, case, one.row.student_id)
    weighed = (await best_interest.shown(work, case, [rests_on]))[0] if rests_on else None
    organiser = await work.scalar(select(Organiser.name).where(Organiser.tenant_id == work.tenant))
    known = await known_in(work, [one])
    signer = (await names_of(work, [work.actor.id]))[work.actor.id].name
    issued = Issued(
        organiser=organiser,
        unit=(await school_named(work, case.school_id)).name,
        at=signed["decided_at"],
        edition=signed["edition"],
        signer=signer,
        capacity=by,
        bases=bases,
        content_hash=signed["content_hash"],
        weeks=next((rule.amount for rule in appeal_clocks(case.case_type)), None),
        assessments=await assessments.shown(work, await assessments.standing(work, case)),
        best_interest=weighed,
    )
    document = document_of(case, one, known, issued)
    made = await typeset("document", document, title=title_of(one), language="sv")
    kept = await keep_blob(work, Held(made), "application/pdf")
    return {"document_id": kept, "document_hash": hashlib.sha256(made).digest()}


SIGNED_COLUMNS = ("id", "case_id", "kind", "student_id", "starts_on", "ends_on", "support_forms")
PROGRAMME_COLUMNS = ("follow_up_on", "evaluate_on", "follow_up_by", "evaluate_by")


def _content(case: Case, one: Written, signed: dict[str, Any]) -> dict[str, Any]:
    """All that is decided, as the hash is taken of it. ``signed``: what the signature adds to the row."""
    row = {name: getattr(one.row, name) for name in SIGNED_COLUMNS} | signed
    content = row | one.words | {"number": case.number}
    if one.programme is not None:
        content |= {name: getattr(one.programme, name) for name in PROGRAMME_COLUMNS} | one.said
    return content


def content_hash(content: dict[str, Any]) -> bytes:
    """SHA-256 of the content as JSON with sorted keys, days and instants in ISO 8601."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).digest()


async def _move_on(work: Work, case: Case, one: Written) -> None:
    """To the next phase of the type, or nowhere: then the case can be closed. Its version moves either way,
    so that of two who sign at once one is refused."""
    if one.kind.leads_on:
        kind = kind_of(case.case_type)
        onward = next_phases(CasePhase(case.phase), phases_of(case), statutory=kind.statutory) - STAYS
        phase = next(phase for phase in CasePhase if phase in onward)
        left, case.phase = case.phase, phase
        await tell(work, case, EventType.PHASE_CHANGED, phase=phase, left=left)
    else:
        flag_modified(case, "phase")
    await keep_head(work, case)
    await work.flush()
