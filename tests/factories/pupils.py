"""Pupils, groups and their leaders in a test's municipality, written past row security."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from samsyn.core.sortkey import swedish_sort_key
from tests.factories.world import START, World


def add_student(
    world: World, given: str = "Alva", family: str = "Ek", school: str = "A", **more: Any
) -> UUID:
    """A pupil who is known not to be protected, unless ``more`` says otherwise."""
    row = {
        "school_id": world.schools[school],
        "given_name": given,
        "family_name": family,
        "sort_key": swedish_sort_key(f"{family} {given}"),
        "grade": "5",
        "protection_level": "NONE",
        "protection_known": True,
        "active": True,
    }
    return world.insert("students", **(row | more))


def add_group(world: World, name: str = "5B", school: str = "A", **more: Any) -> UUID:
    row = {
        "school_id": world.schools[school],
        "name": name,
        "sort_key": swedish_sort_key(name),
        "type": "CLASS",
        "valid_from": START,
    }
    return world.insert("student_groups", **(row | more))


def put_in(world: World, group: UUID, *students: UUID, until: date | None = None) -> None:
    for student in students:
        world.insert("group_members", group_id=group, student_id=student, valid_from=START, valid_to=until)


def lead(
    world: World,
    group: UUID,
    persona: str,
    role: str = "MENTOR",
    until: date | None = None,
    since: date = START,
) -> UUID:
    return world.insert(
        "group_leaders",
        group_id=group,
        person_id=world.people[persona],
        role=role,
        valid_from=since,
        valid_to=until,
    )


def grant(world: World, student: UUID, persona: str, until: date = date(2999, 12, 31)) -> UUID:
    """A personal grant to a protected pupil."""
    return world.insert(
        "student_grants",
        student_id=student,
        person_id=world.people[persona],
        reason="Mentor för eleven",
        valid_from=START,
        valid_to=until,
    )
