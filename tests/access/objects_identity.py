"""How people and assignments are asked for: a new person with an assignment at school A each time."""

from __future__ import annotations

from uuid import UUID

from samsyn.core.sortkey import swedish_sort_key
from tests.access.objects import Ask, asks, unique
from tests.factories.world import START, World


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


@asks("listPeople")
def _people(_: World) -> Ask:
    return Ask("/people")


@asks("readPerson")
def _person(world: World) -> Ask:
    return Ask(f"/people/{add_colleague(world)[0]}")


@asks("createPerson")
def _new_person(_: World) -> Ask:
    return Ask("/people", {"givenName": "Örjan", "familyName": unique("Åkesson")})


@asks("changePerson")
def _change_person(world: World) -> Ask:
    return Ask(f"/people/{add_colleague(world)[0]}", {"givenName": "Örjan"}, 1)


@asks("listAssignments")
def _assignments(_: World) -> Ask:
    return Ask("/assignments")


@asks("readAssignment")
def _assignment(world: World) -> Ask:
    return Ask(f"/assignments/{add_colleague(world)[1]}")


@asks("createAssignment")
def _new_assignment(world: World) -> Ask:
    body = {"scopeType": "ORGANISER", "function": "ORGANISER_ANALYST", "validFrom": "2026-01-01"}
    return Ask("/assignments", {"personId": str(add_colleague(world)[0]), **body})


@asks("endAssignment")
def _end(world: World) -> Ask:
    return Ask(f"/assignments/{add_colleague(world)[1]}/ending", {"reason": "Har bytt skola"})
