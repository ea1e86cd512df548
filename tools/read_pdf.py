"""What a PDF says of itself, as JSON: title, language, headings and header cells of tables in reading order.

`--pictures FOLDER` puts each page there as a PNG as well. For the browser tests, whose own language has no
reader of the structure tree.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from ctypes import c_ushort, c_void_p
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
import pypdfium2
from pypdfium2 import raw

LONGEST = 4096
HEADINGS = {f"H{level}": level for level in range(1, 7)}


class Tagged(NamedTuple):
    """An element of the structure tree with all text in it."""

    kind: str
    text: str


def read(content: bytes) -> dict[str, Any]:
    """Raises PdfReadError or PdfiumError for what is no PDF."""
    reader = pypdf.PdfReader(BytesIO(content))
    root: Any = reader.trailer["/Root"]
    elements = [one for page in pypdfium2.PdfDocument(content) for one in tagged(page)]
    return {
        "title": reader.metadata.title if reader.metadata else None,
        "language": root.get("/Lang"),
        "tagged": bool(root.get("/MarkInfo", {}).get("/Marked", False)),
        "universal": b"pdfuaid:part" in root["/Metadata"].get_data() if "/Metadata" in root else False,
        "pages": len(reader.pages),
        "headings": [[HEADINGS[one.kind], one.text] for one in elements if one.kind in HEADINGS],
        "headerCells": [one.text for one in elements if one.kind == "TH"],
        "cells": [one.text for one in elements if one.kind == "TD"],
        "text": "\n".join(page.extract_text() for page in reader.pages),
    }


def tagged(page: pypdfium2.PdfPage) -> Iterator[Tagged]:
    """In reading order, an element before what is in it."""
    words = marked_text(page)
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _below(raw.FPDF_StructTree_GetChildAtIndex(tree, place), words)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _below(element: c_void_p, words: dict[int, str]) -> Iterator[Tagged]:
    yield Tagged(_kind(element), " ".join("".join(_text(element, words)).split()))
    for place in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            yield from _below(child, words)


def _text(element: c_void_p, words: dict[int, str]) -> Iterator[str]:
    for place in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            yield from _text(child, words)
        else:
            yield words.get(raw.FPDF_StructElement_GetChildMarkedContentID(element, place), "")


def _kind(element: c_void_p) -> str:
    buffer = (c_ushort * LONGEST)()
    length = raw.FPDF_StructElement_GetType(element, buffer, LONGEST)
    return bytes(buffer)[: max(0, length - 2)].decode("utf-16-le")


def marked_text(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of each marked content of the page."""
    found: dict[int, str] = {}
    lines = page.get_textpage()
    for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        place = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        buffer = (c_ushort * LONGEST)()
        length = raw.FPDFTextObj_GetText(item.raw, lines.raw, buffer, LONGEST)
        found[place] = found.get(place, "") + bytes(buffer)[: max(0, length - 2)].decode("utf-16-le")
    return found


def draw(content: bytes, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pypdfium2.PdfDocument(content), 1):
        page.render(scale=1.4).to_pil().save(folder / f"{name}-{number}.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pictures", type=Path, help="folder of a picture per page")
    parser.add_argument("--name", default="handling", help="of the pictures")
    chosen = parser.parse_args()
    content = chosen.file.read_bytes()
    if chosen.pictures:
        draw(content, chosen.pictures, chosen.name)
    json.dump(read(content), sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
