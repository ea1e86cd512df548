"""How long a concern may wait: in its unit's school days, by the organiser's number of the day it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, Self
from uuid import UUID

from samsyn.cases.queries.calendar import calendars_of
from samsyn.core.schooldays import SchoolCalendar, stockholm_day
from samsyn.core.work import Work
from samsyn.legal import Adjustment, adjusted, adjustments_of, amounts_at, due_on, load_rule_book


class Waiting(Protocol):
    """A concern, its head, or a row of either."""

    @property
    def school_id(self) -> UUID: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def urgency(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Guidelines:
    """For concerns of these units."""

    calendars: Mapping[UUID, SchoolCalendar]
    adjustments: list[Adjustment]

    @classmethod
    async def of(cls, work: Work, concerns: Iterable[Waiting]) -> Self:
        every = list(concerns)
        since = min((stockholm_day(one.received_at) for one in every), default=work.clock.today())
        calendars = await calendars_of(work, {one.school_id for one in every}, since)
        return cls(calendars, await adjustments_of(work) if every else [])

    def assess_by(self, concern: Waiting) -> date:
        """The last day in time."""
        book, day = load_rule_book(), stockholm_day(concern.received_at)
        amounts = amounts_at(book.pack_on(day).code, self.adjustments, concern.received_at)
        code = f"CONCERN_{concern.urgency}"
        rule = next(clock for clock in adjusted(book.concern, amounts).clocks if clock.code == code)
        return due_on(rule, day, self.calendars[concern.school_id])

    def school_days(self, concern: Waiting, since: date, until: date) -> int:
        """Between two days, at its unit; never below 0."""
        return max(0, self.calendars[concern.school_id].school_days_between(since, until))
