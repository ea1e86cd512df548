"""Handing over at a change of school (överlämning): what goes along, where to, and what must be said of it.

Skollagen 3:12 j: the school that a pupil leaves hands over what is needed to ease the transition. Its own
words are not among the statutes at hand: from general knowledge, ``verified_by`` empty.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from samsyn.cases.rules import SHORTEST_REASON, load_invariants
from samsyn.cases.rules.parties import Missing
from samsyn.core.violations import Violation
from samsyn.core.vocabulary import ConfidentialityClass


class TransferItem(StrEnum):
    """What can be chosen. Notes, files and whatever is of class K4 never go along."""

    ACTION_PROGRAMME = "ACTION_PROGRAMME"
    MEASURES = "MEASURES"
    CHILD_VOICE = "CHILD_VOICE"
    INVESTIGATION = "INVESTIGATION"


class TransferDestination(StrEnum):
    """UNIT: of the same organiser. OUTSIDE: another organiser's, as a document. NONE: nothing goes along."""

    UNIT = "UNIT"
    OUTSIDE = "OUTSIDE"
    NONE = "NONE"


class TransferDirection(StrEnum):
    OUT = "OUT"
    IN = "IN"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose to hand over, as the rules see it. ``strict``: rows of class K3 go along too."""

    destination: TransferDestination
    student: bool
    here: UUID
    to_school: UUID | None
    recipient: str
    chosen: bool
    told: str
    told_on: date | None
    reason: str
    strict: bool
    strict_reason: str
    confidentiality: ConfidentialityClass


def goes_along(confidentiality: ConfidentialityClass, strict: bool) -> bool:
    """By default up to K2; K3 by a choice of its own with the reason; K4 never."""
    most = ConfidentialityClass.K3 if strict else ConfidentialityClass.K2
    return confidentiality.rank <= most.rank


def transfer_violations(choice: Choice, today: date) -> Missing:
    found: Missing = [] if choice.student else [("/studentId", _broken("TRANSFER_STUDENT"))]
    if choice.destination is TransferDestination.NONE:
        return found + _nothing(choice)
    if choice.confidentiality is ConfidentialityClass.K4:
        found.append(("/destination", _broken("TRANSFER_K4")))
    if choice.destination is TransferDestination.UNIT and choice.to_school in (None, choice.here):
        found.append(("/toSchoolId", _broken("TRANSFER_UNIT")))
    if choice.destination is TransferDestination.OUTSIDE and not choice.recipient.strip():
        found.append(("/recipient", _broken("TRANSFER_RECIPIENT")))
    if not choice.chosen:
        found.append(("/items", _broken("TRANSFER_ITEMS")))
    if choice.strict and len(choice.strict_reason.strip()) < SHORTEST_REASON:
        found.append(("/strictReason", _broken("TRANSFER_STRICT", least=SHORTEST_REASON)))
    return found + _told(choice, today)


def _nothing(choice: Choice) -> Missing:
    found: Missing = []
    if choice.chosen:
        found.append(("/items", _broken("TRANSFER_NOTHING")))
    if len(choice.reason.strip()) < SHORTEST_REASON:
        found.append(("/reason", _broken("TRANSFER_WHY_NOT", least=SHORTEST_REASON)))
    return found


def _told(choice: Choice, today: date) -> Missing:
    found: Missing = []
    if len(choice.told.strip()) < SHORTEST_REASON:
        found.append(("/told", _broken("TRANSFER_TOLD", least=SHORTEST_REASON)))
    if choice.told_on is None or choice.told_on > today:
        found.append(("/toldOn", _broken("TRANSFER_TOLD_ON")))
    return found


def _broken(key: str, **values: object) -> Violation:
    return load_invariants().broken(key, **values)
