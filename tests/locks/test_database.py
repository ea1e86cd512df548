"""Lock 4: what the database says by itself, whatever the program asks. Enumerated from its own catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

NOT_OURS = re.compile(r"^(procrastinate_|alembic_version$)")
"""The job queue's own tables hold ids only; both are without a tenant."""
LOOKED_UP = {
    "uq_accounts_username",
    "uq_sessions_token_hash",
    "uq_organisers_id",
    "uq_contributions_token_hash",
}
"""Unique over the installation, because the tenant is not known yet or is what is looked for."""
TENANT = (
    "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer"
    ' AS "nullif"))'
)
CALLS = {
    "cases_against_me", "coalesce", "concerns_against_me", "current_setting", "is_case_officer", "my_cases",
    "named_cases", "nullif", "samsyn_now", "samsyn_today", "units_led", "units_triaged", "units_worked",
}  # fmt: skip
SYNTAX = {
    "all",
    "and",
    "any",
    "array",
    "as",
    "else",
    "exists",
    "from",
    "in",
    "join",
    "not",
    "on",
    "or",
    "select",
    "where",
}
"""What a policy may call. A function that takes a column of the row is run for every row of the organiser."""
FLOOR = 18
READ_ROWS = (
    "SELECT relname, {} FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public'"
)


@pytest.fixture(scope="module")
def catalogue(admin_dsn: str, locks_app: object) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        yield connection


def tables(catalogue: psycopg.Connection[Any]) -> list[str]:
    rows = catalogue.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    found = [row[0] for row in rows if not NOT_OURS.match(row[0])]
    assert len(found) >= FLOOR
    return found


def columns_of(catalogue: psycopg.Connection[Any], table: str) -> dict[str, bool]:
    """Name → whether it may be null."""
    rows = catalogue.execute(
        "SELECT attname, NOT attnotnull FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped",
        (table,),
    )
    return dict(row for row in rows)


def test_every_table_belongs_to_a_tenant(catalogue: psycopg.Connection[Any]) -> None:
    without = [t for t in tables(catalogue) if columns_of(catalogue, t).get("tenant_id", True)]
    assert without == []


def test_row_security_is_on_and_binds_the_owner_too(catalogue: psycopg.Connection[Any]) -> None:
    rows = catalogue.execute(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = ANY(%s)",
        (tables(catalogue),),
    ).fetchall()
    assert [name for name, on, forced in rows if not (on and forced)] == []


def test_every_table_has_the_wall_and_something_inside_it(catalogue: psycopg.Connection[Any]) -> None:
    """The wall is restrictive, for every command and every role, and says exactly this."""
    for table in tables(catalogue):
        rows = catalogue.execute(
            "SELECT permissive, cmd, roles::text, qual, with_check FROM pg_policies WHERE tablename = %s",
            (table,),
        ).fetchall()
        walls = [row[1:] for row in rows if row[0] == "RESTRICTIVE" and row[3] == TENANT]
        assert walls == [("ALL", "{public}", TENANT, TENANT)], table
        assert any(row[0] == "PERMISSIVE" for row in rows), table


def test_no_policy_calls_a_function_with_a_column_of_the_row(catalogue: psycopg.Connection[Any]) -> None:
    rows = catalogue.execute(
        "SELECT tablename, coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies"
    ).fetchall()
    assert len(rows) >= 2 * FLOOR
    for table, said in rows:
        called = {name.lower() for name in re.findall(r"\b([A-Za-z_]\w*)\s*\(", said)}
        assert called <= CALLS | SYNTAX, table


def test_every_reference_names_the_tenant_first(catalogue: psycopg.Connection[Any]) -> None:
    names = """(SELECT array_agg(attname::text ORDER BY place)
                FROM unnest({}key) WITH ORDINALITY k (number, place)
                JOIN pg_attribute ON attrelid = {}relid AND attnum = number)"""
    both = f"{names.format('con', 'con')}, {names.format('conf', 'conf')}"
    rows = catalogue.execute(
        f"SELECT conrelid::regclass::text, confrelid::regclass::text, {both} FROM pg_constraint"
        " WHERE contype = 'f'"
    ).fetchall()
    ours = [row for row in rows if not NOT_OURS.match(row[0])]
    assert len(ours) >= FLOOR
    assert [row for row in ours if row[2][0] != "tenant_id" or row[3][0] != "tenant_id"] == []
    assert [row for row in ours if len(row[2]) < 2 and row[1] != "organisers"] == []


def test_every_index_begins_with_the_tenant(catalogue: psycopg.Connection[Any]) -> None:
    rows = catalogue.execute(
        """SELECT t.relname, i.relname, coalesce(attname, '') FROM pg_index x
           JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
           JOIN pg_namespace n ON n.oid = t.relnamespace AND nspname = 'public'
           LEFT JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]"""
    ).fetchall()
    ours = [row for row in rows if not NOT_OURS.match(row[0])]
    assert len(ours) >= 2 * FLOOR
    others = {index for _, index, first in ours if first not in ("tenant_id", "words")}
    assert others == LOOKED_UP
    of_words = {table for table, _, first in ours if first == "words"}
    assert {table.rstrip("0123456789_") for table in of_words} == {"case_lexemes"}


def test_there_are_no_enum_types(catalogue: psycopg.Connection[Any]) -> None:
    """Their comparison is not leakproof: under row security they lose their index."""
    rows = catalogue.execute("SELECT typname FROM pg_type WHERE typtype = 'e'").fetchall()
    assert [name for (name,) in rows if not NOT_OURS.match(name)] == []


def test_functions_with_other_rights_are_closed_and_pinned(catalogue: psycopg.Connection[Any]) -> None:
    rows = catalogue.execute(
        """SELECT p.oid::regprocedure::text, pg_get_userbyid(proowner), coalesce(proconfig::text, ''),
                  has_function_privilege('public', p.oid, 'EXECUTE')
           FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace AND nspname = 'public'
           WHERE prosecdef"""
    ).fetchall()
    assert len(rows) >= 15
    for name, owner, pinned, everybody in rows:
        assert owner in ("samsyn_auth", "samsyn_search"), name
        assert pinned == '{"search_path=pg_catalog, public, pg_temp"}', name
        assert not everybody, name


def test_views_ask_as_whoever_looks(catalogue: psycopg.Connection[Any]) -> None:
    """A view of the owner's would show what row security hides; a materialised one always does."""
    rows = catalogue.execute(
        READ_ROWS.format("relkind::text, coalesce(reloptions::text, '')") + " AND relkind IN ('v', 'm')"
    ).fetchall()
    assert [row for row in rows if row[1] == "m" or "security_invoker=true" not in row[2]] == []
