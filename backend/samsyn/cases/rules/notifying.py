"""Telling the parties of a decision, and what an appeal leads to: C21, C22, förvaltningslagen 33 and 43–46
§§."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.cases.rules import SHORTEST_REASON, CasePhase, load_invariants
from samsyn.cases.rules.parties import SAFE_FOR_PROTECTED, Channel, Missing, Party, age_on, parties_at
from samsyn.core.violations import Violation
from samsyn.core.vocabulary import ConfidentialityClass


class LateBecause(StrEnum):
    """Why an appeal that came late is tried all the same: förvaltningslagen 45 §, second paragraph."""

    WRONG_INSTRUCTIONS = "WRONG_INSTRUCTIONS"
    SENT_TO_BOARD = "SENT_TO_BOARD"


class AppealOutcome(StrEnum):
    """UPHELD: the decision stands. DISMISSED: the appeal was not tried, as one that came too late."""

    UPHELD = "UPHELD"
    CHANGED = "CHANGED"
    REVOKED_AND_REMITTED = "REVOKED_AND_REMITTED"
    DISMISSED = "DISMISSED"


@dataclass(frozen=True, slots=True)
class Told:
    """One recipient. ``born_on`` of the pupil, None where the decision is about none."""

    party: Party
    channel: Channel
    sent_on: date
    received_on: date | None
    consent_on: date | None
    considered: str
    born_on: date | None
    decided_on: date
    protected: bool
    confidentiality: ConfidentialityClass


def notification_violations(told: Told, today: date) -> Missing:
    found: Missing = []
    if not told.decided_on <= told.sent_on <= today:
        found.append(("/sentOn", _broken("NOTIFY_SENT")))
    if told.received_on is not None:
        found += receipt_violations(told.sent_on, told.received_on, today)
    found += _by_age(told)
    if told.protected and told.channel not in SAFE_FOR_PROTECTED:
        found.append(("/channel", _broken("NOTIFY_PROTECTED")))
    elif told.channel is Channel.E_MAIL and told.confidentiality.rank >= ConfidentialityClass.K3.rank:
        found.append(("/channel", _broken("NOTIFY_MAIL")))
    return [*found, *_considered(told)]


def _considered(told: Told) -> Missing:
    """C22, as far as the class says it: in K4 telling a guardian is a choice with a reason."""
    guarded = told.party is Party.GUARDIAN and told.confidentiality is ConfidentialityClass.K4
    if not guarded or len(told.considered.strip()) >= SHORTEST_REASON:
        return []
    return [("/considered", _broken("C22_CONSIDERED", least=SHORTEST_REASON))]


def _by_age(told: Told) -> Missing:
    """C21, by the age on the day it was sent."""
    if told.born_on is None or told.party is Party.OTHER:
        return []
    if told.party in parties_at(age_on(told.born_on, told.sent_on)):
        return []
    if told.party is Party.STUDENT:
        return [("/party", _broken("C21_CHILD"))]
    consented = told.consent_on is not None and told.consent_on <= told.sent_on
    return [] if consented else [("/consentOn", _broken("C21_ADULT"))]


def receipt_violations(sent_on: date, received_on: date, today: date) -> Missing:
    return [] if sent_on <= received_on <= today else [("/receivedOn", _broken("NOTIFY_RECEIVED"))]


def awaited(born_on: date | None, today: date, guardians: int, told: Iterable[Party]) -> tuple[Party, ...]:
    """Whom the decision is for today and who has not been told; ``guardians`` is how many are known."""
    if born_on is None:
        return ()
    count = list(told)
    least = {Party.STUDENT: 1, Party.GUARDIAN: max(1, guardians)}
    wanted = parties_at(age_on(born_on, today))
    return tuple(party for party in Party if party in wanted and count.count(party) < least[party])


def is_in_time(received_on: date, due_on: date | None, late_because: LateBecause | None) -> bool:
    """Time that has not begun to run has not run out: a recipient may appeal before they got it in hand."""
    return due_on is None or received_on <= due_on or late_because is not None


def phase_after(outcome: AppealOutcome, *, leads_on: bool) -> CasePhase:
    """Where the case goes: a decision that stands leads where it led."""
    if outcome is AppealOutcome.REVOKED_AND_REMITTED:
        return CasePhase.DECISION
    if outcome is AppealOutcome.CHANGED or leads_on:
        return CasePhase.MEASURES
    return CasePhase.DECISION


def _broken(key: str, **values: object) -> Violation:
    return load_invariants().broken(key, **values)
