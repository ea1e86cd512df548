"""Refusals of goals."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.core.errors import DomainError
from samsyn.core.violations import Violation


class RuleBroken(DomainError):
    """G01 to G03: the first one's code and words, all of them in ``errors``."""

    status = 422

    def __init__(self, violations: Sequence[Violation]) -> None:
        first = violations[0]
        self.code, self.sv, self.en = first.code, first.sv, first.en
        super().__init__(errors=[{"pointer": "", "code": v.code, "sv": v.sv, "en": v.en} for v in violations])


class WrongState(DomainError):
    code = "GOAL_STATE"
    sv, en = "Målet har inte kommit dit än, eller är redan där.", "The goal is not there yet, or is already."


class Locked(DomainError):
    code = "GOAL_LOCKED"
    sv = "Målet är aktivt. Nu kan bara ägare och avstämningsdagar ändras; det andra har teamet accepterat."
    en = "The goal is active. Only owner and check-in days can change now; the team has accepted the rest."


class UnitTeamNeeded(DomainError):
    status, code = 422, "GOAL_TEAM"
    sv, en = "Välj ett team på en skolenhet.", "Choose a team of a school unit."


class UnknownOwner(DomainError):
    status, code = 422, "GOAL_OWNER"
    sv, en = "Välj någon som arbetar på skolenheten.", "Choose somebody who works at the unit."


class ObjectionWords(DomainError):
    status, code = 422, "GOAL_OBJECTION_WORDS"
    sv = "Skriv varför du invänder, så att det går att svara."
    en = "Say why you object, so that it can be answered."


class NoObjection(DomainError):
    status, code = 422, "GOAL_NO_OBJECTION"
    sv, en = "Det finns ingen sådan invändning att svara på.", "There is no such objection to answer."


class OwnObjection(DomainError):
    code = "GOAL_OWN_OBJECTION"
    sv = "Någon annan i teamet svarar på din invändning. Ändra din ställning om du har tänkt om."
    en = "Somebody else answers your objection. Change your stance if you have changed your mind."


class CheckInDay(DomainError):
    status, code = 422, "GOAL_CHECK_IN_DAY"
    sv = "Avstämningen ska ligga mellan målets start och i dag."
    en = "The check-in must lie between the start of the goal and today."


class CheckInTaken(DomainError):
    code = "GOAL_CHECK_IN_TAKEN"
    sv, en = "Det finns redan en avstämning den dagen.", "There is a check-in on that day already."


class CheckInEmpty(DomainError):
    status, code = 422, "GOAL_CHECK_IN_EMPTY"
    sv = "Skriv ett värde, vad som fungerar eller vad som hindrar."
    en = "Give a value, what works or what hinders."
