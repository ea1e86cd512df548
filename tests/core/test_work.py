"""What a Work begins with: whose it is, and whose clock it goes by."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from samsyn.core.actor import Function
from samsyn.core.clock import SystemClock
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work, actor_of

CALLER, SCHOOL, POST = (UUID(int=n) for n in (1, 2, 3))


def test_a_system_has_the_scopes_of_its_token_that_are_still_its_own_and_its_schools() -> None:
    row = (1, "CLIENT", CALLER, None, None, 2, None, ["a", "b"], [SCHOOL], "")
    actor = actor_of(row, frozenset({"b", "c"}))
    assert actor.scopes == {"b"}
    assert actor.client_schools == (SCHOOL,)
    assert actor.assignments == ()
    assert actor_of(row, None).scopes == frozenset()


def test_a_person_has_assignments_and_no_scopes() -> None:
    post = {"id": str(POST), "function": "PRINCIPAL", "scope": "UNIT", "schools": [str(SCHOOL)]}
    actor = actor_of((1, "PERSON", CALLER, None, None, 2, [post], None, None, "Åsa Ek"), frozenset({"a"}))
    (view,) = actor.assignments
    assert (view.id, view.function, view.schools) == (POST, Function.PRINCIPAL, (SCHOOL,))
    assert (actor.scopes, actor.client_schools, actor.name) == (frozenset(), (), "Åsa Ek")


def test_it_goes_by_the_program_s_clock(runtime: Runtime) -> None:
    nobody = Credential.session(b"x")
    assert Work(runtime.engine, nobody, runtime=runtime).clock is runtime.clock
    assert isinstance(Work(runtime.engine, nobody).clock, SystemClock)


async def test_what_happened_is_told_to_those_who_listen(runtime: Runtime) -> None:
    heard: list[Any] = []

    class Listening:
        async def announce(self, work: Work, event: object) -> None:
            heard.append((work, event))

    program = SimpleNamespace(clock=SystemClock(), registry=Listening())
    work = Work(runtime.engine, Credential.session(b"x"), runtime=program)
    await work.announce("rung")
    assert heard == [(work, "rung")]


def test_before_it_is_opened_it_is_nobody_s(runtime: Runtime) -> None:
    with pytest.raises(RuntimeError, match="open"):
        _ = Work(runtime.engine, Credential.session(b"x"), runtime=runtime).actor
