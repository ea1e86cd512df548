"""`samsyn migration "what it does"`: a new migration from the difference between models and database."""

import argparse
from collections.abc import Sequence

from alembic import command as alembic

from samsyn.cli.at_hand import at_hand
from samsyn.cli.upgrade import bring_up_to_date
from samsyn.core import database
from samsyn.core.settings import Settings


def command(settings: Settings, words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="samsyn migration")
    parser.add_argument("message", help="what it does, in a few words")
    chosen = parser.parse_args(words)
    with at_hand(settings):
        bring_up_to_date(settings)
        alembic.revision(database.migrations(settings.owner_url), chosen.message, autogenerate=True)
    return 0
