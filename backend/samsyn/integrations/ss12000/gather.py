"""Everything of one pull, validated object by object. All four lists or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from samsyn.integrations.ss12000 import wire
from samsyn.integrations.ss12000.edge import Dropped, admit
from samsyn.integrations.ss12000.reading import read
from samsyn.integrations.ss12000.reasons import Kind, Reason, Refusal
from samsyn.integrations.ss12000.source import Page, Source

_UNREADABLE_MARK = "?"


@dataclass(slots=True)
class Delivery:
    """What a source delivered, by id. ``blind``: kinds with an object whose id could not be read.

    ``marks``: per person every protection mark but *Ingen* that was seen anywhere, in references and in
    refused objects too.
    """

    organisations: dict[UUID, wire.Organisation] = field(default_factory=dict)
    persons: dict[UUID, wire.Person] = field(default_factory=dict)
    duties: dict[UUID, wire.Duty] = field(default_factory=dict)
    groups: dict[UUID, wire.Group] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    received: Counter[Kind] = field(default_factory=Counter)
    twice: Counter[Kind] = field(default_factory=Counter)
    dropped: Counter[Dropped] = field(default_factory=Counter)
    blind: set[Kind] = field(default_factory=set)
    marks: dict[UUID, set[str]] = field(default_factory=dict)

    def take(self, kind: Kind, page: Page) -> None:
        """Add one page; what is broken on it goes to ``refusals``."""
        for index, raw in enumerate(page.items):
            self.received[kind] += 1
            if not isinstance(raw, dict):
                self.blind.add(kind)
                self.refusals.append(Refusal(kind, Reason.NOT_AN_OBJECT, page=page.number, index=index))
                continue
            admitted = admit(kind, raw, self.dropped)
            for person, mark in _marks(admitted.data):
                self.marks.setdefault(person, set()).add(mark)
            reading = read(kind, admitted, page.number, index)
            self.refusals += reading.refusals
            if reading.item is not None:
                self._keep(kind, reading.item)
            elif any(refusal.source_id is None for refusal in reading.refusals):
                self.blind.add(kind)

    def _keep(self, kind: Kind, item: wire.WireObject) -> None:
        match item:
            case wire.Organisation():
                seen, self.organisations[item.id] = item.id in self.organisations, item
            case wire.Person():
                seen, self.persons[item.id] = item.id in self.persons, item
            case wire.Duty():
                seen, self.duties[item.id] = item.id in self.duties, item
            case wire.Group():
                seen, self.groups[item.id] = item.id in self.groups, item
        self.twice[kind] += seen


async def gather(source: Source, told: Callable[[int], Awaitable[None]] | None = None) -> Delivery:
    """Pull the four lists. Raises `SourceFault` when any page of any of them fails; nothing counts then.

    ``told`` hears after each page how many objects have arrived.
    """
    delivery = Delivery()
    for kind in Kind:
        async for page in source.pages(kind):
            delivery.take(kind, page)
            if told is not None:
                await told(delivery.received.total())
    return delivery


def _marks(data: object) -> Iterator[tuple[UUID, str]]:
    """Marks on the object and on the references in it. A mark that is no text counts as an unknown one."""
    if isinstance(data, list):
        for one in data:
            yield from _marks(one)
    elif isinstance(data, dict):
        mark, owner = data.get("securityMarking"), wire.readable_id(data)
        said = mark.strip() if isinstance(mark, str) else None if mark is None else _UNREADABLE_MARK
        if owner is not None and said not in (None, "", "Ingen"):
            yield owner, said or _UNREADABLE_MARK
        for value in data.values():
            if isinstance(value, dict | list):
                yield from _marks(value)
