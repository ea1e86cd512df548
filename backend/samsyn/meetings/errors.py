"""Refusals of meetings."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.core.errors import DomainError
from samsyn.core.violations import Violation


class RuleBroken(DomainError):
    """What ``rules`` says stands in the way: the first one's code and words, all of them in ``errors``."""

    def __init__(self, violations: Sequence[Violation], pointer: str = "") -> None:
        first = violations[0]
        self.code, self.sv, self.en = first.code, first.sv, first.en
        super().__init__(
            errors=[{"pointer": pointer, "code": v.code, "sv": v.sv, "en": v.en} for v in violations]
        )


class WrongState(DomainError):
    code = "MEETING_STATE"
    sv = "Det går inte nu: mötet är avslutat, inställt eller flyttat, eller har inte kommit så långt än."
    en = "Not now: the meeting has ended, is off or moved, or has not come that far yet."


class AnotherDay(DomainError):
    code = "MEETING_DAY"
    sv = "Ska mötet vara en annan dag? Flytta det i stället, så räknas det rätt."
    en = "Another day? Move the meeting instead, so that it is counted right."


class BadTimes(DomainError):
    status, code = 422, "MEETING_TIMES"
    sv = "Mötet ska sluta samma dag, efter att det har börjat."
    en = "The meeting must end on the same day, after it has begun."


class AlreadyInvited(DomainError):
    code = "MEETING_INVITED"
    sv, en = "Personen är redan kallad till mötet.", "This person is already invited to the meeting."


class UnknownPerson(DomainError):
    status, code = 422, "MEETING_PERSON"
    sv, en = "Välj någon ur personalen.", "Choose a member of staff."


class UnknownCase(DomainError):
    status, code = 422, "MEETING_CASE"
    sv = "Välj ett ärende som du själv är med i."
    en = "Choose a case that you are in yourself."


class WrongItem(DomainError):
    status, code = 422, "MEETING_ITEM"
    sv = "En ärendepunkt har ett ärende och ingen rubrik; andra punkter har en rubrik och inget ärende."
    en = "A case item has a case and no title; other items have a title and no case."


class CaseItem(DomainError):
    code = "MEETING_CASE_ITEM"
    sv = "Det som skrivs under en ärendepunkt sparas i ärendet."
    en = "What is written under a case item is kept in the case."


class TooManyItems(DomainError):
    code = "MEETING_FULL"
    sv, en = "En dagordning har högst 60 punkter.", "An agenda has at most 60 items."


class UnknownItem(DomainError):
    status, code = 422, "MEETING_UNKNOWN_ITEM"
    sv, en = "Punkten finns inte på mötets dagordning.", "The item is not on the agenda of the meeting."


class NotACase(DomainError):
    status, code = 422, "MEETING_NOT_CASE"
    sv = "Punkten är inget ärende: skriv anteckningen under punkten."
    en = "The item is no case: write the minutes under the item."


class BadPeriod(DomainError):
    status, code = 422, "MEETING_PERIOD"
    sv = "Perioden ska ligga inom förra, det här eller nästa läsår, och sluta efter att den har börjat."
    en = "The period must lie within last, this or next school year, and end after it begins."


class NoSchoolDays(DomainError):
    status, code = 422, "MEETING_SERIES_EMPTY"
    sv = "Ingen sådan veckodag i perioden är en skoldag som ligger framåt i tiden."
    en = "No such weekday in the period is a school day that lies ahead."


class PupilSeries(DomainError):
    status, code = 422, "MEETING_SERIES_TYPE"
    sv = "Möten om en elev planeras ett i taget."
    en = "Meetings about a pupil are planned one at a time."
