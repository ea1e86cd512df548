"""Parties (parter): whom a decision concerns, who has been heard before it, and who is told of it.

Förvaltningslagen 25 § and 33 §; skollagen 29:12: from 16 the pupil speaks for herself, from 18 she alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.cases.rules import SHORTEST_REASON, load_invariants
from samsyn.core.violations import Violation

SPEAKS_FOR_HERSELF = 16
OF_AGE = 18


class Party(StrEnum):
    """OTHER: a party that is neither, as the one who complained."""

    STUDENT = "STUDENT"
    GUARDIAN = "GUARDIAN"
    OTHER = "OTHER"


class HearingState(StrEnum):
    """INFORMED: has the material and time to answer. NO_ANSWER: that time has run out without an answer."""

    INFORMED = "INFORMED"
    ANSWERED = "ANSWERED"
    NO_ANSWER = "NO_ANSWER"
    NOT_HEARD = "NOT_HEARD"


class HearingException(StrEnum):
    """Why somebody was not heard: the exceptions of förvaltningslagen 25 § that a school can meet."""

    CLEARLY_UNNECESSARY = "CLEARLY_UNNECESSARY"
    HARDER_TO_CARRY_OUT = "HARDER_TO_CARRY_OUT"
    AT_ONCE = "AT_ONCE"


class Channel(StrEnum):
    """How something was told. TAX_AGENCY: mail forwarded by the Tax Agency to protected persons."""

    IN_PERSON = "IN_PERSON"
    TELEPHONE = "TELEPHONE"
    LETTER = "LETTER"
    RECORDED_DELIVERY = "RECORDED_DELIVERY"
    DIGITAL_MAILBOX = "DIGITAL_MAILBOX"
    E_MAIL = "E_MAIL"
    TAX_AGENCY = "TAX_AGENCY"


SAFE_FOR_PROTECTED = frozenset({Channel.IN_PERSON, Channel.TELEPHONE, Channel.TAX_AGENCY})
"""Nothing else goes to somebody with protected personal data: an address says where they live."""


def age_on(born: date, day: date) -> int:
    """Whole years; somebody born on 29 February turns on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def parties_at(age: int) -> frozenset[Party]:
    """C21: whom a decision about a pupil of that age is for, every guardian being one."""
    if age >= OF_AGE:
        return frozenset({Party.STUDENT})
    both = frozenset({Party.STUDENT, Party.GUARDIAN})
    return both if age >= SPEAKS_FOR_HERSELF else frozenset({Party.GUARDIAN})


@dataclass(frozen=True, slots=True)
class Heard:
    """One party and what came of hearing them, as the rules see it."""

    state: HearingState
    informed_on: date | None = None
    answer_by: date | None = None
    answered_on: date | None = None
    view: str = ""
    exception: HearingException | None = None
    reason: str = ""


Missing = list[tuple[str, Violation]]


def hearing_violations(heard: Heard, today: date) -> Missing:
    """What is missing in a record of its state."""
    if heard.state is HearingState.NOT_HEARD:
        return _exception(heard)
    found: Missing = []
    if heard.informed_on is None or heard.informed_on > today:
        found.append(("/informedOn", _broken("HEARING_INFORMED")))
    if heard.state is HearingState.ANSWERED:
        if heard.answered_on is None or not (heard.informed_on or today) <= heard.answered_on <= today:
            found.append(("/answeredOn", _broken("HEARING_ANSWERED")))
        if not heard.view.strip():
            found.append(("/view", _broken("HEARING_VIEW")))
    elif heard.answer_by is None or heard.answer_by < (heard.informed_on or heard.answer_by):
        found.append(("/answerBy", _broken("HEARING_TIME")))
    elif heard.state is HearingState.NO_ANSWER and heard.answer_by >= today:
        found.append(("/state", _broken("HEARING_STILL_TIME")))
    return found


def _exception(heard: Heard) -> Missing:
    found: Missing = []
    if heard.exception is None:
        found.append(("/exception", _broken("HEARING_EXCEPTION")))
    if len(heard.reason.strip()) < SHORTEST_REASON:
        found.append(("/reason", _broken("HEARING_REASON", least=SHORTEST_REASON)))
    return found


def all_heard(states: Iterable[str]) -> bool:
    """The gate PARTIES_HEARD: at least one party, and none of them still with time to answer."""
    found = list(states)
    return bool(found) and HearingState.INFORMED not in found


def _broken(key: str, **values: object) -> Violation:
    return load_invariants().broken(key, **values)
