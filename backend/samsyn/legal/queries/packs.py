"""Rule packs in the caller's language, with what the organiser has decided about them."""

from __future__ import annotations

from datetime import date

from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.core.work import Work
from samsyn.legal.policy import allowed_on_packs
from samsyn.legal.queries.decided import Decided, decided
from samsyn.legal.rules import CaseType, DeadlineRule, Gate, LegalBasis, RulePack, load_rule_book
from samsyn.legal.rules.local import (
    ReviewedKind,
    bases_cited,
    begins_with,
    directed,
    ends_with,
    is_adjustable,
)
from samsyn.legal.rules.sections import FormSection, sections_of
from samsyn.legal.schemas.packs import (
    LegalBasesOut,
    PackBasisOut,
    PackClockOut,
    PackGateOut,
    PackOut,
    PackRow,
    PackSectionOut,
    PacksOut,
    PackTypeOut,
)


async def packs(work: Work, language: Language) -> PacksOut:
    """All of them, the first first."""
    said, today = await decided(work), work.clock.today()
    return PacksOut(
        links=self_link("/rule-packs"),
        items=[_row(pack, said, today, language) for pack in load_rule_book().packs],
    )


def _row(pack: RulePack, said: Decided, today: date, language: Language) -> PackRow:
    return PackRow(
        links=self_link(f"/rule-packs/{pack.code}"),
        code=pack.code,
        edition=pack.version,
        label=_in(language, pack),
        valid_from=pack.valid_from,
        valid_to=pack.valid_to,
        in_force=pack.holds(today),
        source_note=pack.source_note,
        adjustments=len(said.of_pack(pack.code)),
        verified=said.review(ReviewedKind.PACK, pack.code, pack.version),
    )


async def one_pack(work: Work, pack: RulePack, language: Language) -> PackOut:
    """A pack with its types, clocks, gates and citations."""
    book, said = load_rule_book(), await decided(work)
    row = _row(pack, said, work.clock.today(), language)
    shown = _Shown(pack, said, language)
    return PackOut(
        **row.model_dump(exclude={"links", "adjustments", "verified"}),
        links=row.links,
        allowed_actions=sorted(allowed_on_packs(work.actor)),
        verified=row.verified,
        concern=shown.kind(book.concern),
        case_types=[shown.kind(kind) for kind in book.case_types_of(pack)],
        legal_bases=[_basis(basis, said, language) for basis in bases_cited(book, pack)],
    )


async def legal_bases(work: Work, language: Language) -> LegalBasesOut:
    """Every paragraph that any pack cites, those that no longer hold too."""
    said = await decided(work)
    shown = [_basis(basis, said, language) for basis in load_rule_book().legal_bases]
    return LegalBasesOut(links=self_link("/legal-bases"), items=shown)


def _basis(basis: LegalBasis, said: Decided, language: Language) -> PackBasisOut:
    return PackBasisOut(
        code=basis.code,
        act=basis.act,
        section=basis.section,
        text=_in(language, basis),
        valid_from=basis.valid_from,
        valid_to=basis.valid_to,
        read_by_us=basis.verified,
        verified=said.review(ReviewedKind.LEGAL_BASIS, basis.code),
    )


class _Shown:
    """What is in a pack, as one organiser has it."""

    def __init__(self, pack: RulePack, said: Decided, language: Language) -> None:
        book = load_rule_book()
        self.pack, self.said, self.language = pack, said, language
        self.own = said.of_pack(pack.code)
        self.gates = {gate.code: gate for gate in book.gates}
        self.begins = {kind.code for kind in begins_with(book, pack)}
        self.ends = {kind.code for kind in ends_with(book, pack)}

    def kind(self, kind: CaseType) -> PackTypeOut:
        return PackTypeOut(
            code=kind.code,
            label=_in(self.language, kind),
            statutory=kind.statutory,
            begins=kind.code in self.begins,
            ends=kind.code in self.ends,
            legal_bases=kind.legal_bases,
            clocks=[self.clock(clock) for clock in kind.clocks],
            gates=[self.gate(code) for code in kind.gates],
            sections=[self.section(section) for section in sections_of(self.pack, kind.code)],
        )

    def clock(self, clock: DeadlineRule) -> PackClockOut:
        own, who = self.own.get(clock.code, (abs(clock.amount), None))
        return PackClockOut(
            code=clock.code,
            since=clock.from_event,
            until=clock.to_event,
            amount=directed(clock, own),
            proposed=clock.amount,
            unit=clock.unit,
            kind=clock.kind,
            adjustable=is_adjustable(clock),
            escalates_to=clock.escalate_to,
            adjusted=who,
        )

    def gate(self, code: str) -> PackGateOut:
        gate = self.gates[code]
        return PackGateOut(
            code=code,
            text=_in(self.language, gate),
            before=gate.before,
            severity=gate.severity,
            legal_basis=gate.legal_basis,
        )

    def section(self, section: FormSection) -> PackSectionOut:
        return PackSectionOut(
            code=section.code,
            field=section.field,
            text=_in(self.language, section),
            legal_basis=section.legal_basis,
        )


def _in(language: Language, one: RulePack | CaseType | Gate | LegalBasis | FormSection) -> str:
    return one.en if language == "en" else one.sv
