"""What a rule answers with: a broken invariant or advice, in both languages, with a stable code.

Codes (C01, W03, SMART_S_VAGUE, ...) are part of the API contract and never change meaning; the words may.
No text here may hold a name or anything else about a person: violations travel to logs and to clients.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from samsyn.core.seeds import Entry, read_seed


class Severity(StrEnum):
    """BLOCK stops the command; WARN lets it through, and the caller may ask for a reason."""

    BLOCK = "BLOCK"
    WARN = "WARN"


@dataclass(frozen=True, slots=True)
class Violation:
    code: str
    severity: Severity
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Hint:
    """Advice that stops nothing."""

    code: str
    sv: str
    en: str


def block(code: str, sv: str, en: str) -> Violation:
    return Violation(code, Severity.BLOCK, sv, en)


def warn(code: str, sv: str, en: str) -> Violation:
    return Violation(code, Severity.WARN, sv, en)


def blocking(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    """Those that stop the command, in the order given."""
    return tuple(v for v in violations if v.severity is Severity.BLOCK)


@dataclass(frozen=True, slots=True)
class Invariants:
    """The words of a domain's `seed/invariants.yaml`, by id; texts may hold names in braces."""

    rows: Mapping[str, Violation]

    def broken(self, key: str, **values: object) -> Violation:
        """The violation with its names filled in; KeyError for an id or a name that does not exist."""
        row = self.rows[key]
        return Violation(row.code, row.severity, row.sv.format_map(values), row.en.format_map(values))


def read_invariants(package: str) -> Invariants:
    rows = read_seed(package, "invariants.yaml").only("invariants").entries("invariants")
    return Invariants({row.text("id"): _violation(row) for row in rows})


def _violation(row: Entry) -> Violation:
    row.only("id", "code", "severity", "sv", "en")
    return Violation(row.text("code"), row.code("severity", Severity), row.text("sv"), row.text("en"))
