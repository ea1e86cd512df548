"""Lets a one-time link of the program that browser tests run against be over: fourteen days are long to wait.

Says so where there is no live link of that question.
"""

import sys
from uuid import UUID

import psycopg

from samsyn.core.embedded import socket_url
from samsyn.core.settings import Settings


def run_out(contribution: UUID) -> None:
    """Past every wall, as only a test may."""
    settings = Settings.load()
    server = socket_url(settings.cluster_dir, "postgres", settings.database_name).replace("+psycopg", "")
    statement = "UPDATE contributions SET link_expires_at = now() WHERE id = %s AND token_hash IS NOT NULL"
    with psycopg.connect(server) as connection:
        if connection.execute(statement, (contribution,)).rowcount != 1:
            raise SystemExit(f"no live link of {contribution}")


if __name__ == "__main__":
    run_out(UUID(sys.argv[1]))
