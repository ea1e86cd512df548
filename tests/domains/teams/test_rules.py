"""Kinds of teams, their homes, their chair, and the fields of student health they hold."""

from datetime import date

import pytest

from samsyn.core.vocabulary import Scope, StatutoryDomain
from samsyn.teams.rules import (
    MemberRole,
    Membership,
    TeamType,
    homes,
    student_health_domains,
    team_violations,
)

ON = date(2026, 11, 23)
CHAIR = Membership(MemberRole.CHAIR, date(2026, 8, 1))


def codes(kind: TeamType, home: Scope, *members: Membership) -> list[str]:
    return [v.code for v in team_violations(kind, home, members, ON)]


def test_the_circle_of_a_case_is_not_a_team() -> None:
    assert "CASE_CIRCLE" not in {kind.value for kind in TeamType}


@pytest.mark.parametrize("kind", list(TeamType))
def test_every_kind_has_a_home_and_is_refused_elsewhere(kind: TeamType) -> None:
    assert homes(kind)
    for home in Scope:
        assert ("TEAM_HOME" in codes(kind, home, CHAIR)) is (home not in homes(kind))


def test_the_central_team_is_the_organisers_and_the_eht_is_the_units() -> None:
    assert homes(TeamType.CENTRAL_EHT) == {Scope.ORGANISER}
    assert homes(TeamType.EHT) == {Scope.UNIT}


def test_one_chair_at_a_time() -> None:
    earlier = Membership(MemberRole.CHAIR, date(2025, 8, 1), date(2026, 11, 22))
    assert codes(TeamType.EHT, Scope.UNIT, CHAIR, earlier) == []
    assert codes(TeamType.EHT, Scope.UNIT, CHAIR, CHAIR) == ["TEAM_CHAIR"]
    assert codes(TeamType.EHT, Scope.UNIT, earlier) == ["TEAM_NO_CHAIR"]


def test_student_health_domains_leave_out_leaders_teachers_and_those_who_have_left() -> None:
    def member(domain: StatutoryDomain | None, last: date | None = None) -> Membership:
        return Membership(MemberRole.MEMBER, date(2026, 8, 1), last, domain)

    team = [
        member(StatutoryDomain.MEDICAL),
        member(StatutoryDomain.PSYCHOSOCIAL),
        member(StatutoryDomain.PSYCHOLOGICAL, date(2026, 9, 1)),
        member(StatutoryDomain.LEADERSHIP),
        member(StatutoryDomain.PEDAGOGICAL),
        member(None),
    ]
    assert student_health_domains(team, ON) == {StatutoryDomain.MEDICAL, StatutoryDomain.PSYCHOSOCIAL}
