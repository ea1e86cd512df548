"""Clocks that have run out, on the start page of those who can do something about it; and what the law
wants by the next school day, on the owner's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from samsyn.cases.queries.running import Clocks, WithClocks
from samsyn.cases.rules.clocks import FOLLOW_UP_DAY, run_of, told_of
from samsyn.cases.rules.timeline import RunningClock
from samsyn.cases.statements import MY_CLOCKS
from samsyn.core.actor import Actor, Function
from samsyn.core.registry import FocusCard
from samsyn.core.work import Work
from samsyn.legal import ClockEvent, ClockKind

MOST_CARDS: Final = 5
E_ = ClockEvent
TO_DO: Final[dict[ClockEvent, tuple[str, str]]] = {
    E_.PRINCIPAL_NOTIFIED: ("anmäl till rektorn", "report to the principal"),
    E_.ORGANISER_NOTIFIED: ("anmäl till huvudmannen", "report to the organiser"),
    E_.INVESTIGATION_STARTED: ("påbörja utredningen", "begin the investigation"),
    E_.INVESTIGATION_COMPLETED: ("slutför utredningen", "complete the investigation"),
    E_.DECIDED: ("fatta beslut", "make the decision"),
    E_.MEASURES_STARTED: ("påbörja åtgärderna", "begin the measures"),
    E_.FOLLOWED_UP: ("följ upp", "follow up"),
    E_.EVALUATED: ("utvärdera", "evaluate"),
    E_.MEETING_HELD: ("håll mötet", "hold the meeting"),
    E_.REPORT_SENT: ("skicka anmälan", "send the report"),
    E_.FEEDBACK_RECEIVED: ("fråga efter återkoppling", "ask for feedback"),
    E_.CONFIRMED: ("bekräfta klagomålet", "confirm the complaint"),
    E_.ANSWERED: ("svara", "answer"),
    E_.HANDED_OVER: ("lämna över", "hand over"),
}
"""What stops a clock, as something to do."""
WHOSE: Final = {
    ClockKind.STATUTORY_FIXED: ("Det är lagens tid.", "The law sets the time."),
    ClockKind.STATUTORY_QUALITATIVE: ("Lagen säger skyndsamt.", "The law says without delay."),
    ClockKind.LOCAL_GUIDELINE: ("Det är er egen riktlinje.", "It is your own guideline."),
}


class Late(NamedTuple):
    case: WithClocks
    clock: RunningClock
    days: int
    waits: int | None
    out: bool


async def late_clocks(work: Work) -> Sequence[FocusCard]:
    """The caller's own, and those that the caller's function has been told of; the longest out first."""
    rows: list[WithClocks] = list(await work.execute(MY_CLOCKS))
    work.log("case.late-clocks", "Case", [row.id for row in rows], students=[])
    clocks = await Clocks.of(work, rows)
    own, told = [], []
    for row in rows:
        whose = told_of(row.events)
        for clock in clocks.running(row):
            if not clock.is_out(work.clock.now()) and not _is_soon(work, clocks, row, clock):
                continue
            if row.owner_id == work.actor.id:
                if clock.code != FOLLOW_UP_DAY:
                    own.append(_late(work, clocks, row, clock))
            elif run_of(clock) in whose and _is_for(work.actor, row, whose[run_of(clock)]):
                told.append(_late(work, clocks, row, clock))
    by_age = sorted(own, key=_age)[:MOST_CARDS], sorted(told, key=_age)[:MOST_CARDS]
    return [*map(_own_card, by_age[0]), *map(_told_card, by_age[1])]


def _is_soon(work: Work, clocks: Clocks, row: WithClocks, clock: RunningClock) -> bool:
    """What the law wants done by the next school day. A time to appeal is for others to use."""
    if clock.kind is ClockKind.LOCAL_GUIDELINE or clock.stops_at is ClockEvent.APPEALED:
        return False
    return clock.due_on <= clocks.calendars[row.school_id].add_school_days(work.clock.today(), 1)


def _is_for(actor: Actor, row: WithClocks, function: str) -> bool:
    if function == Function.ORGANISER_CASE_OFFICER:
        return actor.holds(Function.ORGANISER_CASE_OFFICER)
    return actor.holds_at(row.school_id, {Function(function)})


def _late(work: Work, clocks: Clocks, row: WithClocks, clock: RunningClock) -> Late:
    calendar, today = clocks.calendars[row.school_id], work.clock.today()
    waits = calendar.school_days_between(row.waiting_since, today) if row.waiting_since else None
    days = max(0, calendar.school_days_between(clock.due_on, today))
    return Late(row, clock, days, waits, clock.is_out(work.clock.now()))


def _age(late: Late) -> tuple[object, str]:
    return late.clock.out_at, late.case.number


def _why(late: Late) -> tuple[str, str]:
    """Since when it is too late, or that it soon is, whose time it was, and whether the case waits for
    somebody."""
    sv, en = "Tiden har gått ut.", "The time has run out."
    if not late.out:
        sv, en = "Tiden går snart ut.", "The time soon runs out."
    if late.days:
        unit_sv, unit_en = ("skoldag", "school day") if late.days == 1 else ("skoldagar", "school days")
        sv = f"Tiden gick ut för {late.days} {unit_sv} sedan."
        en = f"The time ran out {late.days} {unit_en} ago."
    whose_sv, whose_en = WHOSE[late.clock.kind]
    if late.clock.code == FOLLOW_UP_DAY:
        whose_sv, whose_en = "Ingen har satt en ny dag.", "Nobody has set a new day."
    if late.waits is not None:
        whose_sv += f" Ärendet väntar på någon sedan {late.waits} skoldagar."
        whose_en += f" The case has waited for somebody for {late.waits} school days."
    return f"{sv} {whose_sv}", f"{en} {whose_en}"


def _own_card(late: Late) -> FocusCard:
    sv, en = TO_DO[late.clock.stops_at]
    what = f"{sv.capitalize()} i ärende {late.case.number}", f"{en.capitalize()} in case {late.case.number}"
    return _card(late, "CASE_CLOCK_OUT" if late.out else "CASE_CLOCK_SOON", 2 if late.out else 0, *what)


def _told_card(late: Late) -> FocusCard:
    sv, en = TO_DO[late.clock.stops_at]
    what = (
        f"Få igång ärende {late.case.number}: {sv}",
        f"Get case {late.case.number} going: {en}",
    )
    return _card(late, "CASE_CLOCK_ESCALATED", 4, *what)


def _card(late: Late, code: str, more: int, what_sv: str, what_en: str) -> FocusCard:
    why_sv, why_en = _why(late)
    by_law = late.clock.kind is not ClockKind.LOCAL_GUIDELINE
    return FocusCard(
        code=code,
        weight=(86 if by_law else 70) + more,
        what_sv=what_sv,
        what_en=what_en,
        why_sv=why_sv,
        why_en=why_en,
        action_sv="Öppna ärendet",
        action_en="Open the case",
        path=f"/arenden/{late.case.id}",
        due=late.clock.due_on,
    )
