"""What the timeline says on paper: the words are data (`seed/event_words.yaml`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from samsyn.cases.rules.timeline import EventType
from samsyn.core.messages import Language
from samsyn.core.seeds import SeedError, read_seed

CODES_IN: Final[Mapping[str, tuple[str, str]]] = {
    "phase": ("phase", "case_phase"),
    "reason": ("reason", "closure_reason"),
    "until": ("until", "clock_event"),
    "signed": ("kind", "decision_kind"),
    "outcome": ("outcome", "appeal_outcome"),
    "conclusion": ("conclusion", "conclusion"),
    "recipient": ("recipientKind", "recipient_kind"),
    "basis": ("basis", "disclosure_basis"),
    "decision": ("decision", "measure_state"),
    "effect": ("effect", "measure_effect"),
}
"""Name in the words → key of the event's data, and the group of lookups that names its code."""
DAYS_IN: Final[Mapping[str, tuple[str, ...]]] = {
    "day": ("on", "followUpOn"),
    "due": ("due",),
    "received": ("receivedOn",),
}


def event_words(what: str, words: Mapping[str, str], language: Language) -> str:
    """Without what it lacks words for."""
    sv, en = _every()[what]
    known: defaultdict[str, str] = defaultdict(str, words)
    return (en if language == "en" else sv).format_map(known).rstrip(": ")


@cache
def _every() -> Mapping[str, tuple[str, str]]:
    """Raises SeedError where a type of event has no words."""
    rows = read_seed("samsyn.cases", "event_words.yaml").only("events").entries("events")
    found = {row.only("code", "sv", "en").text("code"): (row.text("sv"), row.text("en")) for row in rows}
    if found.keys() != set(EventType):
        raise SeedError(f"event_words.yaml: {sorted(found.keys() ^ set(EventType))}")
    return found
