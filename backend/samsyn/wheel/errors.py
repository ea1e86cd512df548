"""Refusals of wheels."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.core.errors import DomainError
from samsyn.core.violations import Violation


class RuleBroken(DomainError):
    """W01: fewer check-ins than the minimum, and no reason given."""

    status = 422

    def __init__(self, violations: Sequence[Violation]) -> None:
        first = violations[0]
        self.code, self.sv, self.en = first.code, first.sv, first.en
        super().__init__(
            errors=[{"pointer": "/reason", "code": v.code, "sv": v.sv, "en": v.en} for v in violations]
        )


class WheelExists(DomainError):
    code = "WHEEL_EXISTS"
    sv = "Skolenheten har redan ett årshjul för läsåret."
    en = "The unit has a wheel for this school year already."


class NoSuchYear(DomainError):
    status, code = 422, "WHEEL_YEAR"
    sv = "Läsåret finns inte än. Lägg upp det under Skolan först."
    en = "The school year does not exist yet. Add it under School first."


class WrongState(DomainError):
    code = "WHEEL_STATE"
    sv, en = "Årshjulet har inte det läget.", "The wheel is not in that state."


class WheelClosed(DomainError):
    code = "WHEEL_CLOSED"
    sv = "Läsåret är avslutat. Årshjulet går att läsa men inte att ändra."
    en = "The school year is over. The wheel can be read but not changed."


class OutsideYear(DomainError):
    status, code = 422, "WHEEL_OUTSIDE_YEAR"
    sv = "Aktiviteten ska ligga inom läsåret och sluta tidigast den dag den börjar."
    en = "The activity must lie within the school year and end no earlier than it begins."


class MoveOrDays(DomainError):
    status, code = 422, "WHEEL_MOVE"
    sv = "Ange antingen nya dagar eller hur många veckor aktiviteten flyttas."
    en = "Give either new days or how many weeks the activity moves."


class UnknownTeam(DomainError):
    status, code = 422, "WHEEL_TEAM"
    sv, en = "Välj ett team på skolenheten.", "Choose a team of the unit."


class UnknownLink(DomainError):
    status, code = 422, "WHEEL_LINK"
    sv = "Välj ett mål, en avstämning eller ett möte som du själv ser."
    en = "Choose a goal, a check-in or a meeting that you can see."


class WheelFull(DomainError):
    code = "WHEEL_FULL"
    sv, en = "Ett årshjul har högst 400 aktiviteter.", "A wheel has at most 400 activities."
