"""A real `samsyn run` for tests: started, read line by line, and looked for afterwards in /proc."""

import os
import pwd
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from samsyn.core.lending import run_as

BACKEND = Path(__file__).resolve().parents[2] / "backend"
READY = "Samsyn is ready: "


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def free_pair() -> int:
    """A free port whose successor is free too."""
    while True:
        port = free_port()
        with socket.socket() as next_one:
            try:
                next_one.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def descendants(pid: int) -> set[int]:
    """Children and theirs, as the kernel sees them now."""
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        for task in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            new = {int(word) for word in task.read_text().split()} - found
            found |= new
            waiting += new
    return found


def all_end(pids: set[int], seconds: float) -> bool:
    """Whether every one of these processes has ended by then; zombies count as ended."""
    deadline = time.monotonic() + seconds
    for pid in pids:
        try:
            watch = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        try:
            ready, _, _ = select.select([watch], [], [], max(0.0, deadline - time.monotonic()))
        finally:
            os.close(watch)
        if not ready:
            return False
    return True


@dataclass
class Supervised:
    """`settings` are SAMSYN_ variables without their prefix; `account` runs it, when we may choose."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)
    account: pwd.struct_passwd | None = None
    port: int = field(default_factory=free_port)
    lines: list[str] = field(default_factory=list)
    seconds: float = 0
    process: subprocess.Popen[str] = field(init=False)

    def environment(self) -> dict[str, str]:
        own = {"PORT": str(self.port), "DATA_DIR": str(self.data), **self.settings}
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.data),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(BACKEND),
            **{f"SAMSYN_{name}": value for name, value in own.items()},
        }

    def start(self) -> "Supervised":
        """Returns at the ready line, or at the end of the output when there is none."""
        began = time.monotonic()
        prefix = run_as(self.account, Path(sys.executable), self.data.parent) if self.account else []
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "samsyn", "run"],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            start_new_session=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line.startswith(READY):
                break
        self.seconds = time.monotonic() - began
        return self

    @property
    def address(self) -> str:
        (ready,) = [line for line in self.lines if line.startswith(READY)]
        return ready.removeprefix(READY)

    def child(self, word: str) -> int:
        """The process id of `serve`, `worker` or `postgres`."""
        for pid in descendants(self.process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if word.encode() in [Path(part.decode()).name.encode() for part in words]:
                return pid
        raise LookupError(word)

    def end(self, number: int = signal.SIGINT) -> int:
        """Sends the signal and answers the exit code; the rest of the output is added to `lines`."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        assert self.process.stdout is not None
        self.lines += self.process.stdout.read().splitlines()
        return self.process.wait(60)

    def close(self) -> None:
        if self.process.poll() is None:
            self.end()
