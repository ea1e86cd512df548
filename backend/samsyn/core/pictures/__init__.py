"""Foreign pictures and PDF, drawn anew in a child: pixels come out, and nothing else of the sender's."""

from __future__ import annotations

from collections.abc import AsyncIterable
from pathlib import Path
from typing import Final, Literal

from samsyn.core.apart import ApartError, run_apart

__all__ = ["PictureError", "TooManyPixels", "preview", "redrawn"]

PAINTER: Final = Path(__file__).with_name("painter.py")
SECONDS: Final = 8.0
MEGABYTES: Final = 1024
TOO_MANY_PIXELS: Final = 4


class PictureError(RuntimeError):
    """Not a picture of its kind, or one that cannot be drawn."""


class TooManyPixels(PictureError):
    """More than 40 million."""


async def redrawn(content: AsyncIterable[bytes], kind: Literal["JPEG", "PNG"]) -> bytes:
    """The same picture without anything that was written into the file beside it. Raises PictureError."""
    return await _paint("redraw", kind, content)


async def preview(content: AsyncIterable[bytes], kind: str) -> bytes:
    """Of JPEG, PNG, or a PDF's first page: at most 1600 pixels a side. JPEG for JPEG, else PNG."""
    return await _paint("preview", kind, content)


async def _paint(task: str, kind: str, content: AsyncIterable[bytes]) -> bytes:
    try:
        return await run_apart(PAINTER, content, task, kind, seconds=SECONDS, megabytes=MEGABYTES)
    except ApartError as error:
        raise (TooManyPixels if error.status == TOO_MANY_PIXELS else PictureError) from None
