"""What a statement is made of: its tables, and how much of it the guard cannot read.

Walked once per statement object: prebuilt statements cost nothing after the first time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Table, TableClause, TextClause
from sqlalchemy.orm import FromStatement
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import BinaryExpression, ColumnClause
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import custom_op, eq
from sqlalchemy.sql.selectable import SelectBase

KINDS = (SelectBase, UpdateBase, FromStatement, FunctionElement)
"""What is walked. DDL, lambdas and whatever else can be executed show the walk nothing."""

HAND_WRITTEN = ("_prefixes", "_suffixes", "_hints", "_statement_hints")
"""Parts of a statement that ``visitors.iterate`` walks past."""

HARMLESS = frozenset({
    "abs", "array_agg", "array_length", "array_position", "array_remove", "avg", "bool_and", "bool_or",
    "cardinality", "ceil", "char_length", "coalesce", "concat", "count", "date_trunc", "dense_rank",
    "every", "floor", "greatest", "json_agg", "json_build_array", "json_build_object", "jsonb_agg",
    "jsonb_build_object", "least", "length", "lower", "max", "min", "mod", "now", "nullif", "rank", "round",
    "row_number", "samsyn_now", "samsyn_today", "starts_with", "string_agg", "sum", "trim", "unnest", "upper",
})  # fmt: skip
"""Functions that only look at their arguments. Others take SQL as text, read files, run with other rights
or change who the transaction is for; a new name belongs here only when it does none of that."""


@dataclass(frozen=True, slots=True)
class Contents:
    """``tied``: tables whose tenant is compared with something. ``unreadable`` counts text, hints, operators
    of one's own and functions that are not harmless."""

    tables: frozenset[Table]
    tied: frozenset[Table]
    unreadable: int


_seen: WeakKeyDictionary[Any, Contents] = WeakKeyDictionary()


def contents(statement: Any) -> Contents:
    """Of any executable; one of a kind that cannot be walked is unreadable as a whole."""
    found = _seen.get(statement)
    if found is None:
        found = _seen[statement] = _walk(statement)
    return found


def _walk(statement: Any) -> Contents:
    if not isinstance(statement, KINDS):
        return Contents(frozenset(), frozenset(), 1)
    times: dict[int, int] = {}
    elements: dict[int, Any] = {}
    for element in visitors.iterate(statement):
        name = id(element)
        times[name] = times.get(name, 0) + 1
        elements[name] = element
    tables: set[Table] = set()
    tied: set[Table] = set()
    unreadable = 0
    for name, element in elements.items():
        tables |= _tables(element)
        tied |= _tied(element)
        unreadable += times[name] if _is_unreadable(element) else 0
    return Contents(frozenset(tables), frozenset(tied), unreadable)


def _tables(element: Any) -> frozenset[Table]:
    """A column that stands outside FROM brings its table along, or that of its alias."""
    if isinstance(element, Table):
        return frozenset((element,))
    if isinstance(element, ColumnClause) and element.table is not None:
        return _tables_of(element.table)
    return frozenset()


def _tables_of(origin: Any) -> frozenset[Table]:
    if isinstance(origin, Table):
        return frozenset((origin,))
    return frozenset(inner for inner in visitors.iterate(origin) if isinstance(inner, Table))


def _tied(element: Any) -> frozenset[Table]:
    if not isinstance(element, BinaryExpression) or element.operator is not eq:
        return frozenset()
    sides = (element.left, element.right)
    return frozenset(
        table
        for side in sides
        if isinstance(side, ColumnClause) and side.name == "tenant_id"
        for table in _tables(side)
    )


def _is_unreadable(element: Any) -> bool:
    own = vars(element)
    return (
        isinstance(element, TextClause)
        or (isinstance(element, ColumnClause) and element.is_literal and element.name != "*")
        or (isinstance(element, TableClause) and not isinstance(element, Table))
        or isinstance(own.get("operator"), custom_op)
        or (isinstance(element, FunctionElement) and str(getattr(element, "name", "")) not in HARMLESS)
        or any(own.get(part) for part in HAND_WRITTEN)
    )
