"""A database copied from one that is migrated already: for whoever runs the tests many times over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg

from samsyn.core.database import create_database
from samsyn.core.embedded import socket_url
from samsyn.core.settings import Settings

PLACE, CHANGE = "TESTS_DATA_DIR", "TESTS_CHANGE_SQL"
"""Environment: the directory of a running embedded server, and SQL to change the copy with."""
TEMPLATE = "samsyn_template"


def copied(place: Path) -> Iterator[Settings]:
    """Settings of a program on a copy of the template; the copy is dropped afterwards."""
    made = Settings(data_dir=place, static_dir=place / "dist", database_name=f"copy_{uuid4().hex[:16]}")
    admin = made.admin_url.replace("+psycopg", "")
    with psycopg.connect(admin, autocommit=True) as connection:
        create_database(connection, made.database_name, TEMPLATE)
        try:
            if change := os.environ.get(CHANGE):
                url = socket_url(made.cluster_dir, "postgres", made.database_name)
                with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as copy:
                    copy.execute(change)
            yield made
        finally:
            connection.execute(f"DROP DATABASE {made.database_name} WITH (FORCE)")
