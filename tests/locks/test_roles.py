"""Lock 4: what the program's roles may not do, whatever the program asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from samsyn.core.settings import Settings
from tests.locks.conftest import Post
from tests.locks.test_database import FLOOR, tables


@pytest.fixture(scope="module")
def catalogue(admin_dsn: str, locks_app: object) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        yield connection


def dsn(settings: Settings, role: str) -> str:
    url = {
        "samsyn_app": settings.app_url,
        "samsyn_worker": settings.worker_url,
        "samsyn_owner": settings.owner_url,
    }
    return url[role].replace("+psycopg", "")


def set_tenant(connection: psycopg.Connection[Any], tenant: int, person: object = "") -> None:
    connection.execute(
        "SELECT set_config('app.tenant', %s, true), set_config('app.person', %s, true),"
        " set_config('app.assurance', '2', true)",
        (str(tenant), str(person)),
    )


def _may(catalogue: psycopg.Connection[Any], role: str, table: str, right: str) -> bool:
    row = catalogue.execute("SELECT has_table_privilege(%s, %s, %s)", (role, table, right)).fetchone()
    return row == (True,)


FORBIDDEN = {
    "make a table": "CREATE TABLE x (i int)",
    "make a temporary table": "CREATE TEMP TABLE x (i int)",
    "change a table": "ALTER TABLE schools ADD x int",
    "open the wall": "ALTER TABLE schools DISABLE ROW LEVEL SECURITY",
    "drop a policy": "DROP POLICY tenant ON schools",
    "make a function": "CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "replace the clock": "CREATE OR REPLACE FUNCTION samsyn_today() RETURNS date LANGUAGE sql AS 'SELECT 1'",
    "empty the log": "TRUNCATE audit_access",
    "change the log": "UPDATE audit_access SET action = 'x'",
    "delete from the log": "DELETE FROM audit_access",
    "read the log": "SELECT 1 FROM audit_access",
    "read sessions": "SELECT 1 FROM sessions",
    "write sessions": "UPDATE sessions SET assurance = 2",
    "delete sessions": "DELETE FROM sessions",
    "read accounts": "SELECT 1 FROM accounts",
    "write accounts": "INSERT INTO accounts (tenant_id) VALUES (1)",
    "change accounts": "UPDATE accounts SET failures = 0",
    "delete accounts": "DELETE FROM accounts",
    "change a key": "UPDATE data_keys SET wrapped = ''",
    "drop a key": "DELETE FROM data_keys",
    "become the owner": "SET ROLE samsyn_owner",
    "become who signs in": "SET ROLE samsyn_auth",
    "become who searches": "SET ROLE samsyn_search",
    "become superuser": "SET ROLE postgres",
    "be somebody without a session": "SELECT open_actor(1, '00000000-0000-7000-8000-000000000000')",
    "be the program": "SELECT open_system(1)",
    "list the organisers": "SELECT all_tenants()",
    "make an organiser": "SELECT new_organiser(NULL, 'x', 'MUNICIPAL', NULL)",
    "make an account": "SELECT put_account(NULL, NULL, 'x', 'x', 2, NULL)",
    "read anybody's assignments": "SELECT assignments_of(1, '00000000-0000-7000-8000-000000000000')",
    "read a file": "SELECT pg_read_file('postgresql.conf')",
    "run a program": "COPY schools TO PROGRAM 'true'",
}  # fmt: skip


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_program_may_not(what: str, settings: Settings) -> None:
    with psycopg.connect(dsn(settings, "samsyn_app")) as connection:
        set_tenant(connection, 1)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(FORBIDDEN[what])


WORKER_NEITHER = [
    "make a table",
    "open the wall",
    "change the log",
    "read accounts",
    "become who signs in",
    "become the owner",
]


@pytest.mark.parametrize("what", WORKER_NEITHER)
def test_the_worker_may_not_either(what: str, settings: Settings) -> None:
    with psycopg.connect(dsn(settings, "samsyn_worker")) as connection:
        set_tenant(connection, 1)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(FORBIDDEN[what])


def test_no_role_of_the_program_is_above_the_walls(catalogue: psycopg.Connection[Any]) -> None:
    rows = catalogue.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname ~ '^samsyn_'"
    ).fetchall()
    assert len(rows) == 7
    assert not any(row[1] or row[4] or row[5] or row[6] for row in rows)
    above = {row[0]: row[3] for row in rows if row[2]}
    assert above == {"samsyn_auth": False, "samsyn_search": False}


def test_statements_have_a_time_limit(settings: Settings) -> None:
    limits = {"samsyn_app": ("5s", "1s", "10s"), "samsyn_worker": ("1min", "5s", "1min")}
    for role, expected in limits.items():
        with psycopg.connect(dsn(settings, role)) as connection:
            found = connection.execute(
                "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'),"
                " current_setting('idle_in_transaction_session_timeout')"
            ).fetchone()
            assert found == expected, role


def test_short_statements_are_not_compiled_and_planned_once(settings: Settings) -> None:
    """Row security makes them long to plan and look dear: planned anew, one case took 2.3 ms instead of
    0.3."""
    asked = "SELECT current_setting('jit'), current_setting('plan_cache_mode')"
    for role, mode in (("samsyn_app", "force_generic_plan"), ("samsyn_worker", "auto")):
        with psycopg.connect(dsn(settings, role)) as connection:
            assert connection.execute(asked).fetchone() == ("off", mode), role


def test_a_row_cannot_be_put_into_another_municipality(settings: Settings, post: Post) -> None:
    insert = (
        "INSERT INTO lock_notices (tenant_id, id, said, version, created_at, updated_at)"
        " VALUES (%s, uuidv7(), 'x', 1, now(), now())"
    )
    with psycopg.connect(dsn(settings, "samsyn_app")) as connection:
        set_tenant(connection, post.world.tenant)
        connection.execute(insert, (post.world.tenant,))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(insert, (post.world.tenant - 1,))
    with psycopg.connect(dsn(settings, "samsyn_app")) as connection:
        set_tenant(connection, post.world.tenant)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE schools SET tenant_id = %s", (post.world.tenant - 1,))


def test_a_reference_into_another_municipality_is_refused(post: Post, shared_post: Post) -> None:
    """Even where nothing is hidden: as superuser, past every policy."""
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        post.world.insert("lock_remarks", letter_id=shared_post.letter, body="x")
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        post.world.sql(
            "UPDATE assignments SET school_id = %s WHERE tenant_id = %s AND scope_type = 'UNIT'",
            shared_post.world.school,
            post.world.tenant,
        )


def test_the_circle_needs_two_factors_a_person_and_the_policy(settings: Settings, post: Post) -> None:
    rektor, other = post.world.people["rektor"], post.world.people["rektor-2"]
    seen = "SELECT id FROM lock_letters"
    cases: list[tuple[object, str, list[object]]] = [
        (rektor, "2", [post.letter]),
        (other, "2", [post.letter_b]),
        (rektor, "1", []),
        (rektor, "", []),
        ("", "2", []),
    ]
    for person, assurance, expected in cases:
        with psycopg.connect(dsn(settings, "samsyn_app")) as connection:
            set_tenant(connection, post.world.tenant, person)
            connection.execute("SELECT set_config('app.assurance', %s, true)", (assurance,))
            assert [row[0] for row in connection.execute(seen)] == expected
            row = connection.execute("UPDATE lock_letters SET title = 'x' WHERE id = %s", (post.letter_b,))
            assert row.rowcount == (person == other and assurance == "2")


def test_without_a_tenant_there_is_nothing(
    catalogue: psycopg.Connection[Any], settings: Settings, post: Post
) -> None:
    """In every table that the program's roles may read, as each of them."""
    assert post.count("schools") == 2
    looked = 0
    for role in ("samsyn_app", "samsyn_worker", "samsyn_owner"):
        with psycopg.connect(dsn(settings, role)) as connection:
            for table in tables(catalogue):
                if not _may(catalogue, role, table, "SELECT"):
                    continue
                row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
                assert row == (0,), f"{role} sees rows of {table}"
                looked += 1
    assert looked >= 2 * FLOOR


def test_with_a_tenant_there_is_that_tenant_only(
    catalogue: psycopg.Connection[Any], settings: Settings, post: Post
) -> None:
    seen = 0
    with psycopg.connect(dsn(settings, "samsyn_owner")) as connection:
        set_tenant(connection, post.world.tenant)
        for table in tables(catalogue):
            found = {row[0] for row in connection.execute(f"SELECT DISTINCT tenant_id FROM {table}")}
            assert found <= {post.world.tenant}, table
            seen += bool(found)
    assert seen >= 6


def test_only_the_worker_inherits_and_nobody_inherits_the_worker(
    catalogue: psycopg.Connection[Any],
) -> None:
    """Policies given to the worker alone stand on it."""
    rows = catalogue.execute(
        "SELECT m.rolname, r.rolname FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid"
        " JOIN pg_roles m ON m.oid = a.member WHERE a.inherit_option AND r.rolname LIKE 'samsyn%'"
    ).fetchall()
    assert rows == [("samsyn_worker", "samsyn_app")]
