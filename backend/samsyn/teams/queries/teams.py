"""Teams and members as they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from samsyn.core.messages import Language
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Named, Page, self_link
from samsyn.core.vocabulary import Scope
from samsyn.core.work import Work
from samsyn.identity import VALID_NOW, Assignment, Person
from samsyn.organisation import School, profession_label
from samsyn.teams.models import Team, TeamMember
from samsyn.teams.policy import (
    ONE_TEAM,
    VISIBLE_MEMBERS,
    VISIBLE_TEAMS,
    MemberAction,
    allowed_on_member,
    allowed_on_team,
)
from samsyn.teams.rules import MemberRole, Membership, TeamType, team_violations
from samsyn.teams.schemas import NoticeOut, TeamMemberOut, TeamOut

TEAM_ORDER = Order("teams", {"name": Team.sort_key, "type": Team.type}, "name", Team.id)
MEMBER_ORDER = Order(
    "team-members", {"validFrom": TeamMember.valid_from, "role": TeamMember.role}, "validFrom", TeamMember.id
)


def first(row: Any) -> Any:
    """The row itself: it is shown when what belongs to the whole page has been read."""
    return row[0]


@dataclass(frozen=True, slots=True)
class Around:
    """What is shown of a team besides itself."""

    members: dict[UUID, list[TeamMember]]
    people: dict[UUID, Named]
    schools: dict[UUID, Named]


async def teams_listed(
    work: Work,
    asked: Paging,
    language: Language,
    school: UUID | None,
    kind: TeamType | None,
    ended: bool,
) -> Page[TeamOut]:
    """``ended``: also teams whose last day has passed."""
    wanted = VISIBLE_TEAMS
    if school is not None:
        wanted = wanted.where(Team.school_id == school)
    if kind is not None:
        wanted = wanted.where(Team.type == kind)
    if not ended:
        wanted = wanted.where(or_(Team.ended_on.is_(None), Team.ended_on >= work.clock.today()))
    page: Page[Team] = await listed(work, wanted, TEAM_ORDER, asked, first)
    around = await _around(work, page.items)
    items = [_team(row, around, work, language) for row in page.items]
    return Page[TeamOut](items=items, meta=page.meta, links=page.links)


async def team_shown(work: Work, team: Team, language: Language) -> TeamOut:
    return _team(team, await _around(work, [team]), work, language)


async def _around(work: Work, teams: Sequence[Team]) -> Around:
    """The members of today, their names, and the schools of these teams."""
    today = work.clock.today()
    wanted = VISIBLE_MEMBERS.where(
        TeamMember.team_id.in_([team.id for team in teams]),
        TeamMember.valid_from <= today,
        or_(TeamMember.valid_to.is_(None), TeamMember.valid_to >= today),
    )
    members: dict[UUID, list[TeamMember]] = defaultdict(list)
    for member in await work.scalars(wanted):
        members[member.team_id].append(member)
    chairs = {m.person_id for of in members.values() for m in of if m.role == MemberRole.CHAIR}
    schools = select(School.id, School.name).where(
        School.tenant_id == work.tenant, School.id.in_({t.school_id for t in teams if t.school_id})
    )
    named = {row.id: Named(id=row.id, name=row.name) for row in await work.execute(schools)}
    return Around(members, await people_named(work, chairs), named)


async def people_named(work: Work, ids: set[UUID]) -> dict[UUID, Named]:
    """Names of members: whoever sees a team sees who is in it, from whatever unit."""
    wanted = select(Person).where(Person.tenant_id == work.tenant, Person.id.in_(ids))
    return {person.id: Named(id=person.id, name=person.name) for person in await work.scalars(wanted)}


def _team(team: Team, around: Around, work: Work, language: Language) -> TeamOut:
    members = around.members.get(team.id, [])
    chair = next((m for m in members if m.role == MemberRole.CHAIR), None)
    return TeamOut(
        links=self_link(f"/teams/{team.id}"),
        allowed_actions=sorted(allowed_on_team(work.actor, team)),
        id=team.id,
        school=None if team.school_id is None else around.schools.get(team.school_id),
        type=TeamType(team.type),
        name=team.name,
        purpose=team.purpose,
        chair=None if chair is None else around.people.get(chair.person_id),
        member_count=len(members),
        ended_on=team.ended_on,
        notices=_notices(team, members, work.clock.today(), language),
        version=team.version,
    )


def _notices(team: Team, members: Sequence[TeamMember], on: date, language: Language) -> list[NoticeOut]:
    if team.ended_on is not None and team.ended_on < on:
        return []
    home = Scope.ORGANISER if team.school_id is None else Scope.UNIT
    held = [Membership(MemberRole(m.role), m.valid_from, m.valid_to) for m in members]
    return [
        NoticeOut(code=v.code, severity=v.severity, text=v.en if language == "en" else v.sv)
        for v in team_violations(TeamType(team.type), home, held, on)
    ]


async def members_listed(
    work: Work, team: Team, asked: Paging, language: Language, past: bool
) -> Page[TeamMemberOut]:
    """Members of today and to come; with ``past`` those who have left too."""
    wanted: Any = VISIBLE_MEMBERS.where(TeamMember.team_id == team.id)
    if not past:
        today = work.clock.today()
        wanted = wanted.where(or_(TeamMember.valid_to.is_(None), TeamMember.valid_to >= today))
    page: Page[TeamMember] = await listed(work, wanted, MEMBER_ORDER, asked, first)
    items = await _members(work, page.items, team, language)
    return Page[TeamMemberOut](items=items, meta=page.meta, links=page.links)


async def member_shown(work: Work, member: TeamMember, language: Language) -> TeamMemberOut:
    team = await work.one_or_none(ONE_TEAM, key=member.team_id)
    return (await _members(work, [member], team, language))[0]


async def _members(
    work: Work, rows: Sequence[TeamMember], team: Team, language: Language
) -> list[TeamMemberOut]:
    ids = {row.person_id for row in rows}
    names, professions = await people_named(work, ids), await _professions(work, ids)
    today = work.clock.today()

    def show(row: TeamMember) -> TeamMemberOut:
        over = row.valid_to is not None and row.valid_to <= today
        allowed = allowed_on_member(work.actor, team.school_id) - ({MemberAction.END} if over else set())
        code = professions.get(row.person_id)
        return TeamMemberOut(
            links=self_link(f"/team-members/{row.id}"),
            allowed_actions=sorted(allowed),
            id=row.id,
            team_id=row.team_id,
            person=names[row.person_id],
            role=MemberRole(row.role),
            profession_label=None if code is None else profession_label(code, language),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            version=row.version,
        )

    return [show(row) for row in rows]


async def _professions(work: Work, people: set[UUID]) -> dict[UUID, str]:
    """The profession of somebody's assignments today; the first in order of code where there are several."""
    wanted = (
        select(Assignment.person_id, Assignment.profession_code)
        .where(
            Assignment.tenant_id == work.tenant,
            Assignment.person_id.in_(people),
            Assignment.profession_code.is_not(None),
            VALID_NOW,
        )
        .order_by(Assignment.profession_code.desc())
    )
    return {row.person_id: row.profession_code for row in await work.execute(wanted)}
