"""Which files are taken in, how they are recognised, and what they may be called."""

from __future__ import annotations

import codecs
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import PurePosixPath
from typing import IO, Final


class FileKind(StrEnum):
    PDF = "PDF"
    PNG = "PNG"
    JPEG = "JPEG"
    DOCX = "DOCX"
    XLSX = "XLSX"
    ODT = "ODT"
    TEXT = "TEXT"


class FileFault(StrEnum):
    EMPTY = "FILE_EMPTY"
    KIND = "FILE_KIND"
    FALSE = "FILE_FALSE_KIND"
    LOCKED = "FILE_LOCKED"
    MACROS = "FILE_MACROS"
    BOMB = "FILE_BOMB"
    PIXELS = "FILE_PIXELS"
    BROKEN = "FILE_BROKEN"


class FileRefusal(ValueError):
    """What is wrong with the file. Holds nothing of it."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


SUFFIXES: Final = {
    ".pdf": FileKind.PDF,
    ".png": FileKind.PNG,
    ".jpg": FileKind.JPEG,
    ".jpeg": FileKind.JPEG,
    ".docx": FileKind.DOCX,
    ".xlsx": FileKind.XLSX,
    ".odt": FileKind.ODT,
    ".txt": FileKind.TEXT,
}
MEDIA_TYPES: Final = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.TEXT: "text/plain; charset=utf-8",
}
PICTURES: Final = frozenset({FileKind.PNG, FileKind.JPEG})
PREVIEWED: Final = PICTURES | {FileKind.PDF}
PACKED: Final = frozenset({FileKind.DOCX, FileKind.XLSX, FileKind.ODT})
BEGINS: Final = {
    FileKind.PDF: b"%PDF-",
    FileKind.PNG: b"\x89PNG\r\n\x1a\n",
    FileKind.JPEG: b"\xff\xd8\xff",
    FileKind.DOCX: b"PK\x03\x04",
    FileKind.XLSX: b"PK\x03\x04",
    FileKind.ODT: b"PK\x03\x04",
}
HEART: Final = {
    FileKind.DOCX: "word/document.xml",
    FileKind.XLSX: "xl/workbook.xml",
    FileKind.ODT: "content.xml",
}
"""The entry that makes a packed document what it says it is."""
ODT_TYPE: Final = b"application/vnd.oasis.opendocument.text"

MOST_NAME: Final = 120
MOST_ENTRIES: Final = 2_000
MOST_UNPACKED: Final = 150 * 1024 * 1024
FREE_UNPACKED: Final = 4 * 1024 * 1024
MOST_RATIO: Final = 120
"""How many times larger than packed, above the free size; text in documents is packed some twenty times."""
PIECE: Final = 64 * 1024
ENCRYPTED: Final = 0x1
UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control signs, marks that turn the direction of writing, and what has no meaning."""


def clean_name(name: str) -> str:
    """The last part of what was sent, in one normal form, without unseen signs, at most 120 characters and
    with its suffix kept. Still text that anybody may have written."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign if unicodedata.category(sign) not in UNSEEN else " " for sign in last)
    plain = " ".join(seen.split()).strip(" .")
    path = PurePosixPath(plain or "fil")
    suffix = path.suffix if path.suffix.lower() in SUFFIXES else ""
    stem = path.name[: len(path.name) - len(suffix)] if suffix else path.name
    return f"{stem[: MOST_NAME - len(suffix)].rstrip(' .')}{suffix}"


def kind_of(name: str, begins: bytes) -> FileKind:
    """By the suffix, if the first bytes agree. Raises FileRefusal."""
    if not begins:
        raise FileRefusal(FileFault.EMPTY)
    kind = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        raise FileRefusal(FileFault.KIND)
    if not begins.startswith(BEGINS.get(kind, b"")):
        raise FileRefusal(FileFault.FALSE)
    return kind


def check_text(pieces: Iterable[bytes]) -> None:
    """UTF-8 without control signs, and not the source of a page. Raises FileRefusal."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    start = ""
    try:
        for piece in pieces:
            text = decoder.decode(piece)
            start = start or text.lstrip()[:1]
            if any(sign < " " and sign not in "\t\n\r\f" for sign in set(text)):
                raise FileRefusal(FileFault.FALSE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise FileRefusal(FileFault.FALSE) from None
    if start == "<":
        raise FileRefusal(FileFault.FALSE)


def check_packed(file: IO[bytes], kind: FileKind) -> None:
    """A packed document of its kind that unpacks to something reasonable. Raises FileRefusal."""
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
            _check_entries(entries, kind)
            if kind is FileKind.ODT and packed.read("mimetype") != ODT_TYPE:
                raise FileRefusal(FileFault.FALSE)
            for entry in entries:
                with packed.open(entry) as content:
                    while content.read(PIECE):
                        pass
    except FileRefusal:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, ValueError, KeyError):
        raise FileRefusal(FileFault.BROKEN) from None


def _check_entries(entries: list[zipfile.ZipInfo], kind: FileKind) -> None:
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise FileRefusal(FileFault.BOMB)
    if unpacked > FREE_UNPACKED and unpacked / packed > MOST_RATIO:
        raise FileRefusal(FileFault.BOMB)
    if HEART[kind] not in names:
        raise FileRefusal(FileFault.FALSE)
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise FileRefusal(FileFault.BROKEN)
    if len(set(names)) != len(names) or any(".." in name or name.startswith("/") for name in names):
        raise FileRefusal(FileFault.BROKEN)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise FileRefusal(FileFault.LOCKED)
    if any(PurePosixPath(name).name.lower() == "vbaproject.bin" for name in names):
        raise FileRefusal(FileFault.MACROS)
