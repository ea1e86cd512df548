"""How people and assignments are asked for: a new person with an assignment at school A each time."""

from __future__ import annotations

from tests.access.objects import Ask, asks, unique
from tests.factories.staff import add_colleague
from tests.factories.world import World


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
