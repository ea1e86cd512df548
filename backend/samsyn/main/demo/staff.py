"""Chapter 1: schools, staff with their assignments and sign-ins, teams."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from samsyn.core.ids import uuid7
from samsyn.core.sortkey import swedish_sort_key
from samsyn.core.work import Work
from samsyn.identity import Assignment, Person
from samsyn.main.demo.names import adults
from samsyn.main.demo.plan import Post, SchoolPlan
from samsyn.main.demo.town import DemoSchool, Town
from samsyn.organisation import Area, School, install_defaults
from samsyn.teams import MemberRole, Team, TeamMember, TeamType

SINCE = date(2021, 8, 1)
DEMO_ASSURANCE = 2
"""A demo account needs no second factor; it exists on loopback only."""


async def fill(town: Town) -> None:
    """Everything that stands before the first pupil."""
    names = adults(town.chance)
    async with town.as_system() as work:
        await work.open()
        await install_defaults(work)
        areas = {name: _area(work, name) for name in town.plan.areas}
        await work.flush()
        for plan in town.plan.schools:
            town.schools.append(await _school(work, plan, areas[plan.area]))
        for school in town.schools:
            for post in school.plan.posts:
                await _posts(work, town, post, school, names)
        for post in town.plan.central:
            await _posts(work, town, post, None, names)
        for school in town.schools:
            await _teams(work, school)
        await work.finish()


def _area(work: Work, name: str) -> UUID:
    area = Area(tenant_id=work.tenant, id=uuid7(), name=name, sort_key=swedish_sort_key(name))
    work.add(area)
    return area.id


async def _school(work: Work, plan: SchoolPlan, area: UUID) -> DemoSchool:
    school = School(
        tenant_id=work.tenant,
        id=uuid7(),
        area_id=area,
        name=plan.name,
        sort_key=swedish_sort_key(plan.name),
        short_code=plan.short_code,
        unit_code=plan.unit_code,
        school_forms=[str(form) for form in plan.forms],
        grades=list(plan.grades),
        active_from=date(1998, 8, 1),
    )
    work.add(school)
    await work.flush()
    return DemoSchool(plan, school.id)


async def _posts(
    work: Work, town: Town, post: Post, school: DemoSchool | None, names: Iterator[tuple[str, str]]
) -> None:
    for number in range(post.count):
        given, family = next(names)
        person = await _person(work, given, family)
        work.add(_assignment(work, person, post, school))
        if post.login and number == 0:
            suffix = (school.plan.suffix if school else "") + town.plan.suffix
            await _account(work, town, person, f"{post.login}{suffix}")
            known = school.people if school else town.central
            known[post.login] = person
        if school:
            school.staff.setdefault(post.profession or "", []).append(person)
    await work.flush()


async def _person(work: Work, given: str, family: str) -> UUID:
    person = Person(
        tenant_id=work.tenant,
        id=uuid7(),
        given_name=given,
        family_name=family,
        sort_key=swedish_sort_key(f"{family} {given}"),
        status="ACTIVE",
    )
    work.add(person)
    await work.flush()
    return person.id


def _assignment(work: Work, person: UUID, post: Post, school: DemoSchool | None) -> Assignment:
    return Assignment(
        tenant_id=work.tenant,
        id=uuid7(),
        person_id=person,
        scope_type="UNIT" if school else "ORGANISER",
        school_id=school.id if school else None,
        function=str(post.function),
        profession_code=post.profession,
        share=Decimal(post.share),
        valid_from=SINCE,
        source="MANUAL",
    )


async def _account(work: Work, town: Town, person: UUID, username: str) -> None:
    raw = await work.raw()
    town.accounts[person] = uuid7()
    values = (person, town.accounts[person], username, town.password_hash, DEMO_ASSURANCE)
    await raw.execute("SELECT put_account(%s, %s, %s, %s, %s, NULL)", values)


async def _teams(work: Work, school: DemoSchool) -> None:
    health = ("PRINCIPAL", "SPECIAL_EDUCATOR", "SPECIAL_TEACHER", "SCHOOL_COUNSELLOR", "SCHOOL_NURSE",
              "SCHOOL_PSYCHOLOGIST")  # fmt: skip
    await _team(work, school, TeamType.EHT, f"Elevhälsoteamet {school.plan.name}", health)
    leaders = ("PRINCIPAL", "DEPUTY_PRINCIPAL", "DEVELOPMENT_LEAD")
    await _team(work, school, TeamType.MANAGEMENT, f"Ledningsgruppen {school.plan.name}", leaders)
    teaching = ("DEVELOPMENT_LEAD", "MENTOR", "TEACHER", "PRESCHOOL_TEACHER", "AFTER_SCHOOL")
    await _team(work, school, TeamType.WORK_TEAM, f"Arbetslaget {school.plan.name}", teaching)
    await _team(
        work, school, TeamType.SAFETY_TEAM, f"Trygghetsteamet {school.plan.name}", (*health[:4], "MENTOR")
    )


async def _team(
    work: Work, school: DemoSchool, kind: TeamType, name: str, professions: tuple[str, ...]
) -> None:
    members = [p for code in professions for p in school.staff.get(code, [])[:14]]
    if not members:
        return
    team = Team(
        tenant_id=work.tenant, id=uuid7(), school_id=school.id, type=str(kind), name=name,
        sort_key=swedish_sort_key(name),
    )  # fmt: skip
    work.add(team)
    await work.flush()
    school.teams[str(kind)] = team.id
    for number, person in enumerate(members):
        role = MemberRole.CHAIR if number == 0 else MemberRole.MEMBER
        work.add(
            TeamMember(
                tenant_id=work.tenant,
                id=uuid7(),
                team_id=team.id,
                person_id=person,
                role=str(role),
                valid_from=SINCE,
            )
        )
    await work.flush()
