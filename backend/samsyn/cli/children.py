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
GRACE_AFTER_A_CRASH = 5.0
LAST_LINES = 15


class Ended(Stop):
    """A part ended by itself."""


@dataclass
class Child:
    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def check(self) -> None:
        """Raises Ended with the end of its log when it has ended, which it never does by itself."""
        code = self.process.poll()
        if code is not None:
            lines = self.log.read_text(errors="replace").splitlines()[-LAST_LINES:]
            raise Ended("\n".join([f"{self.name} ended by itself ({code}); {self.log} ends with:", *lines]))

    def stop(self, grace: float) -> None:
        """Asks for an orderly end, and does not wait for ever."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(grace)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            self.process.kill()
            self.process.wait()


@contextmanager
def child(name: str, words: Sequence[str], logs: Path, environment: dict[str, str]) -> Iterator[Child]:
    """`samsyn WORDS` in a session of its own, so that Ctrl-C reaches the supervisor only.

    Killed when the supervisor is: the database goes then too, and nothing could be finished without it.
    """
    logs.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = logs / f"{name}.log"
    with path.open("wb") as log:
        process = subprocess.Popen(
            [*dies_with_us("KILL"), sys.executable, "-m", "samsyn", *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
            start_new_session=True,
        )
    started = Child(name, process, path)
    grace = GRACE_SECONDS
    try:
        yield started
    except Ended:
        grace = GRACE_AFTER_A_CRASH
        raise
    finally:
        with waiting(f"Stopping {name}"):
            started.stop(grace)


def watch(children: Sequence[Child]) -> None:
    """Returns never; raises Ended when one of them has."""
    while True:
        for one in children:
            one.check()
        time.sleep(0.2)
