"""Kinds of teams and of members, and what a team of each kind must have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.core.violations import Violation, block, warn
from samsyn.core.vocabulary import STUDENT_HEALTH_DOMAINS, Scope, StatutoryDomain


class TeamType(StrEnum):
    """There is no CASE_CIRCLE: a circle is the case's own, with its own reasons and its own log."""

    EHT = "EHT"
    WORK_TEAM = "WORK_TEAM"
    MANAGEMENT = "MANAGEMENT"
    CENTRAL_EHT = "CENTRAL_EHT"
    SAFETY_TEAM = "SAFETY_TEAM"
    EHM_GROUP = "EHM_GROUP"
    NETWORK = "NETWORK"
    PROJECT = "PROJECT"


class MemberRole(StrEnum):
    CHAIR = "CHAIR"
    PROCESS_LEADER = "PROCESS_LEADER"
    NOTE_TAKER = "NOTE_TAKER"
    MEMBER = "MEMBER"
    DEPUTY = "DEPUTY"


_HOMES = {
    TeamType.CENTRAL_EHT: frozenset({Scope.ORGANISER}),
    TeamType.NETWORK: frozenset({Scope.ORGANISER, Scope.UNIT}),
    TeamType.PROJECT: frozenset({Scope.ORGANISER, Scope.UNIT}),
    TeamType.MANAGEMENT: frozenset({Scope.ORGANISER, Scope.UNIT}),
}


def homes(kind: TeamType) -> frozenset[Scope]:
    """Where a team of this kind may belong: to one unit, to the organiser, or to either."""
    return _HOMES.get(kind, frozenset({Scope.UNIT}))


@dataclass(frozen=True, slots=True)
class Membership:
    """One person's time in a team; the last day is included. `domain` is that of the profession, if any."""

    role: MemberRole
    valid_from: date
    valid_to: date | None = None
    domain: StatutoryDomain | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def members_on(memberships: Iterable[Membership], on: date) -> tuple[Membership, ...]:
    return tuple(m for m in memberships if m.holds(on))


def student_health_domains(memberships: Iterable[Membership], on: date) -> frozenset[StatutoryDomain]:
    """Which of the four fields of skollagen 2:25 the team has on a day; what W03 counts in a check-in."""
    return frozenset(m.domain for m in members_on(memberships, on) if m.domain in STUDENT_HEALTH_DOMAINS)


def team_violations(
    kind: TeamType, home: Scope, memberships: Sequence[Membership], on: date
) -> tuple[Violation, ...]:
    """What is wrong with a team on a day. A team without a chair works, so that is a warning."""
    found = []
    if home not in homes(kind):
        found.append(
            block(
                "TEAM_HOME",
                "Den här sortens team kan inte höra hit. Välj skolenhet eller huvudman.",
                "This kind of team cannot belong here. Choose a school unit or the organiser.",
            )
        )
    chairs = sum(m.role is MemberRole.CHAIR for m in members_on(memberships, on))
    if chairs > 1:
        found.append(
            block(
                "TEAM_CHAIR", "Ett team har en sammankallande åt gången.", "A team has one chair at a time."
            )
        )
    if chairs == 0:
        found.append(
            warn("TEAM_NO_CHAIR", "Teamet har ingen sammankallande ännu.", "The team has no chair yet.")
        )
    return tuple(found)
