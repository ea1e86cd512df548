"""Processes that live and die with the supervisor."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samsyn.cli.console import Stop, waiting
from samsyn.core.lending import dies_with_us

GRACE_SECONDS = 35.0
LAST_LINES = 15


@dataclass
class Child:
    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def check(self) -> None:
        """Raises Stop with the end of its log when it has ended, which it never does by itself."""
        code = self.process.poll()
        if code is not None:
            lines = self.log.read_text(errors="replace").splitlines()[-LAST_LINES:]
            raise Stop(
                "\n".join([f"{self.name} ended with code {code}; its last lines ({self.log}):", *lines])
            )

    def stop(self) -> None:
        """Asks for an orderly end, and does not wait for ever."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(GRACE_SECONDS)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            self.process.kill()
            self.process.wait()


@contextmanager
def child(name: str, words: Sequence[str], logs: Path, environment: dict[str, str]) -> Iterator[Child]:
    """`samsyn WORDS` in a session of its own, so that Ctrl-C reaches the supervisor only."""
    logs.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = logs / f"{name}.log"
    with path.open("wb") as log:
        process = subprocess.Popen(
            [*dies_with_us(), sys.executable, "-m", "samsyn", *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
            start_new_session=True,
        )
    started = Child(name, process, path)
    try:
        yield started
    finally:
        with waiting(f"Stopping {name}"):
            started.stop()


def watch(children: Sequence[Child]) -> None:
    """Returns never; raises Stop when one of them has ended."""
    while True:
        for one in children:
            one.check()
        time.sleep(0.2)
