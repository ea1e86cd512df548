"""Where a case may go, and what is in the way: the gates, in words, with the paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samsyn.cases.models import Case, ChildVoice
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.rulebook import basis_of, gates_before, kind_of, phases_of
from samsyn.cases.rules import (
    CasePhase,
    Voice,
    VoiceMethod,
    VoicePerspective,
    decision_violations,
    next_phases,
)
from samsyn.cases.schemas.cases import BlockOut, TransitionOut
from samsyn.core.keyring import sealer_of
from samsyn.core.messages import Language
from samsyn.core.violations import Severity
from samsyn.core.vocabulary import SubjectKind
from samsyn.core.work import Work
from samsyn.legal import Gate

NOT_BY_HAND = frozenset({CasePhase.CLOSED, CasePhase.PAUSED, CasePhase.APPEALED})
"""Phases with an operation of their own, or that only a decision leads to."""


def onward(case: Case) -> frozenset[CasePhase]:
    """Phases that can be asked for from here. Out of DECISION only a decision leads, and out of APPEALED what
    the board decides."""
    if case.phase in (CasePhase.CLOSED, CasePhase.DECISION, CasePhase.APPEALED):
        return frozenset()
    kind = kind_of(case.case_type)
    return next_phases(CasePhase(case.phase), phases_of(case), statutory=kind.statutory) - NOT_BY_HAND


class AtGates(NamedTuple):
    """Gates before a phase. ``shut`` block it, ``warned`` ask for a reason, and to ``unanswered`` nobody has
    an answer: they are shown to the people who must then look for themselves."""

    shut: list[Gate]
    warned: list[Gate]
    unanswered: list[Gate]


async def gates_met(work: Work, case: Case, phase: CasePhase) -> AtGates:
    """What a case meets on its way to a phase."""
    conditions = work.runtime.registry.gate_conditions
    met = AtGates([], [], [])
    for gate in gates_before(case, phase):
        condition = conditions.get(gate.condition)
        if condition is None:
            met.unanswered.append(gate)
        elif not await condition(work, case.id):
            (met.shut if gate.severity is Severity.BLOCK else met.warned).append(gate)
    return met


VOICES = visible_parts(ChildVoice)


async def voices_of(work: Work, case: Case) -> list[Voice]:
    """As they were found with the case, where it was opened to be read."""
    sealer = await sealer_of(work)
    if case.around is not None:
        return (await Around.of(work, case)).heard(case.tenant_id, sealer)
    rows = await work.scalars(VOICES, {"key": case.id})
    return [
        Voice(
            VoicePerspective(r.perspective),
            VoiceMethod(r.method),
            r.words(sealer)["missing_reason"] or "",
            r.student_id,
        )
        for r in rows
    ]


async def child_is_heard(work: Work, case: Case) -> bool:
    """C01: the child's own view, or why it is missing."""
    return not decision_violations(SubjectKind(case.subject), await voices_of(work, case))


def needed(gate: Gate) -> tuple[str, str, str]:
    """A gate that is shut, as code and words of a refusal."""
    basis = basis_of(gate)
    return (
        gate.code,
        f"Det här behövs först: {gate.sv} ({basis.act} {basis.section}).",
        f"Needed first: {gate.en} ({basis.act} {basis.section}).",
    )


def said(gate: Gate, language: Language) -> BlockOut:
    basis = basis_of(gate)
    text = gate.en if language == "en" else gate.sv
    return BlockOut(code=gate.code, text=text, legal_basis=f"{basis.act} {basis.section}")


async def transitions(work: Work, case: Case, language: Language) -> Sequence[TransitionOut]:
    """Each phase that can be asked for, in the order of the work."""
    offered, possible = [], onward(case)
    for phase in [p for p in CasePhase if p in possible]:
        met = await gates_met(work, case, phase)
        offered.append(
            TransitionOut(
                phase=phase,
                obstacles=[said(gate, language) for gate in met.shut],
                warnings=[said(gate, language) for gate in met.warned],
                reminders=[said(gate, language) for gate in met.unanswered],
            )
        )
    return offered
