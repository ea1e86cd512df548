"""Databases to measure on, loaded once into `var/bench` and kept."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from samsyn.core.crypto import MasterKey
from samsyn.core.database import head_revision, migrate, prepare
from samsyn.core.embedded import Embedded, socket_url
from samsyn.core.settings import ROOT, Settings

SQL = (Path(__file__).parent / "data.sql").read_text()
TENANTS_AT_ONCE = 5


@contextmanager
def database(tenants: int) -> Iterator[Settings]:
    """A server with so many municipalities of 20,000 cases each; made anew when the schema has changed."""
    data = ROOT / "var" / "bench" / f"{tenants}-{head_revision()}"
    data.mkdir(parents=True, exist_ok=True)
    settings = Settings(data_dir=data, static_dir=data / "none")
    server = Embedded(settings.cluster_dir)
    server.start()
    try:
        prepare(settings.admin_url)
        migrate(settings.owner_url)
        if not settings.key_file.exists():
            MasterKey.create(settings.key_file)
        _fill(settings, tenants)
        yield settings
    finally:
        server.stop()


def admin_dsn(settings: Settings) -> str:
    return socket_url(settings.cluster_dir, "postgres", settings.database_name).replace("+psycopg", "")


def _fill(settings: Settings, tenants: int) -> None:
    with psycopg.connect(admin_dsn(settings), autocommit=True) as connection:
        row = connection.execute("SELECT count(*) FROM organisers").fetchone()
        there = row[0] if row else 0
        began = time.monotonic()
        for first in range(there + 1, tenants + 1, TENANTS_AT_ONCE):
            last = min(first + TENANTS_AT_ONCE - 1, tenants)
            with connection.transaction():
                connection.execute(SQL % {"first": first, "last": last})
            print(
                f"  loaded {last} of {tenants} municipalities ({time.monotonic() - began:.0f} s)", flush=True
            )
        if there < tenants:
            connection.execute("VACUUM (ANALYZE)")
