"""Case types in the caller's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.legal.rules import CaseType, LegalBasis, load_rule_book
from samsyn.legal.rules.local import adjusted
from samsyn.legal.schemas.case_types import CaseTypeOut, CaseTypesOut, ClockOut, LegalBasisOut, RulePackOut


def case_types(on: date, language: Language, amounts: Mapping[str, int]) -> CaseTypesOut:
    """Those of the pack that holds on a day, with the organiser's own numbers. Raises NoRulePack before the
    first pack."""
    book = load_rule_book()
    pack = book.pack_on(on)
    label = pack.en if language == "en" else pack.sv
    return CaseTypesOut(
        links=self_link("/case-types"),
        rule_pack=RulePackOut(code=pack.code, version=pack.version, label=label),
        items=[_case_type(adjusted(kind, amounts), on, language) for kind in book.case_types_of(pack)],
    )


def _case_type(kind: CaseType, on: date, language: Language) -> CaseTypeOut:
    return CaseTypeOut(
        code=kind.code,
        label=kind.en if language == "en" else kind.sv,
        subject=kind.subject,
        school_forms=sorted(kind.school_forms),
        default_class=kind.default_class,
        statutory=kind.statutory,
        phases=kind.phases,
        legal_bases=[_basis(basis, language) for basis in load_rule_book().bases_of(kind, on)],
        clocks=[
            ClockOut(
                code=clock.code,
                since=clock.from_event,
                until=clock.to_event,
                amount=clock.amount,
                unit=clock.unit,
                kind=clock.kind,
                escalates_to=clock.escalate_to,
            )
            for clock in kind.clocks
        ],
    )


def _basis(basis: LegalBasis, language: Language) -> LegalBasisOut:
    text = basis.en if language == "en" else basis.sv
    return LegalBasisOut(
        code=basis.code, act=basis.act, section=basis.section, text=text, verified=basis.verified
    )
