"""The rules a case was opened under, and keeps."""

from __future__ import annotations

from functools import lru_cache

from samsyn.cases.models import Case
from samsyn.cases.rules import CasePhase
from samsyn.cases.schemas.cases import CaseTypeRef
from samsyn.core.messages import Language
from samsyn.legal import CaseType, ClockEvent, ClockKind, DeadlineRule, Gate, LegalBasis, load_rule_book

ANY = "ANY"


def kind_of(code: str) -> CaseType:
    """The case type by code; types are never taken out of the packaged rules, only ended."""
    return next(kind for kind in load_rule_book().case_types if kind.code == code)


@lru_cache(maxsize=256)
def type_named(code: str, language: Language) -> CaseTypeRef:
    kind = kind_of(code)
    return CaseTypeRef(code=code, label=kind.en if language == "en" else kind.sv)


@lru_cache(maxsize=256)
def phases_shown(code: str) -> tuple[CasePhase, ...]:
    """The phases of a case type in the order of the work, as they are shown with a case."""
    own = {*kind_of(code).phases, CasePhase.CLOSED} - {CasePhase.PAUSED, CasePhase.APPEALED}
    return tuple(phase for phase in CasePhase if phase in own)


def phases_of(case: Case) -> frozenset[CasePhase]:
    return frozenset(map(CasePhase, kind_of(case.case_type).phases)) | {CasePhase.CLOSED, CasePhase.PAUSED}


def appeal_clocks(code: str) -> list[DeadlineRule]:
    """The law's own time to appeal against a decision in a case of the type; none where there is no
    appeal."""
    return [
        rule
        for rule in kind_of(code).clocks
        if rule.to_event is ClockEvent.APPEALED and rule.kind is ClockKind.STATUTORY_FIXED
    ]


def gates_before(case: Case, phase: CasePhase) -> list[Gate]:
    """Gates of the case's type that stand before a phase."""
    codes = kind_of(case.case_type).gates
    gates = {gate.code: gate for gate in load_rule_book().gates}
    return [gates[code] for code in codes if gates[code].before in (phase, ANY)]


def basis_of(gate: Gate) -> LegalBasis:
    return next(basis for basis in load_rule_book().legal_bases if basis.code == gate.legal_basis)
