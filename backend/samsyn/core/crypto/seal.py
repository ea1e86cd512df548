"""AES-256-GCM envelopes: a value opens only in the organiser, table, row and column that it was sealed for.

A sealed value is ``1 | key version (4) | nonce (12) | ciphertext | tag (16)``: 33 bytes more than it holds.
Nonces are random 96 bits: a data key is safe for 2^32 values, and should be replaced long before.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from samsyn.core.crypto.master import ID_BYTES, KEY_BYTES, CryptoError, MasterKey

CHUNK_BYTES: Final = 256 * 1024
"""Plaintext of one blob row."""
FORMAT: Final = b"\x01"
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
VERSION_BYTES: Final = 4
HEAD_BYTES: Final = len(FORMAT) + VERSION_BYTES
WRAP: Final = "wrap data key"


class UnknownDataKey(CryptoError):
    """Sealed with a key made after this process read its keys: read them again and retry once."""


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key as the database keeps it; of no use without the master key."""

    tenant: int
    version: int
    wrapped: bytes


def bound(kind: str, *parts: object) -> bytes:
    """Additional authenticated data. Each part carries its length, so that no two places spell the same."""
    texts = [str(part).encode() for part in (kind, *parts)]
    return b"".join(len(text).to_bytes(4, "big") + text for text in texts)


def encrypt(key: bytes, plaintext: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, place)


def decrypt(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Raises CryptoError on anything but what ``encrypt`` made with the same key for the same place."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise CryptoError("too short to be sealed")
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
    except InvalidTag:
        raise CryptoError("does not open here: changed, moved or sealed with another key") from None


def new_data_key(master: MasterKey, tenant: int, version: int) -> WrappedKey:
    """A fresh random key. ``version`` counts from 1 per organiser; the highest seals, all open."""
    if not 0 < version < 1 << (8 * VERSION_BYTES):
        raise CryptoError("a data key's version counts from 1")
    return _wrap(master, tenant, version, os.urandom(KEY_BYTES))


def rewrap(master: MasterKey, wrapped: WrappedKey) -> WrappedKey:
    """The same data key under the newest master key: no sealed value has to be touched."""
    return _wrap(master, wrapped.tenant, wrapped.version, _unwrap(master, wrapped))


def is_wrapped_by(master: MasterKey, wrapped: WrappedKey) -> bool:
    """Whether the newest master key wrapped it; if not it waits for ``rewrap``."""
    return wrapped.wrapped[len(FORMAT) : len(FORMAT) + ID_BYTES] == master.ids[0]


def _wrap(master: MasterKey, tenant: int, version: int, key: bytes) -> WrappedKey:
    box = encrypt(master.subkey(WRAP), key, bound(WRAP, tenant, version))
    return WrappedKey(tenant, version, FORMAT + master.ids[0] + box)


def _unwrap(master: MasterKey, wrapped: WrappedKey) -> bytes:
    head, body = wrapped.wrapped[: len(FORMAT)], wrapped.wrapped[len(FORMAT) :]
    if head != FORMAT:
        raise CryptoError("not a wrapped data key of this format")
    opener = master.subkey_of(body[:ID_BYTES], WRAP)
    return decrypt(opener, body[ID_BYTES:], bound(WRAP, wrapped.tenant, wrapped.version))


def chunk_count(size: int) -> int:
    """How many rows a blob of ``size`` bytes takes; an empty one takes one, so that its loss is noticed."""
    return max(1, -(-size // CHUNK_BYTES))


class Sealer:
    """Seals with an organiser's newest data key and opens with whichever key a value names."""

    def __init__(self, master: MasterKey, wrapped_keys: Iterable[WrappedKey]) -> None:
        self._master = master
        self._keys: dict[tuple[int, int], bytes] = {}
        self._newest: dict[int, int] = {}
        self.learn(wrapped_keys)

    def learn(self, wrapped_keys: Iterable[WrappedKey]) -> None:
        """Takes in keys made since the start: a new organiser, or a new version."""
        for wrapped in wrapped_keys:
            self._keys[wrapped.tenant, wrapped.version] = _unwrap(self._master, wrapped)
            self._newest[wrapped.tenant] = max(wrapped.version, self._newest.get(wrapped.tenant, 0))

    def seal(self, tenant: int, table: str, row_id: UUID, column: str, plaintext: bytes) -> bytes:
        """Raises UnknownDataKey for an organiser without a data key."""
        return self._seal(tenant, plaintext, ("cell", table, row_id, column))

    def open(self, tenant: int, table: str, row_id: UUID, column: str, sealed: bytes) -> bytes:
        """Raises CryptoError when the value was changed or belongs to another place."""
        return self._open(tenant, sealed, ("cell", table, row_id, column))

    def seal_text(self, tenant: int, table: str, row_id: UUID, column: str, text: str) -> bytes:
        return self.seal(tenant, table, row_id, column, text.encode())

    def open_text(self, tenant: int, table: str, row_id: UUID, column: str, sealed: bytes) -> str:
        return self.open(tenant, table, row_id, column, sealed).decode()

    def seal_chunk(self, tenant: int, blob_id: UUID, number: int, total: int, plaintext: bytes) -> bytes:
        """``number`` counts from 0. The total is bound too: a blob cut short does not open."""
        if not 0 <= number < total:
            raise CryptoError(f"chunk {number} of {total}")
        if len(plaintext) > CHUNK_BYTES:
            raise CryptoError(f"a chunk holds at most {CHUNK_BYTES} bytes")
        return self._seal(tenant, plaintext, ("chunk", blob_id, number, total))

    def open_chunk(self, tenant: int, blob_id: UUID, number: int, total: int, sealed: bytes) -> bytes:
        return self._open(tenant, sealed, ("chunk", blob_id, number, total))

    def is_current(self, tenant: int, sealed: bytes) -> bool:
        """False for a value that a rotation has yet to seal again with the newest data key."""
        return self._version(sealed) == self._newest.get(tenant)

    def _seal(self, tenant: int, plaintext: bytes, place: tuple[object, ...]) -> bytes:
        version = self._newest.get(tenant)
        if version is None:
            raise UnknownDataKey(f"organiser {tenant} has no data key")
        box = encrypt(self._keys[tenant, version], plaintext, bound("sealed", tenant, *place, version))
        return FORMAT + version.to_bytes(VERSION_BYTES, "big") + box

    def _open(self, tenant: int, sealed: bytes, place: tuple[object, ...]) -> bytes:
        version = self._version(sealed)
        key = self._keys.get((tenant, version))
        if key is None:
            raise UnknownDataKey(f"data key {version} of organiser {tenant} is not known here")
        return decrypt(key, sealed[HEAD_BYTES:], bound("sealed", tenant, *place, version))

    @staticmethod
    def _version(sealed: bytes) -> int:
        if len(sealed) < HEAD_BYTES or sealed[: len(FORMAT)] != FORMAT:
            raise CryptoError("not a sealed value of this format")
        return int.from_bytes(sealed[len(FORMAT) : HEAD_BYTES], "big")

    def __repr__(self) -> str:
        return f"Sealer({len(self._newest)} organisers)"
