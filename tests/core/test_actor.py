"""What the rights of a caller come to as values of a policy's parameters."""

from __future__ import annotations

from dataclasses import replace

from samsyn.core.actor import HEADS, HEALTH, STAFF, Actor, AssignmentView, Function
from samsyn.core.ids import uuid7
from tests.factories.actors import HERE, ME, THERE, person, program, system


def test_whoever_holds_an_assignment_is_employed_but_not_a_partner() -> None:
    for function in Function:
        employed = person(function).parameters["actor_employed"]
        assert employed == (function is not Function.EXTERNAL_PARTNER), function
    assert person().parameters["actor_employed"] is False
    assert system().parameters["actor_employed"] is True
    assert program().parameters["actor_employed"] is True


def two_posts() -> Actor:
    """Head HERE, and a teacher HERE and THERE."""
    posts = (
        AssignmentView(uuid7(), Function.PRINCIPAL, "UNIT", (HERE,)),
        AssignmentView(uuid7(), Function.TEACHER, "AREA", (HERE, THERE)),
    )
    return replace(person(), assignments=posts)


def test_what_somebody_holds_and_where() -> None:
    actor = two_posts()
    assert actor.holds(Function.TEACHER)
    assert actor.holds(Function.MENTOR, Function.PRINCIPAL)
    assert not actor.holds(Function.MENTOR)
    assert not actor.holds()
    assert actor.units(HEADS) == (HERE,)
    assert actor.units(STAFF) == (HERE, THERE)
    assert actor.units(HEALTH) == ()
    assert actor.holds_at(HERE, HEADS)
    assert not actor.holds_at(THERE, HEADS)


def test_units_of_staff_and_of_systems() -> None:
    assert two_posts().staff_units == (HERE, THERE)
    assert person(Function.REGISTRAR).staff_units == ()
    assert system(THERE).staff_units == (THERE,)
    assert replace(two_posts(), client_schools=(uuid7(),)).staff_units == (HERE, THERE)


def test_who_reads_every_unit() -> None:
    assert program().reads_every_unit
    assert person(Function.CENTRAL_MANAGER, scope="ORGANISER").reads_every_unit
    assert not person(Function.CENTRAL_MANAGER).reads_every_unit
    assert not person(Function.SYSTEM_ADMIN, scope="ORGANISER").reads_every_unit
    assert not system().reads_every_unit


def test_the_log_names_the_assignment_that_reaches_there_else_the_first() -> None:
    actor = two_posts()
    head, teacher = (one.id for one in actor.assignments)
    assert actor.assignment_for(None) == head
    assert actor.assignment_for(HERE) == head
    assert actor.assignment_for(THERE) == teacher
    assert actor.assignment_for(uuid7()) == head
    assert person().assignment_for(HERE) is None


def test_values_for_policies() -> None:
    found = two_posts().parameters
    assert found["actor_person"] == ME
    assert found["actor_list_units"] == found["actor_triage_units"] == [HERE]
    assert found["actor_units"] == [HERE, THERE]
    assert system().parameters["actor_person"] is None
    weak = person(Function.PRINCIPAL, assurance=1).parameters
    assert weak["actor_list_units"] == weak["actor_triage_units"] == []
    assert weak["actor_units"] == [HERE]
    health = person(Function.EHT_MEDICAL).parameters
    assert (health["actor_list_units"], health["actor_triage_units"]) == ([], [HERE])
    assert [person(f).parameters["actor_administers"] for f in (Function.SYSTEM_ADMIN, Function.STAFF)] == [
        True,
        False,
    ]


def test_the_name_of_the_caller_is_not_said_where_the_caller_is_written_out() -> None:
    assert "Åsa" not in repr(replace(two_posts(), name="Åsa Öberg"))
