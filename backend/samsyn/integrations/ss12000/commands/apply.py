"""Applies a delivery: read what is held, compare, write the difference. One transaction, all or nothing."""

from __future__ import annotations

from typing import Any

from samsyn.core.work import Work
from samsyn.integrations.models import SyncSource
from samsyn.integrations.ss12000.commands.existing import (
    FORMER_ORGANISER,
    Reader,
    ended_by_hand,
    protection_of,
)
from samsyn.integrations.ss12000.commands.held import Held, read_held
from samsyn.integrations.ss12000.commands.write import Writer, protect
from samsyn.integrations.ss12000.difference import EndRule
from samsyn.integrations.ss12000.difference import difference as compare
from samsyn.integrations.ss12000.gather import Delivery
from samsyn.integrations.ss12000.mapping import Desired
from samsyn.integrations.ss12000.records import RecordKind
from samsyn.integrations.ss12000.report import Report, report_of
from samsyn.integrations.ss12000.storing import Here, storable, without_kinds_not_held


async def apply(
    work: Work, source: SyncSource, delivery: Delivery, desired: Desired, confirmed: str | None
) -> Report:
    """``confirmed``: the ends that somebody has said yes to, as a report named them.

    The caller commits, and must be the program itself. What is protected is protected even in rows that are
    not active.
    """
    today = work.clock.today()
    held = await read_held(work, source, desired)
    organiser = next(iter(desired.state.get(RecordKind.ORGANISER, {}).values()), None)
    reader = Reader(held, desired, today, getattr(organiser, "source_id", FORMER_ORGANISER))
    existing = reader.state()
    by_hand = ended_by_hand(held, work.actor.id)
    wanted, foreign = storable(desired, Here(existing, today, held.foreign, held.taken_names, by_hand))
    found = compare(wanted, existing, foreign=foreign, ends=EndRule(confirmed=confirmed))
    await Writer(work, source, held, today).write(found)
    _mark(held, wanted)
    await work.flush()
    work.log("sync.apply", "SyncSource", [source.id], students=[], purpose="SS 12000")
    return report_of(delivery, wanted, without_kinds_not_held(found))


def _mark(held: Held, desired: Desired) -> None:
    """Protection of people who are not in the delivery otherwise."""
    for source_id, mark in desired.marks.items():
        pupil: Any = held.rows[RecordKind.PUPIL].get(source_id)
        if pupil is not None and mark.rank > protection_of(pupil).rank:
            protect(pupil, mark)
        person: Any = held.rows[RecordKind.PERSON].get(source_id)
        if person is not None and mark.protected and person.email is not None:
            person.email = None
