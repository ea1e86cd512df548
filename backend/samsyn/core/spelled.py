"""Days and instants in words, as they stand in documents and in what somebody is told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from samsyn.core.clock import STOCKHOLM
from samsyn.core.messages import Language

MONTHS: Final = (
    ("januari", "January"),
    ("februari", "February"),
    ("mars", "March"),
    ("april", "April"),
    ("maj", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augusti", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
)


def spelled_day(day: date | str | None, language: Language = "sv") -> str:
    """17 maj 2026, 17 May 2026; ``day`` may be ISO 8601; a dash for none."""
    if day is None:
        return "–"
    day = date.fromisoformat(day) if isinstance(day, str) else day
    sv, en = MONTHS[day.month - 1]
    return f"{day.day} {en if language == 'en' else sv} {day.year}"


def spelled_instant(at: datetime, language: Language = "sv") -> str:
    """In Stockholm: 17 maj 2026 klockan 10.42, 17 May 2026 at 10:42."""
    there = at.astimezone(STOCKHOLM)
    time = f"at {there:%H:%M}" if language == "en" else f"klockan {there:%H.%M}"
    return f"{spelled_day(there.date(), language)} {time}"
