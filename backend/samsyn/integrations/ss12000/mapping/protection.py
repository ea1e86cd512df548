"""Protected personal data: what a mark, or the lack of one, means. Fails closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samsyn.integrations.ss12000.gather import Delivery
from samsyn.integrations.ss12000.mapping.notes import Notes
from samsyn.integrations.ss12000.reasons import Notice
from samsyn.integrations.ss12000.records import Protection
from samsyn.integrations.ss12000.wire import Person

MARKS: dict[str, Protection] = {
    "Ingen": Protection.NONE,
    "Sekretessmarkering": Protection.CONFIDENTIAL_MARK,
    "Skyddad folkbokföring": Protection.PROTECTED_REGISTRATION,
}


@dataclass(frozen=True, slots=True)
class NoMarksConfirmed:
    """A named administrator says that this source delivers no marks, and how protected pupils are handled
    instead.

    Without it a missing mark is handled as protected. Raises ValueError when it does not say how, or when.
    """

    administrator_id: UUID
    confirmed_at: datetime
    handling: str

    def __post_init__(self) -> None:
        if len(self.handling.strip()) < 10:
            raise ValueError("say how protected pupils are handled")
        if self.confirmed_at.tzinfo is None:
            raise ValueError("the time of confirmation needs a zone")


class Protector:
    """Decides every person's protection in one delivery."""

    def __init__(self, delivery: Delivery, confirmed: NoMarksConfirmed | None, notes: Notes) -> None:
        self._marks = delivery.marks
        self._notes = notes
        delivers = bool(delivery.marks) or any(one.security_marking for one in delivery.persons.values())
        if confirmed is not None and delivers:
            notes.notices[Notice.MARKS_DELIVERED_AFTER_ALL] += 1
        believed = confirmed is not None and not delivers
        self._missing = Protection.NONE if believed else Protection.UNKNOWN

    def of(self, person: Person) -> Protection:
        """The strongest of what was said about the person anywhere."""
        said = set(self._marks.get(person.id, ()))
        if person.security_marking is not None:
            said.add(person.security_marking)
        elif self._missing.protected:
            self._notes.notices[Notice.MARK_MISSING] += 1
        own = Protection.NONE if person.security_marking is not None else self._missing
        return _strongest([own, *map(self._read, said)])

    def of_refused(self, known: Iterable[UUID]) -> dict[UUID, Protection]:
        """Marks of people who are not among ``known``: a mark counts although the rest was refused."""
        skip = set(known)
        return {
            person: _strongest(map(self._read, marks))
            for person, marks in self._marks.items()
            if person not in skip
        }

    def _read(self, mark: str) -> Protection:
        if mark not in MARKS:
            self._notes.notices[Notice.MARK_UNKNOWN] += 1
        return MARKS.get(mark, Protection.UNKNOWN)


def _strongest(protections: Iterable[Protection]) -> Protection:
    return max(protections, key=lambda one: one.rank)
