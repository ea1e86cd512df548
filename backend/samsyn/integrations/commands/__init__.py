"""Writes of sources and pulls."""

from samsyn.integrations.commands.runs import ask_for_run, begin_run, confirm_ends
from samsyn.integrations.commands.sources import (
    change_source,
    confirm_no_marks,
    create_source,
    withdraw_no_marks,
)

__all__ = [
    "ask_for_run",
    "begin_run",
    "change_source",
    "confirm_ends",
    "confirm_no_marks",
    "create_source",
    "withdraw_no_marks",
]
