"""Mutants of the database: each opens one wall, one policy, one condition of either, or one right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg

OURS = "schemaname = 'public' AND tablename !~ '^(procrastinate|alembic)'"
WAYS_IN: dict[str, str | None] = {
    "open_session": None,
    "open_client": None,
    "open_actor": None,
    "find_account": None,
    "account_of_session": None,
    "assignments_of": None,
    "named_cases": "case_access",
    "my_cases": "case_access",
    "units_led": "cases",
    "units_triaged": "concerns",
    "units_worked": "concerns",
    "is_case_officer": "cases",
    "cases_against_me": "alleged_persons",
    "concerns_against_me": "concerns",
    "find_answer_link": "contributions",
    "open_answer_link": "contributions",
    "answer_by_link": "contributions",
}
"""Functions whose conditions decide who somebody is or what they see, with the table whose tests must notice;
others only do what they are told."""


@dataclass(frozen=True, slots=True)
class Opened:
    """SQL that takes one thing away, and SQL that gives it back; ``table`` is None for a function."""

    sql: str
    undo: str
    table: str | None
    what: str

    @property
    def is_wall(self) -> bool:
        opens = "POLICY" in self.sql or self.sql.startswith("CREATE OR REPLACE FUNCTION")
        return not opens or " POLICY tenant " in self.sql


def opened(connection: psycopg.Connection[Any]) -> Iterator[Opened]:
    yield from _walls(connection)
    yield from _policies(connection)
    yield from _functions(connection)
    yield from _rights(connection)


def _walls(connection: psycopg.Connection[Any]) -> Iterator[Opened]:
    for (table,) in connection.execute(f"SELECT tablename FROM pg_tables WHERE {OURS} ORDER BY 1"):
        alter, wall = f"ALTER TABLE {table}", "ROW LEVEL SECURITY"
        yield Opened(f"{alter} DISABLE {wall}", f"{alter} ENABLE {wall}", table, f"{table}: no row security")
        yield Opened(
            f"{alter} NO FORCE {wall}", f"{alter} FORCE {wall}", table, f"{table}: not for its owner"
        )


def _policies(connection: psycopg.Connection[Any]) -> Iterator[Opened]:
    rows = connection.execute(
        f"SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE {OURS} ORDER BY 1, 2"
    ).fetchall()
    for table, name, using, check in rows:
        for clause, said in (("USING", using), ("WITH CHECK", check)):
            if said in (None, "true"):
                continue
            alter = f"ALTER POLICY {name} ON {table} {clause}"
            said_of, undo = f"{table}: {name} {clause.lower()}", f"{alter} ({said})"
            yield Opened(f"{alter} (true)", undo, table, f"{said_of} true")
            for part, without in without_each(said):
                yield Opened(f"{alter} ({without})", undo, table, f"{said_of} without {part}")


def _functions(connection: psycopg.Connection[Any]) -> Iterator[Opened]:
    rows = connection.execute(
        "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE proname = ANY(%s) ORDER BY 1",
        (list(WAYS_IN),),
    ).fetchall()
    for name, definition in rows:
        head, body, tail = definition.split("$function$")
        for start, end, part in conjuncts(body):
            rest = body[:start] + body[end:]
            sql = f"{head}$function${rest}$function${tail}"
            yield Opened(sql, definition, WAYS_IN[name], f"{name}() without {part}")


def _rights(connection: psycopg.Connection[Any]) -> Iterator[Opened]:
    rows = connection.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE nspname = 'public' AND prosecdef ORDER BY 1"
    ).fetchall()
    for (function,) in rows:
        what = f"EXECUTE ON FUNCTION {function}"
        sql, undo = f"GRANT {what} TO PUBLIC", f"REVOKE {what} FROM PUBLIC"
        yield Opened(sql, undo, None, f"{function} open to everybody")
    for table in ("accounts", "sessions", "audit_access"):
        for right in ("SELECT", "UPDATE", "DELETE"):
            sql, undo = (
                f"GRANT {right} ON {table} TO samsyn_app",
                f"REVOKE {right} ON {table} FROM samsyn_app",
            )
            yield Opened(sql, undo, table, f"samsyn_app may {right} {table}")


def without_each(said: str) -> Iterator[tuple[str, str]]:
    """Each operand of each AND and OR of an expression: its text, and the expression without it.

    PostgreSQL prints every operation in parentheses of its own, so an operand ends where its depth ends.
    """
    for start, end in _groups(said):
        inside = said[start + 1 : end]
        for word in (" AND ", " OR "):
            parts = _split(inside, word)
            if len(parts) < 2:
                continue
            for number, part in enumerate(parts):
                rest = word.join(p for n, p in enumerate(parts) if n != number)
                yield _short(part), f"{said[: start + 1]}{rest}{said[end:]}"


def _groups(said: str) -> Iterator[tuple[int, int]]:
    open_at: list[int] = []
    for place, sign in enumerate(said):
        if sign == "(":
            open_at.append(place)
        elif sign == ")" and open_at:
            yield open_at.pop(), place


def _split(text: str, word: str) -> list[str]:
    parts, depth, last = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and text.startswith(word, place) and not _between(text[:place]):
            parts.append(text[last:place])
            last = place + len(word)
    return [*parts, text[last:]] if parts else []


def _between(before: str) -> bool:
    return bool(re.search(r"\bBETWEEN\s+\S+$", before))


def conjuncts(body: str) -> Iterator[tuple[int, int, str]]:
    """What can be cut out of a hand-written function, and its text: each ``AND …`` up to the next word of its
    level or the end of the line, what stands before the first AND after WHERE, and each operand of an OR in
    parentheses."""
    for found in re.finditer(r"\bAND\b", body):
        end = _end_of(body, found.end())
        yield found.start(), end, _short(body[found.end() : end])
    for found in re.finditer(r"\bWHERE\s+", body):
        place = _end_of(body, found.end())
        if then := re.compile(r"\s+AND\s+").match(body, place):
            yield found.end(), then.end(), _short(body[found.end() : place])
    yield from _alternatives(body)


def _end_of(body: str, start: int) -> int:
    depth = 0
    for place in range(start, len(body)):
        sign = body[place]
        depth += (sign == "(") - (sign == ")")
        stops = sign == ";" or body.startswith((" AND ", "\n", " THEN"), place)
        if depth < 0 or (depth == 0 and stops):
            return place
    return len(body)


def _alternatives(body: str) -> Iterator[tuple[int, int, str]]:
    word = " OR "
    for start, end in _groups(body):
        parts, place = _split(body[start + 1 : end], word), start + 1
        for number, part in enumerate(parts):
            after = place + len(part)
            last = number == len(parts) - 1
            yield (
                (place - len(word), after, _short(part)) if last else (place, after + len(word), _short(part))
            )
            place = after + len(word)


def _short(text: str) -> str:
    return " ".join(text.split())[:90]
