"""Engine, roles and migrations."""

from __future__ import annotations

import select
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg import _queries, sql
from psycopg.pq import TransactionStatus
from sqlalchemy import PoolResetState, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

ROLES = (
    "samsyn_owner LOGIN NOSUPERUSER NOBYPASSRLS",
    "samsyn_app LOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT",
    "samsyn_worker LOGIN NOSUPERUSER NOBYPASSRLS INHERIT",
    "samsyn_auth NOLOGIN BYPASSRLS",
    "samsyn_search NOLOGIN BYPASSRLS",
    "samsyn_audit LOGIN NOSUPERUSER NOBYPASSRLS",
    "samsyn_aggregate LOGIN NOSUPERUSER NOBYPASSRLS",
)
GRANTS = (
    "GRANT samsyn_auth TO samsyn_owner WITH INHERIT FALSE, SET TRUE",
    "GRANT samsyn_search TO samsyn_owner WITH INHERIT FALSE, SET TRUE",
    "GRANT samsyn_app TO samsyn_worker WITH INHERIT TRUE, SET FALSE",
    "ALTER ROLE samsyn_app SET statement_timeout = '5s'",
    "ALTER ROLE samsyn_app SET lock_timeout = '1s'",
    "ALTER ROLE samsyn_app SET idle_in_transaction_session_timeout = '10s'",
    "ALTER ROLE samsyn_app SET plan_cache_mode = force_generic_plan",
    "ALTER ROLE samsyn_app SET jit = off",
    "ALTER ROLE samsyn_worker SET jit = off",
    "ALTER ROLE samsyn_worker SET statement_timeout = '60s'",
    "ALTER ROLE samsyn_worker SET lock_timeout = '5s'",
    "ALTER ROLE samsyn_worker SET idle_in_transaction_session_timeout = '60s'",
)
MIGRATIONS = Path(__file__).resolve().parents[3] / "migrations"


def prepare(admin_dsn: str, database: str = "samsyn") -> None:
    """Makes roles and an empty database where they are missing. Needs a superuser (BYPASSRLS roles)."""
    with psycopg.connect(admin_dsn.replace("+psycopg", ""), autocommit=True) as connection:
        for role in ROLES:
            name = role.split()[0]
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone():
                connection.execute(sql.SQL("CREATE ROLE " + role))
        for grant in GRANTS:
            connection.execute(sql.SQL(grant))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone():
            create_database(connection, database)


def create_database(connection: psycopg.Connection, database: str, template: str | None = None) -> None:
    """A database owned by the migrations' role, closed to everybody but ours."""
    name = sql.Identifier(database)
    copy = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
    connection.execute(sql.SQL("CREATE DATABASE {} OWNER samsyn_owner{}").format(name, copy))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    users = sql.SQL("samsyn_app, samsyn_worker, samsyn_audit, samsyn_aggregate")
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, users))


def migrations(owner_url: str = "") -> Config:
    """Alembic's configuration; no ini file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    return config


def migrate(owner_url: str) -> None:
    """Brings the database to this program's version, as ``samsyn_owner``."""
    command.upgrade(migrations(owner_url), "head")


def head_revision() -> str:
    """The revision this program's code is written for."""
    head = ScriptDirectory.from_config(migrations()).get_current_head()
    if head is None:
        raise RuntimeError("there are no migrations")
    return head


def known_revisions() -> frozenset[str]:
    """Every revision this program knows; a database at another one is newer than the program."""
    return frozenset(s.revision for s in ScriptDirectory.from_config(migrations()).walk_revisions())


def current_revision(owner_url: str) -> str | None:
    """The database's revision, None for an empty one."""
    with psycopg.connect(owner_url.replace("+psycopg", "")) as connection:
        if connection.execute("SELECT to_regclass('public.alembic_version')").fetchone() == (None,):
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


_queries.MAX_CACHED_STATEMENT_LENGTH = 32_768
"""Of a statement's characters. The driver takes what is longer apart again each time it is asked: our longest
are prebuilt and always the same, so its usual 4,096 would leave out those that are asked the most."""


def application_engine(url: str, pool: int = 20) -> AsyncEngine:
    """The pool. ``hide_parameters``: an exception's text must not carry a child's data into a log."""
    engine = create_async_engine(
        url,
        pool_size=pool,
        max_overflow=0,
        pool_timeout=1,
        hide_parameters=True,
        pool_reset_on_return=None,
        connect_args={"prepare_threshold": 1, "connect_timeout": 3},
    )
    event.listen(engine.sync_engine, "checkout", _refuse_dead)
    event.listen(engine.sync_engine, "reset", _leave_nothing)
    return engine


def _leave_nothing(connection: Any, _: Any, state: PoolResetState) -> None:
    """Nobody gets a connection within the transaction of somebody else. Nearly always there is none: that is
    seen without a word to the server, and without the driver's own way of finding out."""
    idle = connection.driver_connection.pgconn.transaction_status == TransactionStatus.IDLE
    if state.asyncio_safe and not idle:
        connection.rollback()


def _refuse_dead(connection: Any, *_: Any) -> None:
    """After a restart of the server every connection of the pool is dead: nobody shall get one of them.

    An idle connection has nothing to read but its end, so a look at the socket tells, without a round trip.
    """
    try:
        socket = connection.driver_connection.pgconn.socket
    except psycopg.Error:
        raise InvalidatePoolError from None
    looker = select.poll()
    looker.register(socket, select.POLLIN)
    if looker.poll(0):
        raise InvalidatePoolError
