"""Opaque cursors: where a list goes on, for that list and that order only.

The values of a sort key may be a pupil's name, and a cursor stands in an address. So it is encrypted, not
just signed: nobody but this installation reads or makes one.
"""

from __future__ import annotations

import base64
import json
import os
import re
from datetime import date, datetime
from typing import Final, TypeAlias
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from samsyn.core.crypto import MasterKey
from samsyn.core.errors import BadRequest

Value: TypeAlias = str | int | bool | UUID | date | datetime | None

MAX_TEXT: Final = 2000
NONCE_BYTES: Final = 12
PURPOSE: Final = "cursor"
_TEXT: Final = re.compile(rf"[A-Za-z0-9_-]{{1,{MAX_TEXT}}}", re.ASCII)


class BadCursor(BadRequest):
    """400: not made here, changed, or made for another list or order."""

    code = "V04"
    sv = "Listan kan inte fortsätta därifrån. Börja om från första sidan."
    en = "The list cannot go on from there. Start again from the first page."


def keys_of(master: MasterKey) -> tuple[bytes, ...]:
    """To encode with the first of and to decode with all of: a change of master key breaks no open list."""
    return master.subkeys(PURPOSE)


def encode(values: tuple[Value, ...], key: bytes, *, name: str, sort: str) -> str:
    """``values`` are the sort values of the last row shown, its id last; ``key`` has 32 bytes.

    Raises ValueError when they make a cursor longer than 2,000 characters.
    """
    nonce = os.urandom(NONCE_BYTES)
    plain = json.dumps([_packed(value) for value in values], separators=(",", ":"), ensure_ascii=False)
    sealed = nonce + AESGCM(key).encrypt(nonce, plain.encode(), _bound(name, sort))
    text = base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()
    if len(text) > MAX_TEXT:
        raise ValueError("the sort values are too long for a cursor")
    return text


def decode(text: str, keys: tuple[bytes, ...], *, name: str, sort: str) -> tuple[Value, ...]:
    """The values given to ``encode``. Raises BadCursor for anything else."""
    if not _TEXT.fullmatch(text) or len(text) % 4 == 1:
        raise BadCursor
    sealed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(sealed).rstrip(b"=").decode() != text:
        raise BadCursor
    for key in keys:
        plain = _opened(sealed, key, _bound(name, sort))
        if plain is not None:
            return tuple(_unpacked(item) for item in json.loads(plain))
    raise BadCursor


def _opened(sealed: bytes, key: bytes, bound: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        return None


def _bound(name: str, sort: str) -> bytes:
    return json.dumps(["samsyn cursor 1", name, sort]).encode()


def _packed(value: Value) -> object:
    match value:
        case datetime():
            return {"t": value.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case UUID():
            return {"u": str(value)}
        case None | str() | int():
            return value
    raise TypeError(f"a cursor cannot hold a {type(value).__name__}")


def _unpacked(item: str | int | dict[str, str] | None) -> Value:
    if not isinstance(item, dict):
        return item
    ((kind, text),) = item.items()
    if kind == "t":
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if kind == "d" else UUID(text)
