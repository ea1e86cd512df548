"""The API's document without a database: the same routes, keys that are thrown away."""

from __future__ import annotations

import os

from sqlalchemy.ext.asyncio import create_async_engine

from samsyn.api.info import render
from samsyn.core.clock import SystemClock
from samsyn.core.crypto import KeyedHasher, MasterKey, Sealer
from samsyn.core.doorway import Doorway
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.core.tokens import ClientAssertionReader, SigningKey, TokenReader, TokenSigner
from samsyn.main.app import create_api

NOWHERE = "postgresql+psycopg://nobody@/nothing"


def document() -> str:
    """The text of `openapi/openapi.json`, made from the routes."""
    return render(create_api(_unplugged()).openapi())


def _unplugged() -> Runtime:
    master, clock, engine = MasterKey(os.urandom(32)), SystemClock(), create_async_engine(NOWHERE)
    key = SigningKey.made()
    return Runtime(
        engine=engine,
        settings=Settings(),
        master=master,
        hasher=KeyedHasher(master),
        sealer=Sealer(master, ()),
        cursor_keys=(),
        signer=TokenSigner("unplugged", "unplugged", key, clock),
        tokens=TokenReader("unplugged", "unplugged", [key.verification], clock),
        assertions=ClientAssertionReader("unplugged", clock),
        doorway=Doorway(engine),
        clock=clock,
    )
