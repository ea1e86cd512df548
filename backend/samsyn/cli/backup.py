"""`samsyn backup`: the whole database in one file, taken while people work."""

import argparse
import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from samsyn.cli.at_hand import at_hand, name_of, plain
from samsyn.cli.console import Stop, say, waiting
from samsyn.core import database
from samsyn.core.embedded import binaries
from samsyn.core.settings import Settings


def command(settings: Settings, words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="samsyn backup")
    parser.add_argument(
        "file", nargs="?", type=Path, help="default: a new file in the data directory's backups/"
    )
    chosen = parser.parse_args(words)
    with at_hand(settings), waiting("Writing the backup"):
        path = write_backup(settings, chosen.file)
    say(f"Backup: {path} ({path.stat().st_size / 1e6:.1f} MB)")
    say(
        f"THE MASTER KEY IS NOT IN IT: keep a copy of {settings.key_file} in another place. "
        "Without that key nothing sealed in this backup can ever be read."
    )
    return 0


def database_url(settings: Settings, name: str) -> str:
    """The superuser's URL of one database, as PostgreSQL's own programs take it."""
    return plain(make_url(settings.admin_url).set(database=name).render_as_string(hide_password=False))


def write_backup(settings: Settings, target: Path | None = None) -> Path:
    """Complete or not there at all: written beside, then renamed. Readable by its owner only. Raises Stop."""
    revision = database.current_revision(settings.owner_url)
    if revision is None:
        raise Stop("the database is empty: there is nothing to back up")
    path = (target or _new_file(settings, revision)).absolute()
    if path.exists():
        raise Stop(f"{path} exists already")
    part = path.with_name(path.name + ".part")
    part.touch(mode=0o600)
    part.chmod(0o600)
    try:
        run_tool(
            "pg_dump", "--format=custom", f"--file={part}", url=database_url(settings, name_of(settings))
        )
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def run_tool(name: str, *words: str, url: str) -> None:
    """One of PostgreSQL's programs. The URL goes through the environment: other accounts cannot read that.

    Raises Stop with what the program said.
    """
    parts = make_url(url)
    wanted = {
        "PGHOST": parts.host or parts.query.get("host"),
        "PGPORT": str(parts.port or 5432),
        "PGUSER": parts.username,
        "PGPASSWORD": str(parts.password) if parts.password else None,
        "PGDATABASE": parts.database,
    }
    environment = {**os.environ, **{key: str(value) for key, value in wanted.items() if value}}
    command = [str(binaries() / name), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{name} failed: {done.stderr.strip()[-1000:]}")


def _new_file(settings: Settings, revision: str) -> Path:
    folder = settings.data_dir / "backups"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return folder / f"samsyn-{at}-{revision}.dump"
