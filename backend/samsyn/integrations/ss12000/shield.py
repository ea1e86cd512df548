"""Who must not be ended although they were not delivered."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from samsyn.integrations.ss12000.reasons import Refusal
from samsyn.integrations.ss12000.records import AssignmentRecord, Record, Sourced


def own_id(record: Record) -> UUID | None:
    """The record's id in the source; None for what has none there."""
    return record.source_id if isinstance(record, Sourced) else None


def ids_of(record: Record) -> frozenset[UUID]:
    """The record's own id and every id it needs to exist."""
    own = own_id(record)
    person = record.person_id if isinstance(record, AssignmentRecord) else None
    return record.parents | {one for one in (own, person) if one is not None}


class Shield:
    """Grows while the kinds are compared in order: what stays keeps what hangs on it."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self._covered: set[UUID] = set()
        self._stays: set[UUID] = set()
        self._gone: set[UUID] = set()
        for refusal in refusals:
            self._covered |= refusal.touched
            if refusal.touched and refusal.source_id is not None:
                self._stays.add(refusal.source_id)

    def covers(self, record: Record) -> bool:
        """Whether the record itself was refused, or somebody else's refusal speaks of it."""
        return own_id(record) in self._covered

    def hangs(self, record: Record) -> bool:
        """Whether something it hangs on stays."""
        return not self._stays.isdisjoint(record.parents)

    def orphaned(self, record: Record) -> bool:
        """Whether something it hangs on has ended, so that its own end is no surprise."""
        return not self._gone.isdisjoint(record.parents)

    def ends(self, record: Record) -> None:
        """From now on, what hangs on it may end too, even the last of its kind."""
        own = own_id(record)
        if own is not None:
            self._gone.add(own)

    def stays(self, record: Record) -> None:
        """From now on, so does what hangs on it; who keeps an assignment stays too."""
        own = own_id(record)
        if own is not None:
            self._stays.add(own)
        if isinstance(record, AssignmentRecord):
            self._covered.add(record.person_id)
