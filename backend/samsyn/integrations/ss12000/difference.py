"""What a pull changes: desired records against those that this source has given before. Pure.

Nothing is ended because of silence: not by an empty kind, not for an object that was refused, not when what
it hangs on stays, and not in large numbers before somebody has confirmed exactly these ends.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from samsyn.integrations.ss12000.mapping import Desired
from samsyn.integrations.ss12000.reasons import Kind, Notice, Reason, Refusal
from samsyn.integrations.ss12000.records import (
    ORGANISATION_KINDS,
    PersonRecord,
    Protection,
    PupilRecord,
    Record,
    RecordKind,
    State,
)
from samsyn.integrations.ss12000.shield import Shield, ids_of, own_id

_ORDER = (
    *(RecordKind.ORGANISER, RecordKind.AREA, RecordKind.SCHOOL_UNIT, RecordKind.ASSIGNMENT),
    *(RecordKind.PERSON, RecordKind.PUPIL, RecordKind.ENROLMENT, RecordKind.GROUP),
    *(RecordKind.MEMBERSHIP, RecordKind.GROUP_LEAD),
)
"""Assignments before people: whoever keeps an assignment stays."""

_SOURCE_KIND: dict[RecordKind, Kind] = {
    RecordKind.ORGANISER: Kind.ORGANISATION,
    RecordKind.AREA: Kind.ORGANISATION,
    RecordKind.SCHOOL_UNIT: Kind.ORGANISATION,
    RecordKind.PERSON: Kind.PERSON,
    RecordKind.PUPIL: Kind.PERSON,
    RecordKind.ENROLMENT: Kind.PERSON,
    RecordKind.ASSIGNMENT: Kind.DUTY,
    RecordKind.GROUP: Kind.GROUP,
    RecordKind.MEMBERSHIP: Kind.GROUP,
    RecordKind.GROUP_LEAD: Kind.DUTY,
}


@dataclass(frozen=True, slots=True)
class EndRule:
    """At most ``max(floor, share × existing)`` of a kind end by themselves; organisations never do.

    Where more of one kind is missing, the delivery is suspect and nothing of any kind ends by itself.
    ``confirmed``: the `Difference.confirmation` that somebody has said yes to. It counts for those ends only.
    """

    floor: int = 5
    share: float = 0.10
    confirmed: str | None = None

    def limit(self, held: int) -> float:
        return max(self.floor, self.share * held)


_NONE_ENDS = EndRule(floor=0, share=0.0)


class Withheld(StrEnum):
    """Why something that was not delivered stays."""

    EMPTY = "EMPTY"
    TOO_MANY = "TOO_MANY"
    ORGANISATION = "ORGANISATION"
    REFUSED = "REFUSED"
    PARENT_STAYS = "PARENT_STAYS"


@dataclass(frozen=True, slots=True)
class Change:
    """One record that differs; ``fields`` are its names of what differs."""

    before: Record
    after: Record
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindDifference:
    """What happens to one kind. A created key may have been ended earlier: it then comes back."""

    created: tuple[Record, ...]
    changed: tuple[Change, ...]
    unchanged: int
    ended: tuple[Record, ...]
    withheld: tuple[tuple[Record, Withheld], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Apply ``kinds`` in the order of `RecordKind`, ends in the reverse order and after every change.

    ``confirmation``: what somebody must confirm before the withheld ends happen, if there are any to confirm.
    """

    kinds: Mapping[RecordKind, KindDifference]
    refusals: tuple[Refusal, ...]
    notices: Counter[Notice]
    confirmation: str | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not any(one.created or one.changed or one.ended for one in self.kinds.values())


def difference(
    desired: Desired, existing: State, *, foreign: Set[UUID] = frozenset(), ends: EndRule | None = None
) -> Difference:
    """``existing``: what this source gave and is active now; ``foreign``: source ids that others hold."""
    rule = ends or EndRule()
    free = _Comparison(desired, existing, foreign, None).run()
    wanted = _digest(free)
    if rule.confirmed == wanted:
        return free
    guarded = _Comparison(desired, existing, foreign, rule).run()
    if _suspect(guarded, existing, rule):
        guarded = _Comparison(desired, existing, foreign, _NONE_ENDS).run()
    asks = any(
        why in {Withheld.TOO_MANY, Withheld.ORGANISATION}
        for one in guarded.kinds.values()
        for _, why in one.withheld
    )
    return dataclasses.replace(guarded, confirmation=wanted) if asks else guarded


def _suspect(found: Difference, existing: State, rule: EndRule) -> bool:
    """Whether so much is missing somewhere that the answer may have been cut short."""
    for kind, one in found.kinds.items():
        whys = Counter(why for _, why in one.withheld)
        if whys[Withheld.TOO_MANY] or whys[Withheld.EMPTY] > rule.limit(len(existing.get(kind, {}))):
            return True
    return False


class _Comparison:
    """One comparison of everything; without a rule all ends that may be confirmed happen."""

    def __init__(self, desired: Desired, existing: State, foreign: Set[UUID], rule: EndRule | None) -> None:
        self._desired = desired
        self._existing = existing
        self._foreign = foreign
        self._rule = rule
        self._shield = Shield(desired.refusals)
        self._refusals: list[Refusal] = []
        self._notices: Counter[Notice] = Counter()

    def run(self) -> Difference:
        found = {kind: self._kind(kind) for kind in _ORDER}
        kinds = {kind: found[kind] for kind in RecordKind}
        return Difference(kinds, tuple(self._refusals), self._notices, None)

    def _kind(self, kind: RecordKind) -> KindDifference:
        wanted, held = self._desired.state.get(kind, {}), self._existing.get(kind, {})
        created = tuple(one for key, one in wanted.items() if key not in held and self._may_create(kind, one))
        both = [(held[key], one) for key, one in wanted.items() if key in held]
        settled = [(before, self._settled(before, after)) for before, after in both]
        missing = [one for key, one in held.items() if key not in wanted]
        changed = [_change(before, after) for before, after in settled if before != after]
        changed += [_change(one, marked) for one in missing if (marked := self._marked(one)) != one]
        ended, withheld = self._ends(kind, missing, len(held), bool(wanted))
        same = sum(before == after for before, after in settled)
        return KindDifference(created, tuple(changed), same, tuple(ended), tuple(withheld))

    def _may_create(self, kind: RecordKind, record: Record) -> bool:
        if not self._foreign:
            return True
        own = own_id(record)
        if own in self._foreign:
            self._refusals.append(Refusal(_SOURCE_KIND[kind], Reason.HELD_BY_OTHER, own))
        return not ids_of(record) & self._foreign

    def _settled(self, before: Record, after: Record) -> Record:
        """What the source says, except that it never lowers a protection by itself."""
        if not isinstance(before, PersonRecord | PupilRecord):
            return after
        if not isinstance(after, PersonRecord | PupilRecord):
            return after
        marked = before.protection in {Protection.CONFIDENTIAL_MARK, Protection.PROTECTED_REGISTRATION}
        if not marked or after.protection.rank >= before.protection.rank:
            return after
        self._notices[Notice.PROTECTION_LOWERED] += 1
        return _protected(after, before.protection)

    def _marked(self, record: Record) -> Record:
        """A mark that was seen counts for people who are not in the delivery otherwise."""
        if isinstance(record, PersonRecord | PupilRecord):
            mark = self._desired.marks.get(record.source_id, Protection.NONE)
            if mark.rank > record.protection.rank:
                return _protected(record, mark)
        return record

    def _ends(
        self, kind: RecordKind, missing: list[Record], held: int, delivered: bool
    ) -> tuple[list[Record], list[tuple[Record, Withheld]]]:
        blind = kind in self._desired.blind
        judged = [(one, self._keeps(one, blind, delivered)) for one in missing]
        ended = [one for one, why in judged if why is None]
        guard = self._guard(kind, len(ended), held)
        withheld = [(one, why or guard) for one, why in judged]
        stays = [(one, why) for one, why in withheld if why is not None]
        for one, _ in stays:
            self._shield.stays(one)
        gone = [] if guard else ended
        for one in gone:
            self._shield.ends(one)
        return gone, stays

    def _keeps(self, record: Record, blind: bool, delivered: bool) -> Withheld | None:
        if blind or self._shield.covers(record):
            return Withheld.REFUSED
        if self._shield.hangs(record):
            return Withheld.PARENT_STAYS
        return None if delivered or self._shield.orphaned(record) else Withheld.EMPTY

    def _guard(self, kind: RecordKind, ending: int, held: int) -> Withheld | None:
        if self._rule is None or not ending:
            return None
        if kind in ORGANISATION_KINDS:
            return Withheld.ORGANISATION
        return Withheld.TOO_MANY if ending > self._rule.limit(held) else None


def _protected(record: PersonRecord | PupilRecord, protection: Protection) -> Record:
    if isinstance(record, PersonRecord):
        mail = None if protection.protected else record.work_mail
        return dataclasses.replace(record, protection=protection, work_mail=mail)
    return dataclasses.replace(record, protection=protection)


def _change(before: Record, after: Record) -> Change:
    names = (field.name for field in dataclasses.fields(before))
    return Change(before, after, tuple(one for one in names if getattr(before, one) != getattr(after, one)))


def _digest(found: Difference) -> str:
    """Names exactly these ends."""
    lines = sorted(f"{kind}:{one.key}" for kind, part in found.kinds.items() for one in part.ended)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
