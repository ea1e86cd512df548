"""Documents as tagged PDF (PDF/UA-1): the same bytes for the same words, on every machine.

A template is ``document`` or a domain's own: ``samsyn.<domain>:<name>`` for ``templates/<name>.typ`` in that
package. Both begin with what ``sheet.typ`` defines. Only the fonts inside typst are used, only the template's
folder can be read, and data is JSON: no word of it is ever markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

from samsyn.core.apart import ApartError, run_apart, whole
from samsyn.core.pdf.document import Document, Part, Signature, Table

__all__ = ["Document", "Part", "PdfError", "Signature", "Table", "typeset"]

SECONDS: Final = 8.0
MEGABYTES: Final = 1024
"""Address space of the child; a document of 200 pages takes about a fifth of it."""
TYPESETTER: Final = Path(__file__).with_name("typesetter.py")
NAME: Final = re.compile(r"(?:(samsyn\.[a-z_]+):)?([a-z][a-z0-9_-]*)", re.ASCII)


class PdfError(RuntimeError):
    """No document came of it. The text holds nothing of the data."""


async def typeset(
    template: str,
    data: Document | Mapping[str, Any],
    *,
    title: str,
    language: Literal["sv", "en"],
) -> bytes:
    """The document as PDF. Raises PdfError: not accessible, too slow, or too large."""
    folder, source = _source(template)
    content = asdict(data) if isinstance(data, Document) else data
    asked = {
        "source": source,
        "folder": str(folder),
        "data": {"title": title, "language": language, "content": content},
    }
    try:
        return await run_apart(
            TYPESETTER, whole(json.dumps(asked).encode()), seconds=SECONDS, megabytes=MEGABYTES
        )
    except ApartError as error:
        why = error.said.decode(errors="replace") or f"status {error.status}"
        raise PdfError(f"template {template}: {why}") from None


def _source(template: str) -> tuple[Path, str]:
    named = NAME.fullmatch(template)
    if named is None:
        raise ValueError("no name of a template")
    shared = Path(str(files("samsyn.core.pdf") / "templates"))
    folder = Path(str(files(named[1]) / "templates")) if named[1] else shared
    texts = [(shared / "sheet.typ").read_text("utf-8"), (folder / f"{named[2]}.typ").read_text("utf-8")]
    return folder, "\n".join(texts)
