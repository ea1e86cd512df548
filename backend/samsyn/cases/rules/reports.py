"""Reports to authorities and up the chain: which case may send which, and when they were sent.

Never what they say: the report itself is written where it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from samsyn.cases.rules import load_invariants
from samsyn.core.violations import Violation
from samsyn.core.vocabulary import ConfidentialityClass


class ReportKind(StrEnum):
    SOCIAL_SERVICES = "SOCIAL_SERVICES"
    POLICE = "POLICE"
    ORGANISER_6_10 = "ORGANISER_6_10"
    HOME_MUNICIPALITY_ABSENCE = "HOME_MUNICIPALITY_ABSENCE"
    ORGANISER_ABSENCE = "ORGANISER_ABSENCE"
    WORK_ENVIRONMENT = "WORK_ENVIRONMENT"


class ReportChannel(StrEnum):
    """SAMSYN: told here, to somebody who works here."""

    E_SERVICE = "E_SERVICE"
    PHONE = "PHONE"
    LETTER = "LETTER"
    IN_PERSON = "IN_PERSON"
    SECURE_MAIL = "SECURE_MAIL"
    SAMSYN = "SAMSYN"


class ReportFeedback(StrEnum):
    """What the authority said of its own inquiry."""

    OPENED = "OPENED"
    NOT_OPENED = "NOT_OPENED"
    ALREADY_OPEN = "ALREADY_OPEN"
    UNKNOWN = "UNKNOWN"


_DEGRADING, _ABSENCE = frozenset({"DEGRADING", "HARASSMENT"}), frozenset({"ABSENCE"})
ONLY_IN: Final[Mapping[ReportKind, frozenset[str]]] = {
    ReportKind.ORGANISER_6_10: _DEGRADING,
    ReportKind.ORGANISER_ABSENCE: _ABSENCE,
    ReportKind.HOME_MUNICIPALITY_ABSENCE: _ABSENCE,
}
"""Kinds that belong to some case types alone; the others may be sent from every case."""
TO_ORGANISER: Final = frozenset({ReportKind.ORGANISER_6_10, ReportKind.ORGANISER_ABSENCE})
"""Sent when they are recorded: the time is the server's, and nobody can say another one."""
NEVER_WAITS: Final = ReportKind.SOCIAL_SERVICES
"""C12."""
KEPT_STRICT: Final = frozenset({ReportKind.SOCIAL_SERVICES, ReportKind.POLICE})


def class_of_report(kind: ReportKind, case: ConfidentialityClass) -> ConfidentialityClass:
    """That there is one is K4, whatever the class of its case."""
    return ConfidentialityClass.K4 if kind in KEPT_STRICT else case


def sent_when(kind: ReportKind, said: datetime | None, now: datetime) -> datetime:
    """C12: a clock that goes fast stops no report of a child that may come to harm."""
    if said is None or kind in TO_ORGANISER:
        return now
    return min(said, now) if kind is NEVER_WAITS else said


def report_violations(
    kind: ReportKind, case_type: str, said: datetime | None, now: datetime, *, told: bool
) -> tuple[Violation, ...]:
    """C10 for the organiser's; nothing at all for C12. ``told``: this very report has been made before."""
    if kind is NEVER_WAITS:
        return ()
    say = load_invariants().broken
    if case_type not in ONLY_IN.get(kind, {case_type}):
        return (say("REPORT_KIND"),)
    if kind in TO_ORGANISER:
        if said is not None:
            return (say("C10_TIME"),)
        return (say("C10_TOLD"),) if told else ()
    return (say("REPORT_TIME"),) if said is not None and said > now else ()


def correction_violations(
    kind: ReportKind, said: datetime | None, recorded_at: datetime
) -> tuple[Violation, ...]:
    """C10: the time of a report up the chain is never another one; of others it was at the latest when they
    were recorded."""
    say = load_invariants().broken
    if said is None:
        return ()
    if kind in TO_ORGANISER:
        return (say("C10_TIME"),)
    return (say("REPORT_TIME"),) if said > recorded_at else ()
