"""How much memory of the web process a file of 25 MiB takes on its way into a case, and out of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import httpx

from benchmarks.measure import Server, memory
from samsyn.core.http import MAX_UPLOAD

PIECE = 64 * 1024
BEGINS = b"%PDF-1.7\n"
FORM = b'--b\r\nContent-Disposition: form-data; name="file"; filename="%s.pdf"\r\n\r\n'
HEADERS = {"x-samsyn-request": "1", "content-type": "multipart/form-data; boundary=b"}


def form(name: bytes, size: int) -> Iterator[bytes]:
    """Noise that calls itself PDF: nothing of it can be packed."""
    yield FORM % name + BEGINS
    left = size - len(BEGINS)
    while left:
        piece = os.urandom(min(PIECE, left))
        left -= len(piece)
        yield piece
    yield b"\r\n--b--\r\n"


def peak(pid: int) -> float:
    """The most that was resident since ``forget_peak``, in MB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found.group(1)) / 1024 if found else 0.0


def forget_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def extra_memory(server: Server, case: str, headers: dict[str, str]) -> tuple[float, float]:
    """Sent, and fetched again. After one small file, so that what is loaded once is there already."""
    with httpx.Client(base_url=server.url, headers=headers, timeout=60) as client:
        _sent(client, case, b"liten", PIECE)
        before = memory(server.pid)
        forget_peak(server.pid)
        where = _sent(client, case, b"stor", MAX_UPLOAD)
        sending = peak(server.pid) - before
        before = memory(server.pid)
        forget_peak(server.pid)
        with client.stream("GET", f"{where}/content") as answer:
            got = sum(len(piece) for piece in answer.iter_bytes())
        if got != MAX_UPLOAD:
            raise RuntimeError(f"{got} bytes came back")
        return sending, peak(server.pid) - before


def _sent(client: httpx.Client, case: str, name: bytes, size: int) -> str:
    answer = client.post(f"{case}/attachments", content=form(name, size), headers=HEADERS)
    if answer.status_code != httpx.codes.CREATED:
        raise RuntimeError(answer.text)
    return answer.headers["location"]
