"""Cases on the same theme at a unit, counted where they are many enough to say nothing of anybody."""

from datetime import date

FEWEST_CASES = 5
"""With fewer a count could point at a pupil (domain N13)."""
SECOND_HALF = 7


def began(today: date) -> date:
    """The first day of the half-year that terms lie in: January or July."""
    return date(today.year, SECOND_HALF if today.month >= SECOND_HALF else 1, 1)
