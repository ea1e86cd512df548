"""What the policy says of an actor and a wheel, without the database."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from samsyn.core.actor import Actor, Function
from samsyn.wheel.models import AnnualWheel, WheelActivity
from samsyn.wheel.policy import (
    ActivityAction,
    WheelAction,
    allowed_on_activity,
    allowed_on_wheel,
    is_staff,
    may_write_at,
    may_write_somewhere,
    sees_unit,
)
from tests.factories.actors import HERE, THERE, person, program, system

W = WheelAction
READS = {W.READ, W.READ_STATUS, W.READ_DATES, W.READ_ACTIVITIES}
WRITES = READS | {W.CHANGE, W.ACTIVATE, W.ADD_ACTIVITY}
READ, ALL = {ActivityAction.READ}, {ActivityAction.READ, ActivityAction.CHANGE, ActivityAction.REMOVE}
WRITERS = {
    "PRINCIPAL", "DEPUTY_PRINCIPAL", "TEAM_LEAD",
    "EHT_SPECIAL", "EHT_PSYCHOSOCIAL", "EHT_PSYCHOLOGY", "EHT_MEDICAL",
}  # fmt: skip
STAFF = WRITERS | {"MENTOR", "TEACHER", "STAFF"}
SYSTEM_IN_OFFICE = replace(person(Function.PRINCIPAL), kind="CLIENT")
"""No system writes, whatever it holds."""
NOT_WRITING = (person(), system(HERE), program(), SYSTEM_IN_OFFICE)


def wheel(school: UUID = HERE) -> AnnualWheel:
    return AnnualWheel(school_id=school)


def activity(school: UUID = HERE) -> WheelActivity:
    made = WheelActivity()
    made.school_id = school
    return made


@pytest.mark.parametrize("function", list(Function))
def test_each_function_at_its_unit_and_at_another(function: Function) -> None:
    actor, writes = person(function), function.value in WRITERS
    assert allowed_on_wheel(actor, wheel()) == (WRITES if writes else READS)
    assert allowed_on_activity(actor, activity()) == (ALL if writes else READ)
    assert allowed_on_wheel(actor, wheel(THERE)) == READS
    assert allowed_on_activity(actor, activity(THERE)) == READ
    assert may_write_at(actor, HERE) is may_write_somewhere(actor, HERE) is writes
    assert may_write_somewhere(actor, None) is writes
    assert not may_write_at(actor, THERE)
    assert not may_write_somewhere(actor, THERE)
    assert sees_unit(actor, HERE) is (function.value in STAFF)
    assert not sees_unit(actor, THERE)
    assert is_staff(actor)


@pytest.mark.parametrize("actor", NOT_WRITING)
def test_who_never_writes(actor: Actor) -> None:
    assert not is_staff(actor)
    assert not may_write_at(actor, HERE)
    assert not may_write_somewhere(actor, HERE)
    assert not may_write_somewhere(actor, None)
    assert allowed_on_wheel(actor, wheel()) == READS
    assert allowed_on_activity(actor, activity()) == READ


def test_who_sees_a_unit_without_working_there() -> None:
    central = person(Function.CENTRAL_MANAGER, scope="ORGANISER")
    assert sees_unit(central, HERE)
    assert sees_unit(program(), HERE)
    assert sees_unit(system(HERE), HERE)
    assert not sees_unit(system(HERE), THERE)
    assert not sees_unit(person(Function.SYSTEM_ADMIN, scope="ORGANISER"), HERE)
    assert not may_write_at(central, HERE)
