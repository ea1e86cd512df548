"""Asks a ClamAV daemon about a file: INSTREAM over TCP, the command of its protocol that sends content."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from contextlib import suppress
from typing import Final

SECONDS: Final = 120.0
LENGTH_BYTES: Final = 4
MOST_ANSWER: Final = 4096


class ScanFault(RuntimeError):
    """No verdict: not reached, too slow, or an answer that is neither clean nor found."""


async def is_clean(place: str, content: AsyncIterable[bytes]) -> bool:
    """``place`` is host:port. False when something was found. Raises ScanFault."""
    host, _, port = place.rpartition(":")
    try:
        async with asyncio.timeout(SECONDS):
            return _verdict(await _ask(host.strip("[]"), int(port), content))
    except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        raise ScanFault(type(error).__name__) from None


async def _ask(host: str, port: int, content: AsyncIterable[bytes]) -> bytes:
    reader, writer = await asyncio.open_connection(host, port, limit=MOST_ANSWER)
    try:
        writer.write(b"zINSTREAM\0")
        async for piece in content:
            writer.write(len(piece).to_bytes(LENGTH_BYTES, "big") + piece)
            await writer.drain()
        writer.write(bytes(LENGTH_BYTES))
        await writer.drain()
        return await reader.readuntil(b"\0")
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


def _verdict(answer: bytes) -> bool:
    said = answer.rstrip(b"\0\n ")
    if said == b"stream: OK":
        return True
    if said.startswith(b"stream: ") and said.endswith(b" FOUND"):
        return False
    raise ScanFault("answered neither OK nor FOUND")
