"""What an investigation goes into: points under the headings of its form, each with its days of validity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from samsyn.core.seeds import Entry, SeedError, read_seed
from samsyn.legal.rules import PACKAGE, RuleBook, RulePack, load_rule_book, validity


class FormField(StrEnum):
    """A heading of the form of an investigation."""

    INDIVIDUAL = "INDIVIDUAL"
    GROUP = "GROUP"
    ORGANISATION = "ORGANISATION"
    CAUSES = "CAUSES"


@dataclass(frozen=True, slots=True)
class FormSection:
    code: str
    field: FormField
    case_types: frozenset[str]
    legal_basis: str
    sv: str
    en: str
    valid_from: date
    valid_to: date | None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@cache
def load_sections() -> tuple[FormSection, ...]:
    """The packaged points, checked against the rule book. Raises SeedError."""
    return read_sections(read_seed(PACKAGE, "form_sections.yaml"), load_rule_book())


def read_sections(file: Entry, book: RuleBook) -> tuple[FormSection, ...]:
    """Raises SeedError for a code that is given twice, an unknown case type or an unknown citation."""
    found = tuple(map(_section, file.only("sections").entries("sections")))
    codes = [section.code for section in found]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise SeedError(f"{twice[0]} is given twice")
    unknown = {kind for section in found for kind in section.case_types} - {t.code for t in book.case_types}
    unknown |= {section.legal_basis for section in found} - {basis.code for basis in book.legal_bases}
    if unknown:
        raise SeedError(f"unknown {min(unknown)} in a section")
    return found


def sections_of(pack: RulePack, case_type: str) -> list[FormSection]:
    """Those that a pack has for a case type, in the order of the file: what holds on its first day."""
    return [s for s in load_sections() if case_type in s.case_types and s.holds(pack.valid_from)]


def _section(row: Entry) -> FormSection:
    row.only("code", "field", "case_types", "legal_basis", "sv", "en", "valid_from", "valid_to")
    first, last = validity(row)
    return FormSection(
        code=row.text("code"),
        field=row.code("field", FormField),
        case_types=frozenset(row.texts("case_types")),
        legal_basis=row.text("legal_basis"),
        sv=row.text("sv"),
        en=row.text("en"),
        valid_from=first,
        valid_to=last,
    )
