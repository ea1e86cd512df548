"""Free text that is sealed from class K3 on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.core.crypto import Sealer
from samsyn.core.models import one_of
from samsyn.core.vocabulary import ConfidentialityClass

SEALED_CLASSES = "confidentiality IN ('K3', 'K4')"


class Worded:
    """``TEXTS`` names the columns of free text. In K3 and K4 they are empty and ``sealed`` holds them all."""

    TEXTS: ClassVar[tuple[str, ...]] = ()
    if TYPE_CHECKING:
        __tablename__: Any
        tenant_id: Mapped[int]
        id: Mapped[UUID]

    confidentiality: Mapped[str] = mapped_column(sort_order=80)
    sealed: Mapped[bytes | None] = mapped_column(sort_order=81)

    @property
    def class_(self) -> ConfidentialityClass:
        return ConfidentialityClass(self.confidentiality)

    @property
    def is_sealed(self) -> bool:
        return ConfidentialityClass(self.confidentiality).rank >= ConfidentialityClass.K3.rank

    def words(self, sealer: Sealer) -> dict[str, str | None]:
        """Every text of the row by column; None where nothing is written."""
        if self.sealed is None:
            return {name: getattr(self, name) for name in self.TEXTS}
        opened = json.loads(
            sealer.open_text(self.tenant_id, self.__tablename__, self.id, "sealed", self.sealed)
        )
        return {name: opened.get(name) for name in self.TEXTS}

    def put_words(self, sealer: Sealer, **texts: str | None) -> None:
        """Writes the texts named; the others stay. The row has its id and class already."""
        held = {**self.words(sealer), **texts}
        self._hold(sealer, held)

    def reclass(self, sealer: Sealer, confidentiality: ConfidentialityClass) -> None:
        """The same texts under another class: into the seal or out of it, in the same transaction."""
        held = self.words(sealer)
        self.confidentiality = confidentiality
        self._hold(sealer, held)

    def _hold(self, sealer: Sealer, held: dict[str, str | None]) -> None:
        inside = self.is_sealed
        for name in self.TEXTS:
            setattr(self, name, None if inside else held[name])
        said = {name: text for name, text in held.items() if text is not None}
        if inside and said:
            text = json.dumps(said, ensure_ascii=False)
            self.sealed = sealer.seal_text(self.tenant_id, self.__tablename__, self.id, "sealed", text)
        else:
            self.sealed = None


def worded(*texts: str) -> tuple[CheckConstraint, ...]:
    """What the database holds of it: no open text in K3 and K4, nothing sealed below."""
    empty = " AND ".join(f"{name} IS NULL" for name in texts)
    return (
        one_of("confidentiality", ConfidentialityClass),
        CheckConstraint(f"NOT ({SEALED_CLASSES}) OR ({empty})", name="open_text"),
        CheckConstraint(f"sealed IS NULL OR {SEALED_CLASSES}", name="sealed"),
    )
