"""Work on foreign or heavy material in a process of its own: bounded in time and memory, killed if need be.

The child is a script of ours run with ``-I`` and an empty environment: it knows no setting, no key and no
database, and may write no file. What it reads is its standard input, what it made its standard output.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterable
from pathlib import Path

AT_ONCE = 2
"""Children of one process at a time; others wait for their turn."""
_turns: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


class ApartError(RuntimeError):
    """The child failed, or was stopped. ``status`` is its exit status; ``said`` what it wrote before that."""

    def __init__(self, status: int | None, said: bytes = b"") -> None:
        super().__init__(f"child ended with {status}")
        self.status, self.said = status, said


async def run_apart(
    script: Path, material: AsyncIterable[bytes], *words: str, seconds: float, megabytes: int
) -> bytes:
    """What ``script`` makes of ``material``. Its arguments are its limits, which it puts up itself before
    it reads anything, and ``words``. Raises ApartError; after ``seconds`` with status None."""
    async with _turn():
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-I", str(script), str(int(seconds) + 1), str(megabytes), *words,
            stdin=PIPE, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL, env={}, cwd="/",
        )  # fmt: skip
        try:
            async with asyncio.timeout(seconds):
                _, made = await asyncio.gather(_feed(child, material), _all(child))
                status = await child.wait()
        except TimeoutError:
            raise ApartError(None) from None
        finally:
            await _end(child)
    if status != 0:
        raise ApartError(status, made)
    return made


def _turn() -> asyncio.Semaphore:
    return _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))


async def _feed(child: Process, material: AsyncIterable[bytes]) -> None:
    assert child.stdin is not None
    try:
        async for piece in material:
            child.stdin.write(piece)
            await child.stdin.drain()
        child.stdin.close()
    except (BrokenPipeError, ConnectionResetError):
        return  # it has heard enough; its status says why


async def _all(child: Process) -> bytes:
    assert child.stdout is not None
    return await child.stdout.read()


async def _end(child: Process) -> None:
    if child.returncode is None:
        child.kill()
        await child.wait()


async def whole(content: bytes) -> AsyncIterable[bytes]:
    """Bytes at hand, as material."""
    yield content
