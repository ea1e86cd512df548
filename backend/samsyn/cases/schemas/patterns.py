"""Bodies of patterns: a theme and how many cases, never which."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from samsyn.cases.rules.themes import Theme
from samsyn.core.schema import Day, Links, Named, Out


class PatternOut(Out):
    school: Named
    theme: Theme
    cases: int = Field(description="How many cases on the theme have been open; never fewer than `fewest`.")


class PatternsOut(Out):
    """``since``: cases that have been open at some time from that day. The most cases first."""

    links: Links = Field(alias="_links")
    since: Day
    fewest: int
    items: Sequence[PatternOut]
