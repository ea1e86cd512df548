"""Teams and meetings in a test's municipality, written past row security."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from samsyn.core.ids import uuid7
from samsyn.core.sortkey import swedish_sort_key
from tests.factories.world import START, World


def tomorrow(hour: int = 8) -> datetime:
    """An hour of tomorrow, far enough from midnight in Stockholm."""
    return datetime.now(UTC).replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=1)


def add_team(world: World, *members: str, school: str | None = "A", **more: Any) -> UUID:
    """A team of a school (None: of the organiser); the first member is its chair."""
    name = more.pop("name", "EHM-gruppen")
    team = world.insert(
        "teams",
        **{
            "school_id": world.schools[school] if school else None,
            "type": "EHM_GROUP",
            "name": name,
            "sort_key": swedish_sort_key(name),
            **more,
        },
    )
    for number, persona in enumerate(members):
        role = "MEMBER" if number else "CHAIR"
        add_member(world, team, persona, role=role)
    return team


def add_member(world: World, team: UUID, persona: str, **more: Any) -> UUID:
    row = {"team_id": team, "person_id": world.people[persona], "role": "MEMBER", "valid_from": START}
    return world.insert("team_members", **(row | more))


def add_meeting(world: World, team: UUID, **more: Any) -> UUID:
    """Planned for tomorrow morning unless ``more`` says otherwise."""
    school = world.sql("SELECT school_id FROM teams WHERE id = %s", team)[0][0]
    starts = more.pop("starts_at", tomorrow())
    row = {
        "team_id": team,
        "school_id": school,
        "type": "EHM",
        "mode": "PHYSICAL",
        "starts_at": starts,
        "ends_at": starts + timedelta(minutes=90),
        "state": "PLANNED",
    }
    return world.insert("meetings", **(row | more))


def add_participant(world: World, meeting: UUID, persona: str, attendance: str = "INVITED") -> UUID:
    return world.insert(
        "meeting_participants", meeting_id=meeting, person_id=world.people[persona], attendance=attendance
    )


def add_item(world: World, meeting: UUID, title: str = "Läget i årskurs 5", **more: Any) -> UUID:
    """An item with its blank minutes, or a case item where ``ref_id`` is given."""
    case = more.get("ref_id")
    row = {
        "meeting_id": meeting,
        "rank": 1.0,
        "kind": "CASE" if case else "INFO",
        "title": None if case else title,
        "ref_kind": "case" if case else None,
        "planned_minutes": 10,
        "used_minutes": 0,
    } | more
    item = world.insert("agenda_items", **row)
    if not case:
        world.insert("item_minutes", item_id=item, meeting_id=meeting, kind=row["kind"], text="")
    return item


def add_action(world: World, meeting: UUID, persona: str, **more: Any) -> UUID:
    row = {
        "id": uuid7(),
        "meeting_id": meeting,
        "text": "Skickar ut underlaget",
        "owner_id": world.people[persona],
        "due_on": tomorrow().date(),
        "state": "OPEN",
    }
    return world.insert("action_items", **(row | more))


def add_series(world: World, team: UUID, **more: Any) -> UUID:
    school = world.sql("SELECT school_id FROM teams WHERE id = %s", team)[0][0]
    row = {
        "team_id": team,
        "school_id": school,
        "type": "EHM",
        "mode": "PHYSICAL",
        "weekday": 1,
        "interval_weeks": 1,
        "starts": "08:30",
        "minutes": 60,
        "first_on": START,
        "last_on": tomorrow().date(),
    }
    return world.insert("meeting_series", **(row | more))
