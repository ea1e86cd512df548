"""What the rights of a caller come to as values of a policy's parameters."""

from __future__ import annotations

from samsyn.core.actor import Function
from tests.factories.actors import person, program, system


def test_whoever_holds_an_assignment_is_employed_but_not_a_partner() -> None:
    for function in Function:
        employed = person(function).parameters["actor_employed"]
        assert employed == (function is not Function.EXTERNAL_PARTNER), function
    assert person().parameters["actor_employed"] is False
    assert system().parameters["actor_employed"] is True
    assert program().parameters["actor_employed"] is True
