"""Work: one request, one transaction, one actor. The only way to the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar
from uuid import UUID

import psycopg
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key
from sqlalchemy.util import greenlet_spawn

from samsyn.core.actor import Actor, AssignmentView, Function
from samsyn.core.clock import Clock, SystemClock
from samsyn.core.errors import Unauthenticated
from samsyn.core.guard import GuardedSession, Unscoped
from samsyn.core.scope import MARK
from samsyn.core.trail import LIVE_CHANNEL, TRAIL, TrailEntry, as_json, rows_of

M = TypeVar("M")
OPEN = """SELECT tenant, kind, subject, session_id, account_id, assurance, assignments, scopes, schools, {}
  FROM {}"""


def opening(function: str, name: str = "''") -> str:
    """The statement of one of the database's ways in: all answer with these columns; a session also with the
    name of its person."""
    return OPEN.format(name, function)


@dataclass(frozen=True, slots=True)
class Credential:
    """How a transaction learns who it is for: one function of the database and its values.

    ``scopes``: a token may give less than its client holds, never more; None where there is no token.
    """

    statement: str
    values: tuple[Any, ...]
    scopes: frozenset[str] | None = None

    @classmethod
    def session(cls, token_hash: bytes) -> Credential:
        """A signed-in person, by the hash of the cookie."""
        return cls(opening("open_session(%b)", "name"), (token_hash,))

    @classmethod
    def client(cls, tenant: int, client: UUID, scopes: frozenset[str] = frozenset()) -> Credential:
        """A system, by the id and the scopes in its verified access token."""
        return cls(opening("open_client(%s, %s::uuid)"), (tenant, str(client)), scopes)

    @classmethod
    def person(cls, tenant: int, person: UUID) -> Credential:
        """A person without a session: for the worker's role only (demo, imports on somebody's order)."""
        return cls(opening("open_actor(%s, %s::uuid)"), (tenant, str(person)))

    @classmethod
    def system(cls, tenant: int) -> Credential:
        """The program itself, for background work and the command line: for the worker's role only."""
        return cls(opening("open_system(%s)"), (tenant,))


def actor_of(row: Sequence[Any], given: frozenset[str] | None) -> Actor:
    """The actor from a row of OPEN; of a client's scopes those that its token gives."""
    tenant, kind, subject, session, account, assurance, assignments, scopes, schools, name = row
    views = tuple(
        AssignmentView(
            UUID(a["id"]), Function(a["function"]), a["scope"], tuple(UUID(s) for s in a["schools"])
        )
        for a in assignments or ()
    )
    return Actor(
        tenant=tenant,
        kind=kind,
        id=subject,
        assurance=assurance,
        assignments=views,
        scopes=frozenset(scopes or ()) & (given or frozenset()),
        client_schools=tuple(schools or ()),
        session=session,
        account=account,
        name=name,
    )


def topic(tenant: int, kind: str, key: UUID) -> str:
    """What is stirred and looked at: `7:case:0192…`. Ids only."""
    return f"{tenant}:{kind}:{key}"


class Work(AsyncSession):
    """Session + actor + access log. Commands add rows and never commit; the route (or job) finishes it.

    ``runtime`` is the program's ``core.runtime.Runtime``: clock, keys, registry, event handlers.
    """

    sync_session_class = GuardedSession

    def __init__(
        self, engine: AsyncEngine, credential: Credential, *, runtime: Any = None, request_id: str = ""
    ) -> None:
        super().__init__(engine, expire_on_commit=False, info={"work": self})
        self.credential = credential
        self.runtime = runtime
        self.clock: Clock = runtime.clock if runtime is not None else SystemClock()
        self.request_id = request_id
        self.touched = False
        self.trail: list[TrailEntry] = []
        self.stirred: set[str] = set()
        self.students: list[UUID] = []
        self.school: UUID | None = None
        self._actor: Actor | None = None
        self._raw: psycopg.AsyncConnection[Any] | None = None

    async def __aexit__(self, *failed: Any) -> None:
        """As AsyncSession, which makes a task of it: after a commit there is nothing left to wait for."""
        if self.in_transaction():
            await super().__aexit__(*failed)
        else:
            self.sync_session.close()

    async def open(self) -> Self:
        """Begins the transaction; raises ``Unauthenticated`` when the credential is nobody's."""
        await self.raw()
        return self

    async def enter(self, raw: psycopg.AsyncConnection[Any]) -> None:
        """Called by the guard when a transaction begins."""
        self._raw = raw
        cursor = await raw.execute(self.credential.statement, self.credential.values, prepare=True)
        row = await cursor.fetchone()
        if row is None:
            raise Unauthenticated
        self._actor = actor_of(row, self.credential.scopes)

    @property
    def actor(self) -> Actor:
        if self._actor is None:
            raise RuntimeError("open() first")
        return self._actor

    @property
    def tenant(self) -> int:
        return self.actor.tenant

    async def connection(self, *_: Any, **__: Any) -> Any:
        raise Unscoped("connection()")

    async def run_sync(self, *_: Any, **__: Any) -> Any:
        raise Unscoped("run_sync()")

    async def execute(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """As AsyncSession, with the actor's values filled into scoped statements."""
        if MARK in statement.get_execution_options():
            params = {**(params or {}), **self.actor.parameters}
        return await super().execute(statement, params, **more)

    async def scalars(self, statement: Any, params: Any = None, **more: Any) -> Any:
        return (await self.execute(statement, params, **more)).scalars()

    async def scalar(self, statement: Any, params: Any = None, **more: Any) -> Any:
        return (await self.execute(statement, params, **more)).scalar()

    async def one_or_none(self, statement: Any, **params: Any) -> Any:
        """The one object of a select, or None; ``params`` are its bound parameters."""
        return (await self.execute(statement, params)).scalars().one_or_none()

    def held(self, model: type[M], key: UUID) -> M | None:
        """A row that a scoped select of this Work has read already, else None; asks the database nothing."""
        found: M | None = self.sync_session.identity_map.get(identity_key(model, (self.tenant, key)))
        return found

    def log(
        self,
        action: str,
        kind: str,
        ids: Any,
        *,
        students: Any = None,
        school: UUID | None = None,
        outcome: str = "PERMIT",
        purpose: str | None = None,
        fields: Sequence[str] = (),
    ) -> None:
        """One row of the access log, written at commit. ``ids`` and ``students``: lists of UUID, or array
        literals straight from PostgreSQL. ``fields`` are names; a value must never come here."""
        about = self.students if students is None else students
        entry = TrailEntry(action, kind, ids, about, school or self.school, outcome, purpose, list(fields))
        self.trail.append(entry)

    async def write_trail(self) -> None:
        """The rows of the access log, and the word to those who look (``core.live``), in one round trip. What
        was stirred is told when this transaction is committed, and else never."""
        trail, self.trail = self.trail, []
        raw = self._raw or await self.raw()
        rows = rows_of(trail, self.actor, self.clock.now(), self.request_id)
        await raw.execute(TRAIL, (rows, LIVE_CHANNEL, as_json(sorted(self.stirred))), prepare=True)
        self.stirred.clear()

    def stir(self, kind: str, key: UUID) -> None:
        """Something of this object changes in this transaction; the guard says so by a model's ``LIVE``."""
        self.stirred.add(topic(self.tenant, kind, key))

    async def announce(self, event: Any) -> None:
        """Tells the handlers that ``main.wiring`` has put up for this event, in this transaction."""
        await self.runtime.registry.announce(self, event)

    async def finish(self) -> None:
        """Commits; before that the guard flushes, demands a trail and writes it."""
        await self.commit()

    async def leave(self) -> None:
        """Nothing was shown and nothing is kept, nor what opening did to the session: it is not prolonged."""
        await self.rollback()
        self.trail.clear()
        self.stirred.clear()
        self.touched = False

    async def refuse(self, action: str, kind: str, ids: Sequence[Any]) -> None:
        """Writes a refusal in a short transaction of its own, in the same place of the pool."""
        await self.leave()
        await self.open()
        self.log(action, kind, list(ids), students=[], outcome="DENY")
        await self.finish()

    async def raw(self) -> psycopg.AsyncConnection[Any]:
        """The driver's connection in this transaction. For core only: access log, sessions, job queue."""
        return await greenlet_spawn(_raw, self.sync_session)


def _raw(session: Session) -> Any:
    return Session.connection(session).connection.driver_connection
