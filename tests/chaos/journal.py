"""What the writers were told, kept outside the database that is killed."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ack:
    """A write that was answered with 201: what the row of ``table`` must hold from now on."""

    table: str
    id: UUID
    holds: dict[str, str]
    parent: UUID | None = None


@dataclass
class Journal:
    """``transitions`` counts acknowledged changes of phase, ``reads`` acknowledged readings, by case."""

    acks: list[Ack] = field(default_factory=list)
    transitions: Counter[UUID] = field(default_factory=Counter)
    reads: Counter[UUID] = field(default_factory=Counter)
    tries: int = 0
    replayed: int = 0
    wrong: list[str] = field(default_factory=list)
    more: threading.Condition = field(default_factory=threading.Condition)

    @property
    def written(self) -> int:
        return len(self.acks) + self.transitions.total()

    def write(self, ack: Ack) -> None:
        with self.more:
            self.acks.append(ack)
            self.more.notify_all()

    def move(self, case: UUID) -> None:
        with self.more:
            self.transitions[case] += 1
            self.more.notify_all()

    def read(self, case: UUID) -> None:
        with self.more:
            self.reads[case] += 1

    def tried(self, replayed: bool = False) -> None:
        with self.more:
            self.tries += 1
            self.replayed += replayed

    def fail(self, what: str) -> None:
        with self.more:
            self.wrong.append(what)
            self.more.notify_all()

    def wait_for(self, more: int, seconds: float) -> float:
        """Seconds until that many more writes were acknowledged. Raises RuntimeError when they are not."""
        began = time.monotonic()
        with self.more:
            goal = self.written + more
            if not self.more.wait_for(lambda: self.written >= goal or bool(self.wrong), seconds):
                raise RuntimeError(f"{self.written} of {goal} writes after {seconds:.0f} s")
        return time.monotonic() - began
