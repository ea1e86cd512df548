"""One storm: load, kills in turn, and the account afterwards."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from tests.chaos.checks import doubled, halves, lost
from tests.chaos.journal import Journal
from tests.chaos.place import Place
from tests.chaos.writers import Writer
from tests.factories.pupils import add_student
from tests.factories.world import World, make_world

WRITERS = 4
BETWEEN = 12
"""Writes that must be acknowledged between two kills: the storm meets a system that works."""
RECOVERY_SECONDS = 180.0


@dataclass
class Account:
    """What came of a storm. ``pauses``: seconds from each kill to the next acknowledged write."""

    kills: dict[str, int] = field(default_factory=dict)
    pauses: dict[str, list[float]] = field(default_factory=dict)
    acknowledged: int = 0
    reads: int = 0
    tries: int = 0
    replayed: int = 0
    wrong: list[str] = field(default_factory=list)
    lost: int = 0
    doubled: int = 0
    half: dict[str, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return not (self.wrong or self.lost or self.doubled or self.half)


def storm(kills: int, seed: int, say: Callable[[str], None]) -> Account:
    """Raises RuntimeError when the system does not come back after a kill."""
    with tempfile.TemporaryDirectory(prefix="samsyn-chaos-") as folder:
        place = Place(Path(folder))
        with place.open():
            world, journal, account = make_world(place.admin_dsn), Journal(), Account()
            pupils = [add_student(world, family=f"Ek {number}") for number in range(8)]
            _blow(place, world, journal, account, pupils, kills, random.Random(seed), say)
            _settle(world, journal, account)
            return account


def _blow(
    place: Place,
    world: World,
    journal: Journal,
    account: Account,
    pupils: list[UUID],
    kills: int,
    chance: random.Random,
    say: Callable[[str], None],
) -> None:
    stop = threading.Event()
    writers = [Writer(place.settings.local_url, world, journal, stop, pupils) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    victims = [("database", place.kill_database), ("web process", place.kill_web)]
    try:
        for number in range(kills):
            if number == kills - kills // 2:
                place.hand_over()
            journal.wait_for(BETWEEN, RECOVERY_SECONDS)
            time.sleep(chance.uniform(0, 0.3))
            name, kill = victims[number % 2]
            name += " beneath `samsyn run`" if place.run else ""
            pause = _pause(journal, kill)
            account.kills[name] = account.kills.get(name, 0) + 1
            account.pauses.setdefault(name, []).append(pause)
            say(f"{number + 1}/{kills} {name}: writes again after {pause:.1f} s; {journal.written} in all")
            if journal.wrong:
                break
        with suppress(RuntimeError):
            journal.wait_for(BETWEEN, RECOVERY_SECONDS)
    finally:
        stop.set()
        for writer in writers:
            writer.join()


def _pause(journal: Journal, kill: Callable[[], None]) -> float:
    """Seconds without an acknowledged write, from the kill on."""
    began = time.monotonic()
    kill()
    journal.wait_for(1, RECOVERY_SECONDS)
    return time.monotonic() - began


def _settle(world: World, journal: Journal, account: Account) -> None:
    account.acknowledged, account.reads = journal.written, journal.reads.total()
    account.tries, account.replayed, account.wrong = journal.tries, journal.replayed, journal.wrong
    account.lost = len(lost(world, journal))
    account.doubled = doubled(world, journal)
    account.half = halves(world)
