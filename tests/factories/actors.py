"""Actors made by hand, for what a policy says of them without asking the database."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from samsyn.core.actor import Actor, AssignmentView, Function
from samsyn.core.ids import uuid7

HERE, THERE = uuid7(), uuid7()
"""Two schools."""
ME = uuid7()


def person(
    function: Function | None = None,
    *schools: UUID,
    scope: Literal["ORGANISER", "AREA", "UNIT"] = "UNIT",
    assurance: int = 2,
) -> Actor:
    """With one assignment, at HERE unless ``schools`` or ``scope`` say otherwise; or with none."""
    reached = schools or ((HERE,) if scope == "UNIT" else ())
    held = (AssignmentView(uuid7(), function, scope, reached),) if function else ()
    return Actor(1, "PERSON", ME, assurance, held)


def system(*schools: UUID, scopes: tuple[str, ...] = ()) -> Actor:
    return Actor(1, "CLIENT", uuid7(), 2, scopes=frozenset(scopes), client_schools=schools or (HERE,))


def program() -> Actor:
    return Actor(1, "SYSTEM", uuid7(), 2)
