"""Keyed marks of 32 bytes: compared for equality, never turned back into what they stand for."""

from __future__ import annotations

import hmac
from hashlib import sha256

from samsyn.core.crypto.master import MasterKey


class KeyedHasher:
    """HMAC-SHA256 under sub-keys of the master key: one per use, so that no mark serves for another."""

    def __init__(self, master: MasterKey) -> None:
        self._master = master

    def blind_index(self, tenant: int, value: str, purpose: str = "personnummer") -> bytes:
        """To store and to look up by equality. ``value`` must be in its one normal form.

        Two organisers get different marks for the same value, so their pupils cannot be joined. There are
        only some 10^9 personnummer: without the key the mark is safe, with it everyone can be listed.
        """
        return _mark(self._master.subkey(f"index/{purpose}", tenant), value.encode())

    def blind_index_candidates(
        self, tenant: int, value: str, purpose: str = "personnummer"
    ) -> tuple[bytes, ...]:
        """To look up with ``= ANY`` while a change of master key is under way; newest first."""
        keys = self._master.subkeys(f"index/{purpose}", tenant)
        return tuple(_mark(key, value.encode()) for key in keys)

    def fingerprint(self, purpose: str, data: bytes) -> bytes:
        """Recognises the same bytes again (an idempotent request) without keeping them."""
        return _mark(self._master.subkey(f"fingerprint/{purpose}"), data)

    def fingerprint_matches(self, purpose: str, data: bytes, mark: bytes) -> bool:
        return _any(self._master.subkeys(f"fingerprint/{purpose}"), data, mark)

    def sign(self, purpose: str, data: bytes) -> bytes:
        """Proof that this installation made ``data``."""
        return _mark(self._master.subkey(f"signature/{purpose}"), data)

    def verify(self, purpose: str, data: bytes, signature: bytes) -> bool:
        return _any(self._master.subkeys(f"signature/{purpose}"), data, signature)


def _mark(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, sha256)


def _any(keys: tuple[bytes, ...], data: bytes, mark: bytes) -> bool:
    return any(hmac.compare_digest(_mark(key, data), mark) for key in keys)
