"""Days with inclusive ends; None is open."""

from __future__ import annotations

from datetime import date


def over(end: date | None, today: date) -> bool:
    """Whether the last day has passed."""
    return end is not None and end < today


def holds(start: date | None, end: date | None, today: date) -> bool:
    """Whether ``today`` lies within."""
    return (start is None or start <= today) and not over(end, today)
