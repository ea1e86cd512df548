"""What a source has given before, read back from our tables as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.integrations.models import SyncLink, SyncSource
from samsyn.integrations.ss12000.mapping import Desired
from samsyn.integrations.ss12000.records import RecordKind
from samsyn.integrations.statements import MODELS, PULLED, PULLED_MEMBERS, PULLED_MENTORS, UNLINKED
from samsyn.organisation import Area, School

GONE = "Finns inte längre i källan."
"""End reason of assignments that a pull has ended; any other was given by a person."""
Records = Mapping[str, Any]
Same = tuple[RecordKind, str, Sequence[Any]]
"""A kind, the column that tells two of them to be the same, and all rows."""


@dataclass(slots=True)
class Held:
    """Our rows by kind and source id; members and mentors of a group by their record's key.

    ``back``: from our id to the source's. ``foreign``: source ids, and unit codes' units, of other sources.
    """

    rows: dict[RecordKind, dict[UUID, Any]]
    links: dict[tuple[RecordKind, UUID], SyncLink]
    members: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    leads: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    back: dict[UUID, UUID] = field(default_factory=dict)
    foreign: frozenset[UUID] = frozenset()
    taken_names: frozenset[str] = frozenset()

    def id_of(self, kind: RecordKind, source_id: UUID | None) -> UUID | None:
        """Our id; None for what is not held."""
        row = self.rows[kind].get(source_id) if source_id is not None else None
        return row.id if row is not None else None

    def link(self, work: Work, source: SyncSource, kind: RecordKind, source_id: UUID, row: Any) -> None:
        """From now on the row is this source's."""
        made = SyncLink(
            tenant_id=work.tenant,
            id=uuid7(),
            source_id=source.id,
            kind=kind.value,
            external_id=source_id,
            object_id=row.id,
        )
        work.add(made)
        row.external_id = str(source_id)
        self.links[kind, source_id] = made
        self.rows[kind][source_id] = row
        self.back[row.id] = source_id

    def renew(self, kind: RecordKind, before: UUID, now: UUID) -> None:
        """The source has given the same thing a new id."""
        link, row = self.links.pop((kind, before)), self.rows[kind].pop(before)
        link.external_id, row.external_id = now, str(now)
        self.links[kind, now], self.rows[kind][now], self.back[row.id] = link, row, now


async def read_held(work: Work, source: SyncSource, desired: Desired) -> Held:
    """All that is there of this source. Rows that were entered by hand and are plainly the same, such as a
    school with the unit code, become this source's."""
    found = select(SyncLink).where(SyncLink.tenant_id == work.tenant)
    links: Sequence[SyncLink] = (await work.scalars(found)).all()
    own = {(RecordKind(one.kind), one.external_id): one for one in links if one.source_id == source.id}
    held = Held({kind: {} for kind in RecordKind}, own)
    held.foreign = frozenset(one.external_id for one in links if one.source_id != source.id)
    for one in own.values():
        held.back[one.object_id] = one.external_id
    for name in MODELS:
        kind = RecordKind(name)
        for row in await work.scalars(PULLED[name], {"source": source.id}):
            held.rows[kind][held.back[row.id]] = row
    await _adopt(work, source, held, desired, frozenset(one.object_id for one in links))
    await _read_groups(work, source, held)
    return held


async def _adopt(
    work: Work, source: SyncSource, held: Held, desired: Desired, linked: frozenset[UUID]
) -> None:
    for name in MODELS:
        kind = RecordKind(name)
        wanted = {key: one for key, one in desired.state.get(kind, {}).items() if _new(held, kind, one)}
        for row in await work.scalars(UNLINKED[name]):
            if row.external_id in wanted:
                held.link(work, source, kind, UUID(row.external_id), row)
    schools = (await work.scalars(select(School).where(School.tenant_id == work.tenant))).all()
    areas = (await work.scalars(select(Area).where(Area.tenant_id == work.tenant))).all()
    units, named = desired.state.get(RecordKind.SCHOOL_UNIT, {}), desired.state.get(RecordKind.AREA, {})
    by_code = (RecordKind.SCHOOL_UNIT, "unit_code", schools)
    held.foreign |= _match(work, source, held, units, by_code, linked)
    _match(work, source, held, named, (RecordKind.AREA, "name", areas), linked)
    held.taken_names = frozenset(one.name for one in areas if one.id not in held.back)
    await work.flush()


def _new(held: Held, kind: RecordKind, record: Any) -> bool:
    return record.source_id not in held.rows[kind] and record.source_id not in held.foreign


def _match(
    work: Work, source: SyncSource, held: Held, wanted: Records, same: Same, linked: frozenset[UUID]
) -> frozenset[UUID]:
    """Takes over rows without a source that have the same code or name, and our own that have got a new id
    in the source. Returns the source ids of those whose code belongs to a row of another source."""
    kind, field_name, rows = same
    by_value = {getattr(one, field_name): one for one in rows if getattr(one, field_name) is not None}
    others: set[UUID] = set()
    for record in wanted.values():
        row = by_value.get(getattr(record, field_name))
        if row is None or not _new(held, kind, record):
            continue
        before = held.back.get(row.id)
        if before is not None:
            if str(before) not in wanted and kind is RecordKind.SCHOOL_UNIT:
                held.renew(kind, before, record.source_id)
        elif row.id in linked:
            others.add(record.source_id)
        else:
            held.link(work, source, kind, record.source_id, row)
    return frozenset(others)


async def _read_groups(work: Work, source: SyncSource, held: Held) -> None:
    for member in await work.scalars(PULLED_MEMBERS, {"source": source.id}):
        held.members[f"{held.back[member.group_id]}/{held.back[member.student_id]}"].append(member)
    for lead in await work.scalars(PULLED_MENTORS, {"source": source.id}):
        held.leads[f"{held.back[lead.group_id]}/{held.back[lead.person_id]}"].append(lead)


def current(rows: Sequence[Any], today: date) -> Any:
    """The row that holds today or will; None where all are over."""
    alive = [one for one in rows if one.valid_to is None or one.valid_to >= today]
    return min(alive, key=lambda one: one.valid_from, default=None)
