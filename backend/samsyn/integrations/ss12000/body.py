"""Reading a body without letting it grow past a cap, compressed or not."""

from __future__ import annotations

import zlib

import httpx

ACCEPT_ENCODING = "gzip"
_GZIP = 16 + zlib.MAX_WBITS


class BodyTooLarge(Exception):
    """The body is larger than the cap."""


class BodyUnreadable(Exception):
    """The body's compression is unknown or broken."""


async def read_body(response: httpx.Response, cap: int) -> bytes:
    """At most ``cap`` bytes after decompression; never holds more than that of a compression bomb.

    Raises `BodyTooLarge`, `BodyUnreadable`, and httpx's transport errors when the body ends early.
    """
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip", ""}:
        raise BodyUnreadable
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > cap:
        raise BodyTooLarge
    inflate = zlib.decompressobj(_GZIP) if encoding.endswith("gzip") else None
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += _plain(chunk, inflate, cap - len(body))
        if len(body) > cap:
            raise BodyTooLarge
    if inflate is not None and not inflate.eof:
        raise BodyUnreadable
    return bytes(body)


def _plain(chunk: bytes, inflate: zlib._Decompress | None, room: int) -> bytes:
    if inflate is None:
        return chunk
    try:
        return inflate.decompress(chunk, room + 1)
    except zlib.error:
        raise BodyUnreadable from None
