"""Keys, clock, engine and registry of one process."""

from __future__ import annotations

from pathlib import Path

from samsyn.core.clock import Clock, SystemClock
from samsyn.core.crypto import KeyedHasher, MasterKey, Sealer
from samsyn.core.cursor import keys_of
from samsyn.core.database import application_engine
from samsyn.core.doorway import Doorway
from samsyn.core.registry import Registry
from samsyn.core.runtime import Runtime
from samsyn.core.schema import BASE_PATH
from samsyn.core.settings import Settings
from samsyn.core.tokens import ClientAssertionReader, SigningKey, TokenReader, TokenSigner
from samsyn.main.wiring import wire

AUDIENCE = "samsyn"


def signing_key(settings: Settings) -> SigningKey:
    """Lies beside the master key, mode 0600; made at first need."""
    path = Path(settings.key_file).with_name("signing.key")
    return SigningKey.load(path) if path.exists() else SigningKey.create(path)


def make_runtime(settings: Settings, *, url: str | None = None, clock: Clock | None = None) -> Runtime:
    """``url``: another role than the application's (worker, command line). Raises SecretFileError."""
    time = clock or SystemClock()
    master = MasterKey.load(settings.key_file)
    key = signing_key(settings)
    issuer = settings.public_url or settings.local_url
    engine = application_engine(url or settings.app_url, settings.pool_size)
    runtime = Runtime(
        engine=engine,
        settings=settings,
        master=master,
        hasher=KeyedHasher(master),
        sealer=Sealer(master, ()),
        cursor_keys=keys_of(master),
        signer=TokenSigner(issuer, AUDIENCE, key, time),
        tokens=TokenReader(issuer, AUDIENCE, [key.verification], time),
        assertions=ClientAssertionReader(f"{issuer}{BASE_PATH}/oauth/token", time),
        doorway=Doorway(engine),
        clock=time,
        registry=Registry(),
    )
    wire(runtime.registry)
    return runtime
