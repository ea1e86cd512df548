"""How the operations on agreed lines are asked for: mentor and larare teach the pupil, outside the case."""

from __future__ import annotations

from uuid import UUID

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case, day
from tests.factories.cases import add_case, add_measure, share
from tests.factories.pupils import add_group, add_student, lead, put_in
from tests.factories.world import World


def line(world: World) -> UUID:
    pupil, group = add_student(world), add_group(world)
    put_in(world, group, pupil)
    for who in ("mentor", "larare"):
        lead(world, group, who)
    made = add_case(world, students=(pupil,))
    return share(world, made, add_measure(world, made), pupil)


@asks("listMyAgreedMeasures")
def _mine(_: World) -> Ask:
    return Ask("/me/agreed-measures")


@asks("readAgreedMeasure")
def _line(world: World) -> Ask:
    return Ask(f"/agreed-measures/{line(world)}")


@asks("createAgreedObservation")
def _observation(world: World) -> Ask:
    return Ask(f"/agreed-measures/{line(world)}/observations", {"works": True})


@asks("createAgreedLine")
def _share(world: World) -> Ask:
    made = case(world, students=(add_student(world),))
    body = {"line": "Sitter nära tavlan.", "sharedUntil": day(20)}
    return Ask(f"/cases/{made}/measures/{add_measure(world, made)}/agreed-line", body)


@asks("deleteAgreedLine")
def _end(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/measures/{add_measure(world, made)}/agreed-line")


@asks("listLineReaders")
def _readers(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/line-readers")
