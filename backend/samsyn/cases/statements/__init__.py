"""Prebuilt statements: the lists, and one case with all that is shown with it."""

from samsyn.cases.statements.clocks import EVERY_CLOCK, MY_CLOCKS
from samsyn.cases.statements.lists import (
    FIRST,
    HEADS_IN_PHASE,
    HEADS_IN_PHASE_OF_SYSTEM,
    LAST,
    LIST_CASES,
    LIST_CONCERNS,
    LIST_HEADS,
    LIST_HEADS_OF_SYSTEM,
    NUMBERS,
    OPEN_HEADS,
    UNASSESSED,
    UNASSESSED_OF,
    WITHOUT_FOLLOW_UP,
    cases_where,
)
from samsyn.cases.statements.one_case import AROUND, WHOLE_CASE

__all__ = [
    "AROUND",
    "EVERY_CLOCK",
    "FIRST",
    "HEADS_IN_PHASE",
    "HEADS_IN_PHASE_OF_SYSTEM",
    "LAST",
    "LIST_CASES",
    "LIST_CONCERNS",
    "LIST_HEADS",
    "LIST_HEADS_OF_SYSTEM",
    "MY_CLOCKS",
    "NUMBERS",
    "OPEN_HEADS",
    "UNASSESSED",
    "UNASSESSED_OF",
    "WHOLE_CASE",
    "WITHOUT_FOLLOW_UP",
    "cases_where",
]
