"""What the program's statements show each kind of person, or a system, of one municipality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from samsyn.core.credential import token_hash
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work
from tests.factories.assigned import PEOPLE
from tests.factories.world import World

Seen = dict[str, set[str]]


class Asked:
    """Everybody of ``factories/assigned.py`` and ``clients`` (name → id), in one transaction each."""

    def __init__(self, world: World, runtime: Runtime, clients: Mapping[str, UUID]) -> None:
        self.world, self.runtime, self.clients = world, runtime, clients

    def work(self, who: str) -> Work:
        if who in self.clients:
            credential = Credential.client(self.world.tenant, self.clients[who], frozenset({"x:read"}))
        else:
            credential = Credential.session(token_hash(self.world.tokens[PEOPLE[who]]))
        return Work(self.runtime.engine, credential, runtime=self.runtime)

    async def all_at_once(self, statement: Any, names: Mapping[str, UUID], **more: Any) -> Seen:
        """``statement`` gives ids, of rows that ``names`` need not know."""
        seen: Seen = {name: set() for name in names}
        by_id = {key: name for name, key in names.items()}
        for who in [*PEOPLE, *self.clients]:
            async with self.work(who) as work:
                await work.open()
                for key in await work.scalars(statement, more):
                    if key in by_id:
                        seen[by_id[key]].add(who)
        return seen

    async def one_by_one(self, statement: Any, names: Mapping[str, UUID], **more: Any) -> Seen:
        """``statement`` takes ``key``."""
        seen: Seen = {name: set() for name in names}
        for who in [*PEOPLE, *self.clients]:
            async with self.work(who) as work:
                await work.open()
                for name, key in names.items():
                    if list(await work.scalars(statement, {"key": key, **more})):
                        seen[name].add(who)
        return seen
