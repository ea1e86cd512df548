"""A database to work on: the embedded one, started when nobody else has, or a server of one's own."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.engine import make_url

from samsyn.cli.console import Stop, waiting
from samsyn.core import database
from samsyn.core.embedded import Embedded
from samsyn.core.settings import Settings


def plain(url: str) -> str:
    """The URL as psycopg and PostgreSQL's own programs take it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def name_of(settings: Settings) -> str:
    return settings.database_name if settings.is_embedded else str(make_url(settings.owner_url).database)


def answers(url: str) -> bool:
    try:
        with psycopg.connect(plain(url), connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


def prepare(settings: Settings) -> None:
    """Roles and an empty database, where they are missing; a server of one's own may have been prepared."""
    if settings.is_embedded or settings.admin_database_url:
        database.prepare(settings.admin_url, name_of(settings))


@contextmanager
def at_hand(settings: Settings, alone: bool = False) -> Iterator[Embedded | None]:
    """The server, where we are the one who started it. `alone`: do not join one that somebody else has.

    Raises Stop when a server of one's own does not answer, EmbeddedError when ours cannot be started.
    """
    if not settings.is_embedded:
        asked = "ADMIN" if settings.admin_database_url else "OWNER"
        if not answers(settings.admin_url if settings.admin_database_url else settings.owner_url):
            raise Stop(f"the database in SAMSYN_{asked}_DATABASE_URL does not answer")
        yield None
    elif not alone and answers(settings.admin_url):
        yield None
    else:
        server = Embedded(settings.cluster_dir)
        with waiting("Starting the database"):
            server.start()
        try:
            yield server
        finally:
            server.stop()


def is_empty(settings: Settings) -> bool:
    """No organiser yet. Asked as the worker, who alone may see that there are any."""
    with psycopg.connect(plain(settings.worker_url)) as connection:
        return connection.execute("SELECT 1 FROM all_tenants() LIMIT 1").fetchone() is None
