"""A database of a test's own."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from samsyn.cli.at_hand import plain
from samsyn.cli.keys import make_keys
from samsyn.cli.upgrade import bring_up_to_date
from samsyn.core.settings import Settings


@pytest.fixture
def place(settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """A database of this test's own on the test's server, with files of its own."""
    name = f"samsyn_{uuid4().hex[:8]}"
    (tmp_path / "postgres").symlink_to(settings.cluster_dir)
    made = Settings(data_dir=tmp_path, database_name=name)
    bring_up_to_date(made)
    make_keys(made, empty=True)
    yield made
    with psycopg.connect(plain(settings.admin_url), autocommit=True) as connection:
        rows = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (name,)
        ).fetchall()
        for (leftover,) in rows:
            connection.execute(f'DROP DATABASE "{leftover}" WITH (FORCE)'.encode())
