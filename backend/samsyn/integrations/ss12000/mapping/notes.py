"""What the mapping remarks on its way, kept apart from what it makes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from samsyn.core.vocabulary import SchoolForm
from samsyn.integrations.ss12000.codes import SCHOOL_FORMS
from samsyn.integrations.ss12000.reasons import Kind, Notice, Reason, Refusal


@dataclass(slots=True)
class Notes:
    """``outside``: not ours; ``over``: ended before today; ``unknown``: unknown codes by our field name."""

    refusals: list[Refusal] = field(default_factory=list)
    outside: Counter[Kind] = field(default_factory=Counter)
    over: Counter[Kind] = field(default_factory=Counter)
    notices: Counter[Notice] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    def refuse(
        self,
        kind: Kind,
        reason: Reason,
        source_id: UUID,
        *,
        field: str | None = None,
        part: str | None = None,
        touched: frozenset[UUID] = frozenset(),
    ) -> None:
        self.refusals.append(Refusal(kind, reason, source_id, field, part, touched=touched))

    def unknown_code(self, field: str) -> None:
        self.unknown[field] += 1
        self.notices[Notice.VALUE_UNKNOWN] += 1

    def school_form(self, code: str, field: str) -> SchoolForm | None:
        """The form a code stands for; an unknown code is counted."""
        form = SCHOOL_FORMS.get(code)
        if form is None:
            self.unknown_code(field)
        return form
