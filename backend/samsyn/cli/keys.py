"""`samsyn keys`: the master key and the key that signs access tokens, made once, beside an empty database."""

from collections.abc import Sequence

from samsyn.cli.at_hand import at_hand, is_empty
from samsyn.cli.console import Stop, no_words, say
from samsyn.cli.upgrade import bring_up_to_date
from samsyn.core.crypto import MasterKey
from samsyn.core.settings import Settings
from samsyn.core.tokens import SigningKey


def command(settings: Settings, words: Sequence[str]) -> int:
    no_words("keys", words)
    with at_hand(settings):
        bring_up_to_date(settings)
        make_keys(settings, is_empty(settings))
    say(f"Keys: {settings.key_file.parent}. Keep a copy in another place: backups do not hold them.")
    return 0


def make_keys(settings: Settings, empty: bool) -> None:
    """Data without its master key is never covered up by a new key. Raises Stop."""
    master = settings.key_file
    signing = master.with_name("signing.key")
    if not master.exists():
        if not empty:
            raise Stop(f"the master key {master} is gone: put it back, the data cannot be read without it")
        master.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        MasterKey.create(master)
    if not signing.exists():
        SigningKey.create(signing)
