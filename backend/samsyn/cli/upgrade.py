"""The version guard: old code never touches newer data, new code changes older data only after a backup."""

from samsyn.cli.at_hand import prepare
from samsyn.cli.backup import write_backup
from samsyn.cli.console import Stop, say, waiting
from samsyn.core import database
from samsyn.core.settings import Settings


def bring_up_to_date(settings: Settings) -> None:
    """Needs a database at hand. Raises Stop; then nothing was changed."""
    prepare(settings)
    current = database.current_revision(settings.owner_url)
    if current == database.head_revision():
        return
    if current is not None:
        _before_change(settings, current)
    with waiting("Preparing the database"):
        database.migrate(settings.owner_url)


def _before_change(settings: Settings, current: str) -> None:
    if current not in database.known_revisions():
        raise Stop(
            f"the data ({current}) is newer than this version of Samsyn: "
            "start the newer version, or restore a backup from before"
        )
    if not settings.is_embedded and not settings.admin_database_url:
        raise Stop(
            "the database needs a migration: take a backup and run `samsyn migrate --no-backup`, "
            "or set SAMSYN_ADMIN_DATABASE_URL"
        )
    with waiting("Taking a backup before the migration"):
        path = write_backup(settings)
    say(f"Backup before the migration: {path}")
