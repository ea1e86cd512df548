"""The demo municipality: its password, and filling it in whole or not at all."""

import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from psycopg import sql
from pydantic import SecretStr

from samsyn.cli.at_hand import at_hand, is_empty, name_of, plain
from samsyn.cli.console import Stop, say
from samsyn.cli.keys import make_keys
from samsyn.cli.program import Command
from samsyn.cli.upgrade import bring_up_to_date
from samsyn.core.settings import Settings

UNFINISHED = "samsyn: a demo was begun here and not finished"


def password(settings: Settings, anew: bool) -> str:
    """What the accounts were filled in with, or with `anew` are about to be: the one given, or one made.

    Kept beside the data, readable by its owner only, so that every start can print it.
    """
    file = settings.data_dir / "demo-password"
    given = settings.demo_password.get_secret_value() if settings.demo_password else None
    if file.exists() and not anew:
        kept = file.read_text()
        if given not in {None, kept}:
            say("SAMSYN_DEMO_PASSWORD counts at the first start only; the one from then still holds.")
        return kept
    chosen = given or "-".join(secrets.token_hex(2) for _ in range(3))
    with open(file, "w", opener=_private) as new:
        new.write(chosen)
    return chosen


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def seed(fill: Command, settings: Settings, words: Sequence[str]) -> int:
    """Fills an empty database; one that was interrupted is emptied and begun again. Raises Stop."""
    if not settings.demo:
        raise Stop("the demo is filled in with SAMSYN_DEMO=1 only")
    with at_hand(settings), _alone(settings):
        bring_up_to_date(settings)
        if is_unfinished(settings):
            _drop(settings)
            bring_up_to_date(settings)
        if not is_empty(settings):
            say("There is data already: nothing was filled in.")
            return 0
        make_keys(settings, empty=True)
        _mark(settings, UNFINISHED)
        code = fill(
            settings.model_copy(update={"demo_password": SecretStr(password(settings, anew=True))}), words
        )
        if code == 0:
            _mark(settings, None)
    return code


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Half-filled by somebody who is still at it is not interrupted. Ends with us, however we end."""
    with open(settings.data_dir / ".demo.lock", "w", opener=_private) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop("another samsyn is filling in the demo just now") from None
        yield


def refuse_unfinished(settings: Settings) -> None:
    """Raises Stop: nobody's real data may come to lie in a half-filled demo, which is dropped."""
    if is_unfinished(settings):
        raise Stop(f"a demo was begun in {settings.data_dir} and not finished: use another SAMSYN_DATA_DIR")


def is_unfinished(settings: Settings) -> bool:
    """The mark is a comment on the database itself: it goes where the half-filled data goes."""
    with psycopg.connect(plain(settings.owner_url)) as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        return found.fetchone() == (UNFINISHED,)


def _mark(settings: Settings, text: str | None) -> None:
    words = sql.SQL("COMMENT ON DATABASE {} IS {}").format(
        sql.Identifier(name_of(settings)), sql.Literal(text)
    )
    with psycopg.connect(plain(settings.owner_url), autocommit=True) as connection:
        connection.execute(words)


def _drop(settings: Settings) -> None:
    drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name_of(settings)))
    with psycopg.connect(plain(settings.admin_url), autocommit=True) as connection:
        connection.execute(drop)
