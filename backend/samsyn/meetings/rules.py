"""What a meeting is, how it moves from planned to held, and whether meetings take place (M01, M03)."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from samsyn.core.violations import Violation, block
from samsyn.core.vocabulary import Level

LEAST_ATTENDEES = 2
RESCHEDULED_WITHIN_SCHOOL_DAYS = 15
NOT_HELD_AFTER = timedelta(hours=24)


class MeetingType(StrEnum):
    EHT = "EHT"
    EHM = "EHM"
    FORUM = "FORUM"
    CLASS_CONFERENCE = "CLASS_CONFERENCE"
    PROGNOSIS = "PROGNOSIS"
    SKA_CHECKIN = "SKA_CHECKIN"
    RESULT_DIALOGUE = "RESULT_DIALOGUE"
    CASE_MEETING = "CASE_MEETING"
    NETWORK = "NETWORK"
    SUPERVISION = "SUPERVISION"
    INTERAGENCY = "INTERAGENCY"
    MANAGEMENT = "MANAGEMENT"


PUPIL_MEETINGS = frozenset({MeetingType.CASE_MEETING, MeetingType.INTERAGENCY})
"""That they take place at all says something about a pupil: seen by those invited, counted in no rate."""


class MeetingMode(StrEnum):
    PHYSICAL = "PHYSICAL"
    DIGITAL = "DIGITAL"
    HYBRID = "HYBRID"


class MeetingState(StrEnum):
    PLANNED = "PLANNED"
    INVITED = "INVITED"
    AGENDA_READY = "AGENDA_READY"
    IN_PROGRESS = "IN_PROGRESS"
    HELD = "HELD"
    MINUTES_DRAFT = "MINUTES_DRAFT"
    MINUTES_APPROVED = "MINUTES_APPROVED"
    CANCELLED = "CANCELLED"
    RESCHEDULED = "RESCHEDULED"
    NOT_HELD = "NOT_HELD"


class CancelReason(StrEnum):
    ILLNESS = "ILLNESS"
    SUBSTITUTE_SHORTAGE = "SUBSTITUTE_SHORTAGE"
    ACUTE_CASE = "ACUTE_CASE"
    COLLISION = "COLLISION"
    HOLIDAY = "HOLIDAY"
    TECH = "TECH"
    OTHER = "OTHER"


class Attendance(StrEnum):
    INVITED = "INVITED"
    ATTENDED = "ATTENDED"
    PROXY = "PROXY"
    ABSENT = "ABSENT"


class AgendaItemKind(StrEnum):
    INFO = "INFO"
    CASE = "CASE"
    DILEMMA = "DILEMMA"
    INDICATOR = "INDICATOR"
    GOAL = "GOAL"
    DECISION = "DECISION"
    REFLECTION = "REFLECTION"


class EhmPhase(StrEnum):
    """The five parts of an elevhälsomöte, in their order."""

    CURRENT_STATE = "CURRENT_STATE"
    REFLECTION = "REFLECTION"
    DEEPENING = "DEEPENING"
    PLANNING = "PLANNING"
    CLOSING = "CLOSING"


class ActionItemState(StrEnum):
    OPEN = "OPEN"
    DONE = "DONE"
    DROPPED = "DROPPED"


_S = MeetingState
_BEFORE = frozenset({_S.PLANNED, _S.INVITED, _S.AGENDA_READY})
_TOOK_PLACE = frozenset({_S.HELD, _S.MINUTES_DRAFT, _S.MINUTES_APPROVED})
_ENDS_EARLY = frozenset({_S.CANCELLED, _S.RESCHEDULED, _S.NOT_HELD})
# An unplanned start is allowed from every state before the meeting, and whoever forgot to press start may say
# afterwards that the meeting was held.
_NEXT: Mapping[MeetingState, frozenset[MeetingState]] = {
    _S.PLANNED: _ENDS_EARLY | {_S.INVITED, _S.AGENDA_READY, _S.IN_PROGRESS},
    _S.INVITED: _ENDS_EARLY | {_S.AGENDA_READY, _S.IN_PROGRESS},
    _S.AGENDA_READY: _ENDS_EARLY | {_S.INVITED, _S.IN_PROGRESS},
    _S.IN_PROGRESS: frozenset({_S.HELD, _S.CANCELLED}),
    _S.HELD: frozenset({_S.MINUTES_DRAFT}),
    _S.MINUTES_DRAFT: frozenset({_S.MINUTES_APPROVED}),
    _S.MINUTES_APPROVED: frozenset(),
    _S.CANCELLED: frozenset(),
    _S.RESCHEDULED: frozenset(),
    _S.NOT_HELD: frozenset({_S.HELD, _S.CANCELLED, _S.RESCHEDULED}),
}


PLANNABLE = _BEFORE
"""The agenda is still a plan: items may be taken off it."""
RUNNABLE = _BEFORE | {_S.IN_PROGRESS}
"""Items may be added, moved and timed."""
WRITABLE = RUNNABLE | _TOOK_PLACE - {_S.MINUTES_APPROVED}
"""Attendance, minutes and action items may be written."""


def shown_state(state: MeetingState, starts: datetime, now: datetime) -> MeetingState:
    """The state as it is told: a planned meeting that passed a day ago was not held, and asks why."""
    return _S.NOT_HELD if is_overdue(state, starts, now) else state


MOST_MINUTES = 480


def used_after(minutes: int, spare: int, seconds: float) -> tuple[int, int]:
    """Whole minutes and the seconds beyond them, after ``seconds`` more; at most eight hours."""
    total = minutes * 60 + spare + max(0, int(seconds))
    return (MOST_MINUTES, 0) if total >= MOST_MINUTES * 60 else divmod(total, 60)


def rank_at(ranks: Sequence[float], position: int) -> float | None:
    """A rank for the place ``position`` (from 1) among others; ``ranks`` ascend and leave the moved one out.

    Positions past the end mean last. None when no number fits between the neighbours: number them all anew.
    """
    at = min(position, len(ranks) + 1) - 1
    if not ranks:
        return 1.0
    if at == 0:
        return ranks[0] - 1
    if at == len(ranks):
        return ranks[-1] + 1
    middle = (ranks[at - 1] + ranks[at]) / 2
    return middle if ranks[at - 1] < middle < ranks[at] else None


def next_states(state: MeetingState) -> frozenset[MeetingState]:
    return _NEXT[state]


def took_place(state: MeetingState) -> bool:
    return state in _TOOK_PLACE


def is_overdue(state: MeetingState, starts: datetime, now: datetime) -> bool:
    """Whether the worker marks it NOT_HELD and asks why: past, and not started within a day."""
    return state in _BEFORE and now - starts > NOT_HELD_AFTER


def held_violations(attendance: Iterable[Attendance]) -> tuple[Violation, ...]:
    """M01. A proxy is somebody in the room."""
    present = sum(a in {Attendance.ATTENDED, Attendance.PROXY} for a in attendance)
    if present >= LEAST_ATTENDEES:
        return ()
    return (
        block(
            "M01",
            f"Mötet har hållits när minst {LEAST_ATTENDEES} har deltagit. Markera vilka som kom.",
            f"A meeting is held when at least {LEAST_ATTENDEES} took part. Mark who came.",
        ),
    )


def cancel_violations(reason: CancelReason | None, text: str) -> tuple[Violation, ...]:
    """A meeting that does not take place has a reason, and the reason OTHER has words."""
    if reason is None:
        return (block("MEETING_REASON", "Välj varför mötet inte blir av.", "Choose why the meeting is off."),)
    if reason is CancelReason.OTHER and not text.strip():
        return (
            block(
                "MEETING_REASON",
                "Skriv kort varför mötet inte blir av.",
                "Say briefly why the meeting is off.",
            ),
        )
    return ()


@dataclass(frozen=True, slots=True)
class MeetingOutcome:
    """How one originally planned meeting went.

    For a rescheduled one, `held_after_school_days` is how many school days later its replacement took place,
    or None while it has not. Replacements are not outcomes of their own: they would count twice.
    """

    state: MeetingState
    held_after_school_days: int | None = None
    reason: CancelReason | None = None


@dataclass(frozen=True, slots=True)
class HeldRate:
    """M03. `rate` is a share from 0 to 1, None when nothing was planned."""

    held: int
    planned: int
    reasons: Mapping[CancelReason, int] = field(default_factory=dict)

    @property
    def rate(self) -> float | None:
        return self.held / self.planned if self.planned else None


def held_rate(outcomes: Iterable[MeetingOutcome]) -> HeldRate:
    """M03: (held + rescheduled and held within 15 school days) / planned. Meetings ahead are left out."""
    over = [o for o in outcomes if o.state in _TOOK_PLACE | _ENDS_EARLY]
    reasons = Counter(o.reason for o in over if o.reason is not None and not _counts_as_held(o))
    return HeldRate(sum(map(_counts_as_held, over)), len(over), dict(reasons))


def _counts_as_held(outcome: MeetingOutcome) -> bool:
    if outcome.state is not MeetingState.RESCHEDULED:
        return took_place(outcome.state)
    after = outcome.held_after_school_days
    return after is not None and after <= RESCHEDULED_WITHIN_SCHOOL_DAYS


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """What M03 needs to know of a meeting. ``state`` as it is told now, ``moved_to`` the new one's key."""

    key: Hashable
    day: date
    state: MeetingState
    reason: CancelReason | None = None
    moved_to: Hashable | None = None
    is_replacement: bool = False


def outcomes(
    meetings: Iterable[PlannedMeeting], last: date, school_days: Callable[[date, date], int]
) -> list[MeetingOutcome]:
    """One for each meeting originally planned up to ``last``; replacements count for what they replace."""
    by_key = {m.key: m for m in meetings}
    found = []
    for one in by_key.values():
        if one.is_replacement or one.day > last:
            continue
        final = one
        while final.moved_to in by_key:
            final = by_key[final.moved_to]
        came = final is not one and took_place(final.state)
        after = school_days(one.day, final.day) if came else None
        found.append(MeetingOutcome(one.state, after, one.reason))
    return found


def series_days(first: date, last: date, weekday: int, interval_weeks: int) -> list[date]:
    """Every ``interval_weeks``-th such weekday (1 is Monday) from ``first`` to ``last``, both included."""
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    days = []
    while day <= last:
        days.append(day)
        day += timedelta(weeks=interval_weeks)
    return days


WORTH_TELLING = 0.75
FEWEST_PLANNED = 3


def is_good_news(rate: HeldRate) -> bool:
    """Enough meetings to speak of, and most of them took place."""
    return rate.planned >= FEWEST_PLANNED and rate.held >= WORTH_TELLING * rate.planned


@dataclass(frozen=True, slots=True)
class ItemMinutes:
    """Minutes used on one agenda item; `level` is None where the item has none (information, say)."""

    kind: AgendaItemKind
    used: int
    level: Level | None = None


def minutes_by_level(items: Iterable[ItemMinutes]) -> dict[Level, int]:
    """All three levels, also those with 0 minutes."""
    minutes = dict.fromkeys(Level, 0)
    for item in items:
        if item.level is not None:
            minutes[item.level] += item.used
    return minutes


def early_share(items: Iterable[ItemMinutes]) -> float | None:
    """Promotive and preventive minutes of all minutes with a level, 0 to 1; None without such minutes."""
    minutes = minutes_by_level(items)
    total = sum(minutes.values())
    return (minutes[Level.PROMOTIVE] + minutes[Level.PREVENTIVE]) / total if total else None


def reflection_share(items: Iterable[ItemMinutes]) -> float | None:
    """Minutes on reflection and dilemmas of all minutes, 0 to 1; None when no minutes were noted."""
    rows = list(items)
    total = sum(row.used for row in rows)
    thinking = sum(
        row.used for row in rows if row.kind in {AgendaItemKind.REFLECTION, AgendaItemKind.DILEMMA}
    )
    return thinking / total if total else None
