"""What comes first when everything asks for attention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from samsyn.core.clock import STOCKHOLM
from samsyn.core.registry import FocusCard

MOST_CARDS = 7
"""More is a list, not a focus (ux.md)."""


def first_cards(cards: Sequence[FocusCard]) -> list[FocusCard]:
    """At most seven: what is lost if it waits first, then what is due first, then by code and address."""
    far = date.max
    return sorted(cards, key=lambda c: (-c.weight, c.due or far, c.code, c.path))[:MOST_CARDS]


def week_of(day: date) -> tuple[datetime, datetime]:
    """Monday 00:00 and the next Monday 00:00 in Stockholm, as instants; at a week-end the week to come."""
    worked_in = day + timedelta(days=2)
    monday = worked_in - timedelta(days=worked_in.weekday())
    start = datetime.combine(monday, time(), STOCKHOLM)
    return start, datetime.combine(monday + timedelta(days=7), time(), STOCKHOLM)
