"""The child that redraws pictures; run by path, so it imports nothing of Samsyn.

Arguments after the limits: what to do (``redraw`` or ``preview``) and what comes in. Status 3: no such
picture, 4: too many pixels.
"""

from __future__ import annotations

import io
import resource
import sys
from typing import Final

from PIL import Image, ImageOps

UNREADABLE: Final = 3
TOO_MANY_PIXELS: Final = 4
MOST_PIXELS: Final = 40_000_000
PREVIEW_SIDE: Final = 1600
QUALITY: Final = 88


class TooManyPixels(Exception):
    """More than a camera makes."""


def limit(seconds: int, megabytes: int) -> None:
    """Of this process, for good: processor time, memory, and no file of its own."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def bare(content: bytes, kind: str) -> Image.Image:
    """The pixels and nothing else: turned as the camera says, without its notes, place or comments."""
    with Image.open(io.BytesIO(content), formats=[kind]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise TooManyPixels
        opened.load()
        turned = ImageOps.exif_transpose(opened)
        see_through = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
        mode = "RGBA" if see_through and kind == "PNG" else "RGB"
        pixels = turned.convert("RGBA" if see_through else "RGB").convert(mode)
    clean = Image.new(mode, pixels.size)
    clean.paste(pixels)
    return clean


def page(content: bytes) -> Image.Image:
    """The first page of a PDF as a picture on white."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        leaf = document[0]
        width, height = leaf.get_size()
        scale = PREVIEW_SIDE / max(width, height, 1.0)
        drawn: Image.Image = leaf.render(scale=min(scale, 4.0)).to_pil()
        return drawn.convert("RGB")
    finally:
        document.close()


def paint(task: str, kind: str, content: bytes) -> bytes:
    """JPEG stays JPEG and PNG stays PNG; a preview is at most 1600 pixels, of a page always PNG."""
    picture = page(content) if kind == "PDF" else bare(content, kind)
    if task == "preview":
        picture.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    out = io.BytesIO()
    if kind == "JPEG":
        picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    else:
        picture.save(out, "PNG", optimize=False)
    return out.getvalue()


def main() -> int:
    limit(int(sys.argv[1]), int(sys.argv[2]))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        sys.stdout.buffer.write(paint(sys.argv[3], sys.argv[4], sys.stdin.buffer.read()))
    except (TooManyPixels, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return TOO_MANY_PIXELS
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError, IndexError, OverflowError):
        return UNREADABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
