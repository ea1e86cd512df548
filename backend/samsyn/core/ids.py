"""UUIDv7 keys, made by the program so that a row's id is known before it is written."""

from __future__ import annotations

import os
import time
from uuid import UUID

_VERSION = 0x7 << 76
_VARIANT = 0x2 << 62
_CLEAR = ~((0xF << 76) | (0x3 << 62))


def uuid7() -> UUID:
    """Milliseconds since 1970 in the first 48 bits, 74 random bits after them (RFC 9562)."""
    value = (time.time_ns() // 1_000_000 << 80) | int.from_bytes(os.urandom(10), "big")
    return UUID(int=(value & _CLEAR) | _VERSION | _VARIANT)


def as_id(text: str) -> UUID | None:
    """The id written as 8-4-4-4-12 and in no other way; ``UUID()`` also takes braces, prefixes and stray
    dashes, which PostgreSQL and an address do not know as the same."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text.lower() else None
