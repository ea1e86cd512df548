"""`python -m tests.mutants.server DIRECTORY`: a migrated template to copy, until standard input ends."""

from __future__ import annotations

import sys
from pathlib import Path

import psycopg

from samsyn.core.crypto import MasterKey
from samsyn.core.database import migrate, prepare
from samsyn.core.embedded import Embedded
from samsyn.core.settings import Settings
from samsyn.main.runtime import signing_key
from tests.templates import TEMPLATE


def main() -> None:
    place = Path(sys.argv[1])
    settings = Settings(data_dir=place, database_name=TEMPLATE)
    server = Embedded(settings.cluster_dir)
    server.start()
    try:
        with psycopg.connect(settings.admin_url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
        prepare(settings.admin_url, TEMPLATE)
        migrate(settings.owner_url)
        if not settings.key_file.exists():
            MasterKey.create(settings.key_file)
        signing_key(settings)
        print("ready", flush=True)
        sys.stdin.read()
    finally:
        server.stop()


main()
