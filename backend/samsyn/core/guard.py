"""Lock 2 and 3 as listeners of the session: no scope, no rows; no silent change; no read without a trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Table, TextClause, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import custom_op
from sqlalchemy.util import await_only

from samsyn.core.ids import uuid7
from samsyn.core.models import Base, Confidential, Internal, Versioned
from samsyn.core.scope import MARK

if TYPE_CHECKING:
    from samsyn.core.work import Work

HAND_WRITTEN = ("_prefixes", "_suffixes", "_hints", "_statement_hints")
"""Parts of a statement that ``visitors.iterate`` walks past."""

REACHES_OUT = frozenset(
    {"set_config", "query_to_xml", "query_to_xml_and_xmlschema", "table_to_xml", "cursor_to_xml", "lo_get",
     "pg_read_file", "dblink", "open_session", "open_client", "open_actor", "open_system"}
)  # fmt: skip
"""Functions that take SQL or change who the transaction is for."""


class Unscoped(RuntimeError):
    """A statement on guarded rows that did not start at a ``visible_*()``."""


class Unaudited(RuntimeError):
    """Confidential rows were read and nothing was written about it."""


_seen: WeakKeyDictionary[Any, tuple[frozenset[Table], bool]] = WeakKeyDictionary()


def _is_hand_written(element: Any) -> bool:
    return (
        isinstance(element, TextClause)
        or (isinstance(element, ColumnClause) and element.is_literal and element.name != "*")
        or isinstance(getattr(element, "operator", None), custom_op)
        or (isinstance(element, FunctionElement) and str(getattr(element, "name", "")).lower() in REACHES_OUT)
        or any(getattr(element, part, None) for part in HAND_WRITTEN)
    )


def contents(statement: Any) -> tuple[frozenset[Table], bool]:
    """The tables of a statement and whether it holds hand-written SQL; walked once per statement object."""
    found = _seen.get(statement)
    if found is None:
        tables: set[Table] = set()
        raw = False
        for element in visitors.iterate(statement):
            if isinstance(element, Table):
                tables.add(element)
            raw = raw or _is_hand_written(element)
        found = _seen[statement] = frozenset(tables), raw
    return found


def guarded_tables(kind: type[Internal]) -> frozenset[Any]:
    """Tables of every mapped class of this secrecy kind, mapped until now."""
    return frozenset(m.local_table for m in Base.registry.mappers if issubclass(m.class_, kind))


class _Tables:
    """Which tables are guarded; worked out again when more classes have been mapped."""

    def __init__(self) -> None:
        self._count = -1
        self.internal: frozenset[Any] = frozenset()
        self.confidential: frozenset[Any] = frozenset()

    def read(self) -> _Tables:
        count = len(Base.registry.mappers)
        if count != self._count:
            self._count = count
            self.internal, self.confidential = guarded_tables(Internal), guarded_tables(Confidential)
        return self


_tables = _Tables()


class GuardedSession(Session):
    """The synchronous half of Work."""

    def _shut(self, *_: Any, **__: Any) -> Any:
        raise Unscoped("this way goes round the hooks")

    connection = bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = _shut


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
    if state.is_column_load:
        return
    tables, raw = contents(state.statement)
    scope = state.execution_options.get(MARK, frozenset())
    if raw and not scope:
        raise Unscoped("hand-written SQL")
    guarded = _tables.read()
    hidden = tables & guarded.internal
    if hidden and (state.is_insert or state.is_update or state.is_delete):
        raise Unscoped("bulk write")
    if not hidden <= scope:
        raise Unscoped(", ".join(sorted(t.name for t in hidden - scope)))
    if tables & guarded.confidential:
        work_of(state.session).touched = True


@event.listens_for(GuardedSession, "before_flush")
def _changes(session: GuardedSession, *_: Any) -> None:
    work = work_of(session)
    for item in session.deleted:
        if isinstance(item, Confidential):
            raise Unscoped("case material is voided, never deleted")
        if isinstance(item, Internal):
            work.log("DELETE", type(item).__name__, [item.id])  # type: ignore[attr-defined]  # every guarded row is Tenanted
    for item in session.new:
        _stamp(work, item, new=True)
    for item in session.dirty:
        if session.is_modified(item):
            _stamp(work, item, new=False)


def _stamp(work: Work, item: Any, *, new: bool) -> None:
    fields = [a.key for a in inspect(item).attrs if a.history.has_changes()]
    if new and getattr(item, "id", item) is None:
        item.id = uuid7()
    if isinstance(item, Versioned):
        now = work.clock.now()
        item.updated_at, item.updated_by = now, work.actor.id
        if new:
            item.created_at, item.created_by = now, work.actor.id
    if isinstance(item, Internal):
        work.log("CREATE" if new else "UPDATE", type(item).__name__, [item.id], fields=fields)  # type: ignore[attr-defined]  # every guarded row is Tenanted


@event.listens_for(GuardedSession, "before_commit")
def _fail_closed(session: GuardedSession) -> None:
    work = work_of(session)
    session.flush()
    if work.touched and not (work.trail or work.written):
        raise Unaudited
    if work.trail:
        await_only(work.write_trail())
