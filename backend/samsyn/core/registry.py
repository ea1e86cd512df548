"""Three ways upward without an import: reactions, questions, and things from outside (``ports``).

``main.wiring`` fills one Registry at start; a test asserts that every point it declares is filled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from samsyn.core.work import Work

Handler = Callable[["Work", Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class FocusCard:
    """What asks for attention: what, why and the next step, one sentence each, with an address.

    ``weight`` orders the cards: what is lost if it waits (0–100). ``due`` is the day it should be done.
    """

    code: str
    weight: int
    what_sv: str
    what_en: str
    why_sv: str
    why_en: str
    action_sv: str
    action_en: str
    path: str
    due: date | None = None


class FocusSource(Protocol):
    async def __call__(self, work: Work) -> Sequence[FocusCard]: ...


@dataclass(frozen=True, slots=True)
class WeekItem:
    """Something at a time that the caller takes part in this week; ``title`` never names a pupil."""

    id: UUID
    title_sv: str
    title_en: str
    starts_at: datetime
    ends_at: datetime
    path: str


class WeekSource(Protocol):
    """Items between two instants for the caller, in any order."""

    async def __call__(self, work: Work, start: datetime, end: datetime) -> Sequence[WeekItem]: ...


@dataclass(frozen=True, slots=True)
class GoodNews:
    """One line about what works, about a team and never about a person."""

    code: str
    sv: str
    en: str


class GoodNewsSource(Protocol):
    """At most one line, or None when there is nothing good to say yet."""

    async def __call__(self, work: Work) -> GoodNews | None: ...


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference of some kind may show to this caller; ``label`` never names a pupil."""

    kind: str
    id: UUID
    label: str
    path: str
    at: datetime | None = None


class ReferenceKind(Protocol):
    """Resolves ids of one kind to what the caller may see; ids that may not be seen are left out."""

    async def __call__(self, work: Work, ids: Sequence[UUID]) -> dict[UUID, Reference]: ...


class GateCondition(Protocol):
    """A named condition of a rule pack's gate; answers whether it holds for the case."""

    async def __call__(self, work: Work, case_id: UUID) -> bool: ...


class Registry:
    """Filled once at start, read by requests."""

    def __init__(self) -> None:
        self.handlers: dict[type[Any], list[Handler]] = defaultdict(list)
        self.focus_sources: list[FocusSource] = []
        self.week_sources: list[WeekSource] = []
        self.good_news_sources: list[GoodNewsSource] = []
        self.reference_kinds: dict[str, ReferenceKind] = {}
        self.gate_conditions: dict[str, GateCondition] = {}

    def on(self, event: type[Any], handler: Handler) -> None:
        self.handlers[event].append(handler)

    async def announce(self, work: Work, event: Any) -> None:
        """Runs the handlers of this very type in the order they were put up, in the caller's transaction."""
        for handler in self.handlers[type(event)]:
            await handler(work, event)

    async def resolve(self, work: Work, kind: str, ids: Sequence[UUID]) -> dict[UUID, Reference]:
        """References the caller may see; an unknown kind is nobody's and shows nothing."""
        source = self.reference_kinds.get(kind)
        return await source(work, ids) if source and ids else {}
