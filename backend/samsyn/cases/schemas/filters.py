"""What a list of cases may be filtered by: codes alone, so that no word of a person stands in an address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules import CasePhase
from samsyn.cases.rules.themes import Theme
from samsyn.core.schema import Chars
from samsyn.core.vocabulary import ConfidentialityClass

OWN: Final = "ME"
NOBODYS: Final = "NOBODY"
OwnerCode = Annotated[
    str,
    Chars(2, 36, rf"^({OWN}|{NOBODYS}|[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})$"),
    Field(json_schema_extra={"example": NOBODYS}),
]


class State(StrEnum):
    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """``owner``: ``ME``, ``NOBODY`` or the id of a person."""

    state: State | None
    type_: str | None
    mine: bool
    phase: CasePhase | None
    confidentiality: ConfidentialityClass | None
    owner: str | None
    theme: Theme | None

    @property
    def of_nobody(self) -> bool:
        return self.owner == NOBODYS

    @property
    def owner_id(self) -> UUID | None:
        """A person by id; None for the two words."""
        return UUID(self.owner) if self.owner and self.owner not in (OWN, NOBODYS) else None
