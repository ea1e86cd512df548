"""Secrets in files: readable by their owner alone, written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

MAX_BYTES = 64 * 1024
OWNER_ONLY = 0o600


class SecretFileError(Exception):
    """The file cannot be trusted or read. The text names the path and the remedy, never the content."""


def read_secret(path: Path) -> bytes:
    """The content, after the open file itself (not its name) has been checked.

    Raises:
        SecretFileError: missing, not a regular file, readable by others, owned by somebody other than this
            process or root, or larger than 64 KiB.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise SecretFileError(f"{path}: cannot be opened ({error.strerror})") from error
    try:
        _check(path, os.fstat(descriptor))
        content = os.read(descriptor, MAX_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(content) > MAX_BYTES:
        raise SecretFileError(f"{path}: larger than {MAX_BYTES} bytes, so not a key")
    return content


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise SecretFileError(f"{path}: not a regular file")
    if status.st_uid not in (os.geteuid(), 0):
        raise SecretFileError(f"{path}: owned by uid {status.st_uid}; it must be owned by uid {os.geteuid()}")
    if status.st_mode & 0o077:
        mode = stat.S_IMODE(status.st_mode)
        raise SecretFileError(f"{path}: mode {mode:04o} lets others in; run chmod 600 on it")


def write_secret(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Mode 0600 from the first byte; the name appears only when the content is on disk.

    Two processes that create the same file at once: exactly one wins, the other gets SecretFileError.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise SecretFileError(f"{path}: cannot be written ({error.strerror})") from error
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, OWNER_ONLY)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        _give_name(draft, path, replace)
    finally:
        draft.unlink(missing_ok=True)
    _sync_directory(path.parent)


def _give_name(draft: Path, path: Path, replace: bool) -> None:
    if replace:
        draft.replace(path)
        return
    try:
        path.hardlink_to(draft)  # unlike rename, refuses to overwrite
    except FileExistsError as error:
        raise SecretFileError(f"{path}: already exists; a key is never overwritten") from error


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
