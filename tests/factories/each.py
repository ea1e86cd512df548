"""What the program's statements, or the database alone, show each persona of one municipality."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import psycopg

from samsyn.core.credential import token_hash
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work
from tests.factories.assigned import enter
from tests.factories.world import World


def work_of(world: World, runtime: Runtime, who: str) -> Work:
    credential = Credential.session(token_hash(world.tokens[who]))
    return Work(runtime.engine, credential, runtime=runtime)


async def shown(
    world: World, runtime: Runtime, people: Iterable[str], statement: Any, **words: Any
) -> dict[str, list[Any]]:
    """Persona → the first column of each row, or its id where it is a row of a table."""
    found = {}
    for who in people:
        async with work_of(world, runtime, who) as work:
            await work.open()
            found[who] = [getattr(one, "id", one) for one in await work.scalars(statement, words)]
    return found


def by_row(found: dict[str, list[Any]], names: dict[str, Any]) -> dict[str, set[str]]:
    """Name of a row → who was shown it; nothing is shown twice."""
    assert all(len(rows) == len(set(rows)) for rows in found.values())
    return {name: {who for who, rows in found.items() if key in rows} for name, key in names.items()}


def seen(world: World, table: str, people: Iterable[str], column: str = "id") -> dict[UUID, set[str]]:
    """Row → who sees it by the database alone."""
    found: dict[UUID, set[str]] = {}
    with psycopg.connect(world.admin_dsn) as connection:
        for who in people:
            enter(connection, world.tokens[who])
            for (key,) in connection.execute(f"SELECT {column} FROM {table}"):
                found.setdefault(key, set()).add(who)
            connection.rollback()
    return found
