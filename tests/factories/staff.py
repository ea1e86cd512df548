"""Staff, teams and posts in a test's municipality, written past row security."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from samsyn.core.sortkey import swedish_sort_key
from tests.factories.world import START, World


def unique(word: str) -> str:
    return f"{word} {uuid4().hex[:8]}"


def add_colleague(world: World, school: str = "A", function: str = "TEACHER") -> tuple[UUID, UUID]:
    """A person and the assignment."""
    family = unique("Ärlig")
    person = world.insert(
        "people",
        given_name="Åsa",
        family_name=family,
        sort_key=swedish_sort_key(f"{family} Åsa"),
        status="ACTIVE",
    )
    assignment = world.insert(
        "assignments",
        person_id=person,
        scope_type="UNIT",
        school_id=world.schools[school],
        function=function,
        valid_from=START,
        source="MANUAL",
    )
    return person, assignment


def add_post(world: World, who: str, function: str, **more: Any) -> UUID:
    """One more assignment of that persona, at school A since long ago unless ``more`` says otherwise."""
    place: dict[str, Any] = {"scope_type": "UNIT", "school_id": world.school}
    row = {"function": function, "source": "MANUAL", "valid_from": START, "valid_to": None}
    return world.insert("assignments", person_id=world.people[who], **(place | row | more))


def add_area(world: World, who: str, function: str, school: str = "B") -> UUID:
    """An area of that school alone, and the persona's assignment in it."""
    area = world.insert("areas", name=unique("Område"), sort_key=unique("omrade"))
    world.sql("UPDATE schools SET area_id = %s WHERE id = %s", area, world.schools[school])
    return add_post(world, who, function, scope_type="AREA", school_id=None, area_id=area)


def add_account(world: World, person: UUID, **more: Any) -> str:
    """An account that nobody can sign in with; its user name."""
    username = f"konto-{uuid4().hex}"
    row = {
        "person_id": person,
        "username": username,
        "password_hash": "!",
        "assurance": 1,
        "recovery_hashes": [],
        "failures": 0,
        "created_at": datetime.now(UTC),
    }
    world.insert("accounts", **(row | more))
    return username


def add_team(world: World, school: str | None = "A", **more: Any) -> UUID:
    name = unique("Arbetslaget")
    row = {
        "school_id": None if school is None else world.schools[school],
        "type": "WORK_TEAM" if school else "NETWORK",
        "name": name,
        "sort_key": swedish_sort_key(name),
    }
    return world.insert("teams", **(row | more))


def add_to(world: World, team: UUID, person: UUID, role: str = "MEMBER", **more: Any) -> UUID:
    return world.insert(
        "team_members", **({"team_id": team, "person_id": person, "role": role, "valid_from": START} | more)
    )


def add_staffing(world: World, school: str = "A", **more: Any) -> UUID:
    """Of another term and profession each time as long as there are any."""
    used = world.sql("SELECT count(*) FROM staffing_records WHERE tenant_id = %s", world.tenant)[0][0]
    years = world.sql("SELECT id FROM school_years WHERE tenant_id = %s ORDER BY code", world.tenant)
    professions = world.sql("SELECT code FROM professions WHERE tenant_id = %s ORDER BY code", world.tenant)
    row = {
        "school_id": world.schools[school],
        "school_year_id": years[used // (2 * len(professions)) % len(years)][0],
        "term": ("HT", "VT")[used % 2],
        "profession_code": professions[used // 2 % len(professions)][0],
        "full_time_share": "0.80",
        "pupils": 400,
    }
    return world.insert("staffing_records", **(row | more))
