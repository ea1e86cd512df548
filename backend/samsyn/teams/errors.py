"""Refusals of teams and staffing."""

from __future__ import annotations

from collections.abc import Iterable

from samsyn.core.errors import DomainError, Invalid
from samsyn.core.violations import Violation


class TeamInvalid(Invalid):
    """What the rules of teams say, at ``pointer``."""

    code = "T01"
    sv, en = "Teamet kan inte se ut så.", "The team cannot be like that."

    def __init__(self, pointer: str, violations: Iterable[Violation]) -> None:
        super().__init__(
            errors=[{"pointer": pointer, "code": v.code, "sv": v.sv, "en": v.en} for v in violations]
        )


class AlreadyMember(DomainError):
    status, code = 409, "T02"
    sv, en = "Personen är redan med i teamet.", "The person is in the team already."


class MembershipOver(DomainError):
    status, code = 409, "T03"
    sv, en = "Medlemskapet är redan avslutat.", "The membership has ended already."


class EndsTooEarly(Invalid):
    code = "T04"
    sv, en = "Sista dagen ska vara i dag eller senare.", "The last day must be today or later."


class TeamEnded(DomainError):
    status, code = 409, "T05"
    sv, en = "Teamet är avslutat.", "The team has ended."


class RecordTaken(DomainError):
    status, code = 409, "T06"
    sv = "Det finns redan en uppgift för yrket den terminen. Ändra den i stället."
    en = "There is a record for that profession and term already. Change that one."


class NoSuch(Invalid):
    """A reference in the body to something that is not there, at ``pointer``."""

    def __init__(self, pointer: str) -> None:
        text = {"sv": "Finns inte.", "en": "Does not exist."}
        super().__init__(errors=[{"pointer": pointer, "code": "unknown", **text}])
