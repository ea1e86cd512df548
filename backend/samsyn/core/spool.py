"""What came in and is not kept yet: sealed with a key that only this object has, in a file without a name."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from samsyn.core.crypto import CHUNK_BYTES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

NONCE_BYTES = 12
TAG_BYTES = 16


class Source(Protocol):
    """Content of a known size, read in pieces of at most 256 KiB, all but the last of exactly that."""

    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> bytes: ...
    def pieces(self) -> AsyncIterator[bytes]: ...


class Held:
    """Content that is in memory: what the program made itself."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.size = len(content)
        self.sha256 = hashlib.sha256(content).digest()

    async def pieces(self) -> AsyncIterator[bytes]:
        for start in range(0, self.size, CHUNK_BYTES):
            yield self._content[start : start + CHUNK_BYTES]


class Spool:
    """Written once from front to end, then read in any order; never more than two pieces in memory.

    The file is unlinked when it is made and gone with the process; without the key it is noise.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by close()
        self._box = AESGCM(AESGCM.generate_key(bit_length=256))
        self._hash = hashlib.sha256()
        self._waiting = bytearray()
        self._chunks = 0
        self.size = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def sha256(self) -> bytes:
        return self._hash.digest()

    def write(self, piece: bytes) -> None:
        self._hash.update(piece)
        self.size += len(piece)
        self._waiting += piece
        while len(self._waiting) >= CHUNK_BYTES:
            self._put(bytes(self._waiting[:CHUNK_BYTES]))
            del self._waiting[:CHUNK_BYTES]

    def done(self) -> None:
        """After the last write and before the first read."""
        if self._waiting:
            self._put(bytes(self._waiting))
            self._waiting.clear()

    def _put(self, plain: bytes) -> None:
        sealed = self._box.encrypt(self._nonce(self._chunks), plain, None)
        if self._file.write(sealed) != len(sealed):
            raise OSError("no room for what is sent")
        self._chunks += 1

    def chunk(self, number: int) -> bytes:
        length = min(CHUNK_BYTES, self.size - number * CHUNK_BYTES) + TAG_BYTES
        sealed = os.pread(self._file.fileno(), length, number * (CHUNK_BYTES + TAG_BYTES))
        return self._box.decrypt(self._nonce(number), sealed, None)

    def chunks(self) -> Iterator[bytes]:
        return (self.chunk(number) for number in range(self._chunks))

    async def pieces(self) -> AsyncIterator[bytes]:
        for piece in self.chunks():
            yield piece

    def reader(self) -> io.BufferedReader:
        """A file to read and seek in."""
        return io.BufferedReader(_Reader(self), CHUNK_BYTES)

    def close(self) -> None:
        self._file.close()

    @staticmethod
    def _nonce(number: int) -> bytes:
        return number.to_bytes(NONCE_BYTES, "big")


class _Reader(io.RawIOBase):
    def __init__(self, spool: Spool) -> None:
        self._spool, self._at = spool, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._spool.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        into = memoryview(buffer)
        if self._at >= self._spool.size:
            return 0
        number, inside = divmod(self._at, CHUNK_BYTES)
        piece = self._spool.chunk(number)[inside : inside + len(into)]
        into[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
