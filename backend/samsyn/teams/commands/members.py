"""Who is in a team, from when until when."""

from __future__ import annotations

from datetime import date

from samsyn.core.errors import NotAllowed
from samsyn.core.ids import uuid7
from samsyn.core.violations import blocking
from samsyn.core.vocabulary import Scope
from samsyn.core.work import Work
from samsyn.identity import VISIBLE_PEOPLE, Person
from samsyn.teams.errors import AlreadyMember, EndsTooEarly, MembershipOver, NoSuch, TeamEnded, TeamInvalid
from samsyn.teams.models import Team, TeamMember
from samsyn.teams.policy import ONE_TEAM, VISIBLE_MEMBERS, keeps, may_put
from samsyn.teams.rules import MemberRole, Membership, TeamType, team_violations
from samsyn.teams.schemas import TeamMemberEndingIn, TeamMemberIn


async def add_member(work: Work, team: Team, body: TeamMemberIn) -> TeamMember:
    """Raises NotAllowed for oneself, NoSuch, TeamEnded, AlreadyMember, TeamInvalid for a second chair."""
    if not may_put(work.actor, body.person_id, team.school_id):
        raise NotAllowed
    since = body.valid_from or work.clock.today()
    if team.ended_on is not None and team.ended_on < since:
        raise TeamEnded
    person = await work.one_or_none(VISIBLE_PEOPLE.where(Person.id == body.person_id))
    if person is None or person.status != "ACTIVE":
        raise NoSuch("/personId")
    members = list(await work.scalars(VISIBLE_MEMBERS.where(TeamMember.team_id == team.id)))
    if any(m.person_id == body.person_id and _meets(m, since) for m in members):
        raise AlreadyMember
    _refuse_second_chair(team, members, body.role, since)
    member = TeamMember(
        tenant_id=work.tenant,
        id=uuid7(),
        team_id=team.id,
        person_id=body.person_id,
        role=str(body.role),
        valid_from=since,
        valid_to=None,
    )
    work.add(member)
    await work.flush()
    return member


def _meets(member: TeamMember, since: date) -> bool:
    """Whether a membership holds on or after a day."""
    return member.valid_to is None or member.valid_to >= since


def _refuse_second_chair(team: Team, members: list[TeamMember], role: MemberRole, since: date) -> None:
    held = [Membership(MemberRole(m.role), m.valid_from, m.valid_to) for m in members if _meets(m, since)]
    home = Scope.ORGANISER if team.school_id is None else Scope.UNIT
    later = max([since, *(m.valid_from for m in held)])
    wrong = blocking(team_violations(TeamType(team.type), home, [*held, Membership(role, since)], later))
    if wrong:
        raise TeamInvalid("/role", wrong)


async def end_member(work: Work, member: TeamMember, body: TeamMemberEndingIn) -> TeamMember:
    """Raises NotAllowed, MembershipOver, EndsTooEarly. Through the last day, today when none is given."""
    team = await work.one_or_none(ONE_TEAM, key=member.team_id)
    if team is None or not keeps(work.actor, team.school_id):
        raise NotAllowed
    today = work.clock.today()
    if member.valid_to is not None and member.valid_to <= today:
        raise MembershipOver
    last = body.last_day or max(today, member.valid_from)
    if last < max(today, member.valid_from):
        raise EndsTooEarly
    member.valid_to = last
    await work.flush()
    return member
