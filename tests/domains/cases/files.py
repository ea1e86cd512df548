"""Files to send: real ones, false ones and hostile ones, made here so that none lies in the repository."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any
from uuid import UUID

import httpx
import pypdfium2
from PIL import Image

from tests.conftest import Town

ODT = "application/vnd.oasis.opendocument.text"


@cache
def pdf() -> bytes:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(595, 842)
    document.save(out)
    return out.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (80, 40), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **more)
    return out.getvalue()


def packed(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as box:
        for name, content in entries.items():
            box.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>", **more})


def xlsx() -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def odt() -> bytes:
    return packed({"mimetype": ODT.encode(), "content.xml": b"<office/>"}, zipfile.ZIP_STORED)


async def send(
    town: Town, case: UUID, name: str, content: bytes, who: str = "kurator", **fields: str
) -> httpx.Response:
    """``fields`` as the form names them."""
    files = {"file": (name, content, "application/octet-stream")}
    return await town.as_(who).post(f"/cases/{case}/attachments", files=files, data=fields)


async def sent(
    town: Town,
    case: UUID,
    name: str = "brev.pdf",
    content: bytes | None = None,
    who: str = "kurator",
    **f: str,
) -> Any:
    """The file as it was taken in."""
    answer = await send(town, case, name, pdf() if content is None else content, who, **f)
    assert answer.status_code == 201, answer.text
    return answer.json()


def path_of(file: Any, rest: str = "") -> str:
    path: str = file["_links"]["self"]["href"].removeprefix("/samsyn/v1")
    return f"{path}/{rest}" if rest else path


def kept(town: Town) -> tuple[int, int, int]:
    """How many files, blobs and chunks the municipality has."""
    tables = ("case_attachments", "blobs", "blob_chunks")
    counts = [
        town.world.sql(f"SELECT count(*) FROM {t} WHERE tenant_id = %s", town.world.tenant)[0][0]
        for t in tables
    ]
    return counts[0], counts[1], counts[2]
