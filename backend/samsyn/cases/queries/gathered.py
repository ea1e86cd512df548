"""What was read of a case for a document, and how it is said there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from samsyn.cases.models import Case
from samsyn.cases.rules.exports import WORDS, strictest
from samsyn.core.crypto import Sealer
from samsyn.core.messages import Language
from samsyn.core.pdf import Part, Table
from samsyn.core.schema import Named
from samsyn.core.spelled import spelled_day, spelled_instant
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.organisation import label_of


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows by their model, in the order they came."""

    case: Case
    rows: dict[type, list[Any]]
    ways: list[Any]
    names: dict[UUID, Named]
    sealer: Sealer
    language: Language

    def word(self, name: str) -> str:
        sv, en = WORDS[name]
        return en if self.language == "en" else sv

    def code(self, group: str, code: str | None) -> str:
        return label_of(group, code, self.language) if code else ""

    def who(self, key: UUID | None) -> str:
        return self.names[key].name if key in self.names else ""

    def day(self, at: datetime | date | None) -> str:
        """In words; an instant with its time in Stockholm; empty for none."""
        if isinstance(at, datetime):
            return spelled_instant(at, self.language)
        return spelled_day(at, self.language) if at else ""

    @property
    def confidentiality(self) -> ConfidentialityClass:
        """The strictest of what stands in it."""
        parts = (ConfidentialityClass(row.confidentiality) for rows in self.rows.values() for row in rows)
        return strictest([self.case.class_, *parts])

    def table(self, name: str, headers: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[Part]:
        """Under its heading; nothing where there are no rows."""
        table = Table(tuple(map(self.word, headers)), tuple(rows))
        return [Part(self.word(name), table=table)] if rows else []

    def under(self, name: str, made: list[Part]) -> list[Part]:
        return [Part(self.word(name)), *made] if made else []
