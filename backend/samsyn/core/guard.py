"""Lock 2 and 3 as listeners of the session: no scope, no rows; no silent change; no read without a trail."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import MappedSQLExpression, Mapper, ORMExecuteState, Session, SessionTransaction
from sqlalchemy.util import await_only

from samsyn.core.contents import contents
from samsyn.core.ids import uuid7
from samsyn.core.models import Base, Confidential, Internal, Versioned
from samsyn.core.scope import scope_of

if TYPE_CHECKING:
    from samsyn.core.work import Work


class Unscoped(RuntimeError):
    """A statement on guarded rows that did not start at a ``visible_*()``."""


class Unaudited(RuntimeError):
    """Confidential rows were read and nothing was written about it."""


def guarded_tables(kind: type[Internal]) -> frozenset[Any]:
    """Tables of every mapped class of this secrecy kind, mapped until now."""
    return frozenset(m.local_table for m in Base.registry.mappers if issubclass(m.class_, kind))


class _Tables:
    """Which tables are guarded; worked out again when more classes have been mapped."""

    def __init__(self) -> None:
        self.known = False
        self.internal: frozenset[Any] = frozenset()
        self.confidential: frozenset[Any] = frozenset()

    def read(self) -> _Tables:
        if not self.known:
            self.known = True
            self.internal, self.confidential = guarded_tables(Internal), guarded_tables(Confidential)
        return self


_tables = _Tables()


@event.listens_for(Mapper, "after_mapper_constructed")
def _mapped(*_: Any) -> None:
    _tables.known = False


class GuardedSession(Session):
    """The synchronous half of Work."""

    def _shut(self, *_: Any, **__: Any) -> Any:
        raise Unscoped("this way goes round the hooks")

    connection = bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = query = _shut


def work_of(session: Session) -> Work:
    work: Work = session.info["work"]
    return work


@event.listens_for(GuardedSession, "after_begin")
def _enter(session: GuardedSession, transaction: SessionTransaction, connection: Connection) -> None:
    if not transaction.nested:
        driver: Any = connection.connection.driver_connection
        await_only(work_of(session).enter(driver))


@event.listens_for(GuardedSession, "do_orm_execute")
def _guard(state: ORMExecuteState) -> None:
    found, guarded = contents(state.statement), _tables.read()
    if not state.is_column_load:
        _refuse_unscoped(state, found.tables & guarded.internal, found.unreadable)
    if found.tables & guarded.confidential:
        work_of(state.session).touched = True


def _refuse_unscoped(state: ORMExecuteState, hidden: frozenset[Any], unreadable: int) -> None:
    scope = scope_of(state.statement)
    if unreadable > scope.unreadable:
        raise Unscoped("hand-written SQL, or a function that is not known to be harmless")
    if hidden and (state.is_insert or state.is_update or state.is_delete):
        raise Unscoped("bulk write")
    if not hidden <= scope.tables:
        raise Unscoped(", ".join(sorted(t.name for t in hidden - scope.tables)))


@event.listens_for(GuardedSession, "detached_to_persistent")
def _from_nowhere(_: GuardedSession, item: Any) -> None:
    """A row that is named by its key, without a select, could be loaded and changed unseen."""
    if isinstance(item, Internal):
        raise Unscoped("an object that this session has not read")


@event.listens_for(GuardedSession, "before_flush")
def _changes(session: GuardedSession, *_: Any) -> None:
    work = work_of(session)
    for item in session.deleted:
        if isinstance(item, Confidential):
            raise Unscoped("case material is voided, never deleted")
        if isinstance(item, Internal):
            _log(work, "DELETE", item)
    for item in session.new:
        _stamp(work, item, new=True)
    for item in session.dirty:
        if session.is_modified(item):
            _stamp(work, item, new=False)


def _log(work: Work, action: str, row: Any, fields: Sequence[str] = ()) -> None:
    """``row`` is any that is guarded: Tenanted, so it has an id."""
    work.log(action, type(row).__name__, [row.id], fields=fields)


def _changed(item: Any, *, new: bool) -> list[str]:
    """Names of the fields that were given to a new row, or that differ from what was read."""
    state = inspect(item)
    if new:
        return [key for key in _stored(state.mapper) if key in state.dict]
    return [key for key in _stored(state.mapper) if state.attrs[key].history.has_changes()]


@cache
def _stored(mapper: Mapper[Any]) -> tuple[str, ...]:
    """What an asking alone brings along (``query_expression``) is no field of the row."""
    return tuple(a.key for a in mapper.column_attrs if not isinstance(a, MappedSQLExpression))


def _stamp(work: Work, item: Any, *, new: bool) -> None:
    fields = _changed(item, new=new)
    live = getattr(item, "LIVE", None)
    if live is not None:
        work.stir(live[0], getattr(item, live[1]))
    if getattr(item, "id", item) is None:
        item.id = uuid7()
    if isinstance(item, Versioned):
        now = work.clock.now()
        item.updated_at, item.updated_by = now, work.actor.id
        if new:
            item.created_at, item.created_by = now, work.actor.id
    if isinstance(item, Internal):
        _log(work, "CREATE" if new else "UPDATE", item, fields)


@event.listens_for(GuardedSession, "before_commit")
def _fail_closed(session: GuardedSession) -> None:
    if session.in_nested_transaction():
        return
    work = work_of(session)
    session.flush()
    if work.touched and not work.trail:
        raise Unaudited
    if work.trail or work.stirred:
        await_only(work.write_trail())
    work.touched = False
