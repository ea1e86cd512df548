"""`samsyn migrate`: bring the database to this version; in production a step of its own before web starts."""

import argparse
from collections.abc import Sequence

from samsyn.cli.at_hand import at_hand, prepare
from samsyn.cli.console import say
from samsyn.cli.upgrade import bring_up_to_date
from samsyn.core import database
from samsyn.core.settings import Settings


def command(settings: Settings, words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="samsyn migrate")
    parser.add_argument("--no-backup", action="store_true", help="a backup was taken by other means")
    chosen = parser.parse_args(words)
    with at_hand(settings):
        if chosen.no_backup:
            prepare(settings)
            database.migrate(settings.owner_url)
        else:
            bring_up_to_date(settings)
        say(f"The database is at {database.current_revision(settings.owner_url)}")
    return 0
