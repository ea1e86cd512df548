"""An organiser's own numbers in the place of those that a rule pack proposes.

Nothing is changed backward: what holds at an instant is the latest decision before it, so that a case keeps
the numbers it was opened under.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from samsyn.core.vocabulary import SchoolForm
from samsyn.legal.rules import CaseType, ClockKind, DeadlineRule, LegalBasis, RuleBook, RulePack
from samsyn.legal.rules.sections import sections_of

MOST = 400
"""A local number is never larger, whatever its unit."""


class ReviewedKind(StrEnum):
    """What somebody of the organiser has compared with the law."""

    PACK = "PACK"
    LEGAL_BASIS = "LEGAL_BASIS"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """``amount``: never below 0, the clock says whether it is before or after; None: the pack's own again."""

    pack: str
    clock: str
    amount: int | None
    since: datetime


def is_adjustable(rule: DeadlineRule) -> bool:
    """A number of the law's own is not the organiser's; nor is *genast*, which leaves no number."""
    if rule.kind is ClockKind.STATUTORY_FIXED:
        return False
    return rule.kind is ClockKind.LOCAL_GUIDELINE or rule.amount != 0


def amounts_at(pack: str, adjustments: Iterable[Adjustment], at: datetime) -> Mapping[str, int]:
    """Clock → number, of a pack, as decided at or before an instant."""
    latest: dict[str, int | None] = {}
    for one in sorted(adjustments, key=lambda a: a.since):
        if one.pack == pack and one.since <= at:
            latest[one.clock] = one.amount
    return {clock: amount for clock, amount in latest.items() if amount is not None}


def adjusted(kind: CaseType, amounts: Mapping[str, int]) -> CaseType:
    """The case type with these numbers; those of the law's own are as they are."""
    if not amounts:
        return kind
    clocks = (
        replace(c, amount=directed(c, amounts[c.code])) if _moves(c, amounts) else c for c in kind.clocks
    )
    return replace(kind, clocks=tuple(clocks))


def directed(rule: DeadlineRule, amount: int) -> int:
    """So long after, or before where the pack's own number is counted backward."""
    return -amount if rule.amount < 0 else amount


def _moves(rule: DeadlineRule, amounts: Mapping[str, int]) -> bool:
    return rule.code in amounts and is_adjustable(rule)


def pack_named(book: RuleBook, code: str) -> RulePack | None:
    return next((pack for pack in book.packs if pack.code == code), None)


def clock_of(book: RuleBook, pack: RulePack, code: str) -> DeadlineRule | None:
    """The clock with this code, of the concern or of a case type of the pack."""
    every = (book.concern, *book.case_types_of(pack))
    return next((clock for kind in every for clock in kind.clocks if clock.code == code), None)


def bases_cited(book: RuleBook, pack: RulePack) -> list[LegalBasis]:
    """Every citation of a pack's types, gates and sections that holds from its first day on, each once."""
    every = (book.concern, *book.case_types_of(pack))
    used = {code for kind in every for code in kind.gates}
    codes = {code for kind in every for code in kind.legal_bases}
    codes |= {gate.legal_basis for gate in book.gates if gate.code in used}
    codes |= {section.legal_basis for kind in every for section in sections_of(pack, kind.code)}
    codes |= {basis.successor for basis in book.legal_bases if basis.code in codes and basis.successor}
    return [
        basis
        for basis in book.legal_bases
        if basis.code in codes
        and (basis.valid_to is None or basis.valid_to >= pack.valid_from)
        and (pack.valid_to is None or basis.valid_from <= pack.valid_to)
    ]


def ends_with(book: RuleBook, pack: RulePack) -> list[CaseType]:
    """The case types that the pack after this one does not have."""
    if pack.valid_to is None:
        return []
    after = next((p for p in book.packs if p.valid_from > pack.valid_to), None)
    left = {kind.code for kind in book.case_types_of(after)} if after else set()
    return [kind for kind in book.case_types_of(pack) if kind.code not in left]


def begins_with(book: RuleBook, pack: RulePack) -> list[CaseType]:
    """The case types that the pack before this one did not have."""
    before = [p for p in book.packs if p.valid_from < pack.valid_from]
    if not before:
        return []
    known = {kind.code for kind in book.case_types_of(before[-1])}
    return [kind for kind in book.case_types_of(pack) if kind.code not in known]


def types_in_place_of(
    book: RuleBook, code: str, pack: RulePack, forms: Iterable[SchoolForm]
) -> list[CaseType]:
    """What a case of a type is in another pack: the same type, or those of its subject that begin there and
    that the unit's school forms have."""
    known = {kind.code: kind for kind in book.case_types}
    held = book.case_types_of(pack)
    if code in {kind.code for kind in held}:
        return [known[code]]
    offered, subject = book.case_types_of(pack, forms), known[code].subject
    begins = {kind.code for kind in begins_with(book, pack)}
    return [kind for kind in offered if kind.code in begins and kind.subject is subject]
