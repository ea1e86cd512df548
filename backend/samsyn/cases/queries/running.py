"""The clocks of many cases at once: what was entered about school days and numbers is asked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, Self
from uuid import UUID

from samsyn.cases.queries.around import happened
from samsyn.cases.queries.calendar import calendars_of
from samsyn.cases.queries.rulebook import kind_of
from samsyn.cases.rules.clocks import follow_up_clock
from samsyn.cases.rules.timeline import RunningClock, running_clocks
from samsyn.core.schooldays import SchoolCalendar, stockholm_day
from samsyn.core.work import Work
from samsyn.legal import Adjustment, adjusted, adjustments_of, amounts_at


class WithClocks(Protocol):
    """A row of ``statements.clocks``."""

    @property
    def id(self) -> UUID: ...
    @property
    def school_id(self) -> UUID: ...
    @property
    def number(self) -> str: ...
    @property
    def case_type(self) -> str: ...
    @property
    def rule_pack(self) -> str: ...
    @property
    def reach(self) -> str: ...
    @property
    def confidentiality(self) -> str: ...
    @property
    def owner_id(self) -> UUID | None: ...
    @property
    def opened_at(self) -> datetime: ...
    @property
    def next_follow_up_on(self) -> date | None: ...
    @property
    def waiting_since(self) -> date | None: ...
    @property
    def events(self) -> list[Any] | None: ...


@dataclass(frozen=True, slots=True)
class Clocks:
    """Of cases at these units."""

    calendars: Mapping[UUID, SchoolCalendar]
    adjustments: list[Adjustment]

    @classmethod
    async def of(cls, work: Work, rows: Iterable[WithClocks]) -> Self:
        every = list(rows)
        since = min((stockholm_day(row.opened_at) for row in every), default=work.clock.today())
        calendars = await calendars_of(work, {row.school_id for row in every}, since)
        return cls(calendars, await adjustments_of(work) if every else [])

    def running(self, row: WithClocks) -> list[RunningClock]:
        """Of an open case, its day for follow-up among them; the first to run out first."""
        amounts = amounts_at(row.rule_pack, self.adjustments, row.opened_at)
        kind = adjusted(kind_of(row.case_type), amounts)
        ruled = running_clocks(kind, happened(row.events), self.calendars[row.school_id])
        own = follow_up_clock(row.next_follow_up_on, stockholm_day(row.opened_at))
        return sorted((*ruled, own), key=lambda clock: (clock.out_at, clock.code))
