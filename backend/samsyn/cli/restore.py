"""`samsyn restore FILE`: a backup takes the place of the database, whole or not at all.

It is read into a new database first; only when that has succeeded do the two change names, and the old one
stays under another name until somebody drops it.
"""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from samsyn.cli.at_hand import at_hand, name_of, plain, prepare
from samsyn.cli.backup import database_url, run_tool
from samsyn.cli.console import Stop, say, waiting
from samsyn.core import database
from samsyn.core.settings import Settings

THROW_OUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()
"""


def command(settings: Settings, words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="samsyn restore")
    parser.add_argument("file", type=Path, help="written by `samsyn backup`")
    parser.add_argument(
        "--replace", action="store_true", help="there is data: put it aside under another name"
    )
    chosen = parser.parse_args(words)
    if not chosen.file.is_file():
        raise Stop(f"{chosen.file} is not there")
    if not settings.key_file.is_file():
        raise Stop(f"the master key {settings.key_file} is not there: without it the backup cannot be read")
    with at_hand(settings), waiting("Restoring the backup"):
        aside = restore(settings, chosen.file, chosen.replace)
    say(f"Restored {chosen.file}" + (f"; the data from before is in the database {aside}" if aside else ""))
    return 0


def restore(settings: Settings, file: Path, replace: bool) -> str | None:
    """Answers the name under which the earlier data was put aside. Raises Stop; then nothing was changed."""
    prepare(settings)
    name = name_of(settings)
    has_data = database.current_revision(settings.owner_url) is not None
    if has_data and not replace:
        raise Stop("the database is not empty: say --replace to put its data aside")
    at = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    fresh, aside = f"{name}_new_{at}", f"{name}_before_{at}"
    with psycopg.connect(plain(settings.admin_url), autocommit=True) as connection:
        database.create_database(connection, fresh)
        try:
            run_tool(
                "pg_restore",
                "--exit-on-error",
                f"--dbname={fresh}",
                str(file),
                url=database_url(settings, fresh),
            )
            _refuse_newer(settings, fresh)
        except BaseException:
            _drop(connection, fresh)
            raise
        _swap(connection, name, fresh, aside)
        if not has_data:
            _drop(connection, aside)
    return aside if has_data else None


def _refuse_newer(settings: Settings, fresh: str) -> None:
    revision = database.current_revision(database_url(settings, fresh))
    if revision not in database.known_revisions():
        raise Stop(f"the backup ({revision}) is newer than this version of Samsyn")


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _swap(connection: psycopg.Connection, name: str, fresh: str, aside: str) -> None:
    """Two renames; web and worker are thrown out of the old database and find the new one."""
    for old, new in ((name, aside), (fresh, name)):
        connection.execute(THROW_OUT, (old,))
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))
        )
