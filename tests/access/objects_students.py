"""How groups and pupils are asked for: a pupil of school A in a group led by mentor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from samsyn.core.schooldays import stockholm_day
from tests.access.objects import Ask, asks
from tests.factories.pupils import add_group, add_student, grant, lead, put_in
from tests.factories.staff import add_colleague
from tests.factories.world import World


def _led_by_mentor(world: World, *students: UUID) -> UUID:
    group = add_group(world)
    put_in(world, group, *students)
    lead(world, group, "mentor")
    return group


def _protected(world: World) -> UUID:
    student = add_student(world, "Kanarie", protection_level="CONFIDENTIAL_MARK")
    _led_by_mentor(world, student)
    for persona in ("rektor", "mentor"):
        grant(world, student, persona)
    return student


def _given_by_rektor(world: World) -> str:
    made = grant(world, _protected(world), "kurator")
    world.sql("UPDATE student_grants SET created_by = %s WHERE id = %s", world.people["rektor"], made)
    return f"/student-grants/{made}"


@asks("listGroups")
def _groups(_: World) -> Ask:
    return Ask("/groups")


@asks("readGroup")
def _group(world: World) -> Ask:
    return Ask(f"/groups/{add_group(world)}")


@asks("listGroupMembers")
def _members(world: World) -> Ask:
    return Ask(f"/groups/{_led_by_mentor(world, add_student(world))}/members")


@asks("listMyStudents")
def _mine(_: World) -> Ask:
    return Ask("/me/students")


@asks("readStudent")
def _student(world: World) -> Ask:
    student = add_student(world)
    _led_by_mentor(world, student)
    return Ask(f"/students/{student}")


@asks("searchStudents")
def _search(_: World) -> Ask:
    return Ask("/student-searches", {"givenName": "Alva", "familyName": "Ek"})


@asks("createStudentGrant")
def _give(world: World) -> Ask:
    until = stockholm_day(datetime.now(UTC)) + timedelta(days=30)
    body = {"personId": str(add_colleague(world)[0]), "reason": "Ny mentor", "validTo": str(until)}
    return Ask(f"/students/{_protected(world)}/grants", body)


@asks("readStudentGrant")
def _grant(world: World) -> Ask:
    return Ask(_given_by_rektor(world))


@asks("endStudentGrant")
def _end(world: World) -> Ask:
    return Ask(f"{_given_by_rektor(world)}/ending")
