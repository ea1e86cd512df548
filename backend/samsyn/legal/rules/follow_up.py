"""How far ahead the day of the next follow-up may be set (C08)."""

from datetime import date, timedelta

from samsyn.core.schooldays import OutsideCalendar
from samsyn.legal.rules import DAYS_IN, CaseType, ClockEvent, SchoolDays


def latest_follow_up(case_type: CaseType, on: date, calendar: SchoolDays) -> date | None:
    """The last day that may be set on a day, or the first school day after it; None where the type says
    none. Beyond the days that the calendar knows it is the day itself."""
    for rule in case_type.clocks:
        if rule.from_event is ClockEvent.FOLLOW_UP_SET:
            last = on + timedelta(days=rule.amount * DAYS_IN[rule.unit])
            try:
                return calendar.add_school_days(last, 0)
            except OutsideCalendar:
                return last
    return None
