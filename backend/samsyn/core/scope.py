"""The parameters a policy may use, and the mark that lets a statement on guarded rows pass.

Only ``policy.py`` and ``statements.py`` of a domain may call ``scoped`` (a test holds it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ARRAY, Boolean, Integer, Text, Uuid, and_, any_, bindparam, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ColumnElement, Executable
from sqlalchemy.sql.visitors import InternalTraversal

from samsyn.core.contents import contents
from samsyn.core.models import Base

MARK = "samsyn_scope"
TENANT: ColumnElement[int] = bindparam("actor_tenant", type_=Integer)
PERSON: Any = bindparam("actor_person", type_=Uuid)
UNITS: Any = bindparam("actor_units", type_=ARRAY(Uuid()))
LIST_UNITS: Any = bindparam("actor_list_units", type_=ARRAY(Uuid()))
TRIAGE_UNITS: Any = bindparam("actor_triage_units", type_=ARRAY(Uuid()))
EVERYWHERE: Any = bindparam("actor_everywhere", type_=Boolean)
EMPLOYED: Any = bindparam("actor_employed", type_=Boolean)
"""Holds any assignment today, and not only that of an external partner; systems do."""
ADMINISTERS: Any = bindparam("actor_administers", type_=Boolean)
"""Holds the assignment as administrator: of people, assignments and teams, never of content."""
KEY: Any = bindparam("key", type_=Uuid)
"""The path parameter of a gate's ``find`` statement."""

S = TypeVar("S", bound=Executable)


@dataclass(frozen=True, slots=True)
class Scope:
    """Tables that a statement answers for, and how much hand-written SQL its policy put into it."""

    tables: frozenset[Any] = frozenset()
    unreadable: int = 0


NONE = Scope()


def scoped(statement: S, *models: type[Base]) -> S:
    """Marks the tables this scope answers for; any other guarded table in the statement is refused, and so
    is hand-written SQL that is added to it afterwards. Raises TypeError where a table's tenant is not named:
    the wall of the database holds all the same, but the planner needs it and two locks are two."""
    found = contents(statement)
    if loose := found.tables - found.tied:
        raise TypeError(f"a scope names the tenant of {', '.join(sorted(t.name for t in loose))}")
    scope = Scope(frozenset(m.__table__ for m in models), found.unreadable)
    return statement.execution_options(**{MARK: scope})


def scope_of(statement: Executable) -> Scope:
    """Only what ``scoped`` put on the statement counts, never an option given at the call."""
    found: Scope = statement.get_execution_options().get(MARK, NONE)
    return found


KEPT_BY = [("code", InternalTraversal.dp_string)]
"""What SQLAlchemy tells one Code from another by, when it looks for a compiled statement."""


class Code(ColumnElement[str]):
    """A code of ours, written into the statement: the planner sees it, and nothing is sent along with it."""

    type = Text()
    _traverse_internals = KEPT_BY

    def __init__(self, code: str) -> None:
        if not re.fullmatch("[A-Z][A-Z0-9_]*", code):
            raise ValueError("not a code")
        self.code = code


@compiles(Code)
def _written(element: Code, _compiler: Any, **_: Any) -> str:
    return f"'{element.code}'"


@cache
def code(text: str) -> Any:
    """Raises ValueError for what is no code (capitals, digits, underscores)."""
    return Code(str(text))


def in_own_unit(column: Any) -> ColumnElement[bool]:
    """Internal rows: of a unit where the actor works, or of every unit for central functions.

    Rows of the organiser itself (``column`` is null) are internal to all its staff.
    """
    return or_(column == any_(UNITS), and_(column.is_(None), EMPLOYED), EVERYWHERE)
