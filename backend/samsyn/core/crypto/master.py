"""The master key: a short ring of 32-byte keys in one file, newest first."""

from __future__ import annotations

import base64
import binascii
import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from samsyn.core.crypto.secretfile import SecretFileError, read_secret, write_secret

KEY_BYTES: Final = 32
ID_BYTES: Final = 8


class CryptoError(Exception):
    """Something sealed could not be opened, or a key does not fit. Never says what was inside."""


@lru_cache(maxsize=4096)
def _derive(key: bytes, purpose: str, tenant: int | None) -> bytes:
    scope = "" if tenant is None else str(tenant)
    info = f"samsyn/1/{len(purpose)}:{purpose}/{scope}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key)


def _check(ring: tuple[bytes, ...]) -> None:
    if not ring or any(len(key) != KEY_BYTES for key in ring):
        raise CryptoError(f"a master key is {KEY_BYTES} bytes")
    if len(set(ring)) != len(ring):
        raise CryptoError("the same master key is listed twice")
    if any(len(set(key)) == 1 for key in ring):
        raise CryptoError("a master key of one repeated byte is no key")


def _read(path: Path) -> tuple[bytes, ...]:
    try:
        ring = tuple(base64.b64decode(line, validate=True) for line in read_secret(path).split())
        _check(ring)
    except (binascii.Error, CryptoError) as error:
        wanted = f"{KEY_BYTES} random bytes as base64 on one line"
        raise SecretFileError(f"{path}: not a master key; it must hold {wanted}") from error
    return ring


def _as_text(*ring: bytes) -> bytes:
    return b"".join(base64.b64encode(key) + b"\n" for key in ring)


class MasterKey:
    """The file holds one base64 key of 32 bytes per line; one line is the normal case.

    Changing it online: ``MasterKey.rotate(path)``, restart every process, ``rewrap`` each data key, write the
    blind indexes again, ``MasterKey.retire(path)``, restart. Until the last step both keys work. A backup is
    worth nothing without this file; a retired key is still needed for backups from before its retirement.
    """

    def __init__(self, *ring: bytes) -> None:
        _check(ring)
        self._ring = ring
        self.ids = tuple(_derive(key, "key id", None)[:ID_BYTES] for key in ring)
        """Name of each key, newest first: says which one wrapped a data key and gives nothing away."""

    @classmethod
    def load(cls, path: Path) -> MasterKey:
        """Raises SecretFileError when the file is not ours alone or not a key."""
        return cls(*_read(path))

    @classmethod
    def create(cls, path: Path) -> MasterKey:
        """A new key in a new file. Raises SecretFileError where one already lies."""
        key = os.urandom(KEY_BYTES)
        write_secret(path, _as_text(key))
        return cls(key)

    @classmethod
    def rotate(cls, path: Path) -> MasterKey:
        """Puts a new key first in the file and keeps the old ones for opening."""
        return cls._replace(path, os.urandom(KEY_BYTES), *_read(path))

    @classmethod
    def retire(cls, path: Path) -> MasterKey:
        """Drops all but the newest key. Only when every data key is rewrapped and every index rewritten."""
        return cls._replace(path, _read(path)[0])

    @classmethod
    def _replace(cls, path: Path, *ring: bytes) -> MasterKey:
        write_secret(path, _as_text(*ring), replace=True)
        return cls(*ring)

    def subkey(self, purpose: str, tenant: int | None = None) -> bytes:
        """32 bytes for one purpose (and organiser), from the newest key."""
        return _derive(self._ring[0], purpose, tenant)

    def subkeys(self, purpose: str, tenant: int | None = None) -> tuple[bytes, ...]:
        """The same from every key of the ring, newest first: what an older process may have used."""
        return tuple(_derive(key, purpose, tenant) for key in self._ring)

    def subkey_of(self, key_id: bytes, purpose: str) -> bytes:
        """From the key with this id. Raises CryptoError when the ring does not hold it."""
        for known, key in zip(self.ids, self._ring, strict=True):
            if known == key_id:
                return _derive(key, purpose, None)
        raise CryptoError(f"wrapped by master key {key_id.hex()}, which is not in the key file")

    def __repr__(self) -> str:
        return f"MasterKey({', '.join(key_id.hex() for key_id in self.ids)})"

    def __reduce__(self) -> str:
        raise TypeError("a master key is not copied between processes; load it from its file")
