"""What the demo's chapters know of a municipality while they fill it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from samsyn.core.clock import STOCKHOLM, SetClock
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work
from samsyn.main.demo.plan import MunicipalityPlan, SchoolPlan

FRIDAY = 4


@dataclass
class Pupil:
    id: UUID
    group: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A case and who owns it."""

    id: UUID
    owner: UUID


@dataclass
class DemoSchool:
    """``people`` by login without suffix; ``staff`` by profession; ``pupils`` class by class."""

    plan: SchoolPlan
    id: UUID
    people: dict[str, UUID] = field(default_factory=dict)
    staff: dict[str, list[UUID]] = field(default_factory=dict)
    groups: dict[str, UUID] = field(default_factory=dict)
    pupils: list[Pupil] = field(default_factory=list)
    teams: dict[str, UUID] = field(default_factory=dict)
    cases: list[Opened] = field(default_factory=list)

    def somebody(self, profession: str, number: int = 0) -> UUID:
        """One of those with the profession, the same for the same number."""
        found = self.staff[profession]
        return found[number % len(found)]


@dataclass
class Town:
    """One municipality: ``clock`` is moved by the chapters, so that what they write has a history."""

    plan: MunicipalityPlan
    runtime: Runtime
    engine: AsyncEngine
    clock: SetClock
    now: datetime
    tenant: int
    password_hash: str
    chance: random.Random
    schools: list[DemoSchool] = field(default_factory=list)
    central: dict[str, UUID] = field(default_factory=dict)
    accounts: dict[UUID, UUID] = field(default_factory=dict)

    def as_system(self) -> Work:
        return Work(self.engine, Credential.system(self.tenant), runtime=self.runtime, request_id="demo")

    def as_(self, person: UUID) -> Work:
        """Somebody's own Work: what the demo does is what that person may do."""
        return Work(
            self.engine, Credential.person(self.tenant, person), runtime=self.runtime, request_id="demo"
        )

    def at(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Puts the clock to a time of a day in Stockholm, never later than now."""
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=STOCKHOLM)
        self.clock.set(min(moment, self.now))

    def days_ago(self, days: int) -> date:
        """A weekday about so many days before now."""
        day = (self.now - timedelta(days=days)).date()
        return day - timedelta(days=max(0, day.weekday() - FRIDAY))

    def days_ahead(self, days: int, of: date | None = None) -> date:
        """A weekday about so many days after now, or after a day: nobody follows up on a Sunday."""
        day = (of or self.now.date()) + timedelta(days=days)
        return day + timedelta(days=7 - day.weekday() if day.weekday() > FRIDAY else 0)
