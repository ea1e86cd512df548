"""An installation to be killed. First the embedded PostgreSQL and one real web process, each of which may die
while the other lives on, as in production; then the same data beneath `samsyn run`, which ends with a clear
line when one part has died, and is started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samsyn.core.crypto import MasterKey
from samsyn.core.database import migrate, prepare
from samsyn.core.embedded import Embedded, socket_url
from samsyn.core.lending import dies_with_us
from samsyn.core.probe import is_ready
from samsyn.core.settings import Settings
from samsyn.core.tokens import SigningKey
from tests.infra.supervised import BACKEND, Supervised, all_end, descendants, free_port

READY_SECONDS = 60.0


class Place:
    """``folder`` is empty. Main thread only: what is started here dies with it."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        self.data = folder / "data"
        self.data.mkdir(mode=0o755)
        self.settings = Settings(data_dir=self.data, static_dir=self.data / "dist", port=free_port())
        self.server = Embedded(self.settings.cluster_dir)
        self.web: subprocess.Popen[bytes] | None = None
        self.run: Supervised | None = None

    @contextmanager
    def open(self) -> Iterator[None]:
        self.server.start()
        try:
            prepare(self.settings.admin_url)
            migrate(self.settings.owner_url)
            MasterKey.create(self.settings.key_file)
            SigningKey.create(self.settings.key_file.with_name("signing.key"))
            self._serve()
            yield
        finally:
            self._end_parts()
            if self.run is not None:
                self.run.close()

    def hand_over(self) -> None:
        """To the supervisor: from now on the kills happen beneath it."""
        self._end_parts()
        self.run = self._supervised()

    @property
    def admin_dsn(self) -> str:
        url = socket_url(self.settings.cluster_dir, "postgres", self.settings.database_name)
        return url.replace("+psycopg", "")

    def kill_database(self) -> None:
        """The postmaster, with no time to write anything; then a start on the same data."""
        pid = int((self.settings.cluster_dir / "postmaster.pid").read_text().split()[0])
        if self.run is not None:
            self._kill_beneath(self.run, pid, "database")
            return
        os.kill(pid, signal.SIGKILL)
        self.server.stop()
        self.server = Embedded(self.settings.cluster_dir)
        self.server.start()
        self._wait()

    def kill_web(self) -> None:
        if self.run is not None:
            self._kill_beneath(self.run, self.run.child("serve"), "web")
            return
        self._end_web()
        self._serve()

    def _kill_beneath(self, run: Supervised, pid: int, part: str) -> None:
        """Raises RuntimeError where the supervisor does not say what happened, or leaves something behind."""
        everything = {run.process.pid, *descendants(run.process.pid)}
        os.kill(pid, signal.SIGKILL)
        code = run.wait()
        if code != 1 or not any(f"{part} ended by itself" in line for line in run.lines):
            raise RuntimeError(f"the supervisor ended with {code} and said: {run.lines}")
        if not all_end(everything, READY_SECONDS):
            raise RuntimeError("the supervisor left processes behind")
        self.run = self._supervised()

    def _supervised(self) -> Supervised:
        run = Supervised(self.data, port=self.settings.port).start()
        if run.process.poll() is not None:
            raise RuntimeError(f"`samsyn run` did not start: {run.lines}")
        return run

    def _end_parts(self) -> None:
        self._end_web()
        self.server.stop()

    def _serve(self) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(BACKEND),
            "SAMSYN_DATA_DIR": str(self.data),
            "SAMSYN_PORT": str(self.settings.port),
        }
        with (self.data / "web.log").open("ab") as log:
            self.web = subprocess.Popen(
                [*dies_with_us("KILL"), sys.executable, "-m", "samsyn", "serve"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                cwd="/",
                start_new_session=True,
            )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not is_ready(self.settings):
            if time.monotonic() > deadline or self.web is None or self.web.poll() is not None:
                raise RuntimeError(f"web is not ready; see {self.data / 'web.log'}")
            time.sleep(0.05)

    def _end_web(self) -> None:
        if self.web is not None and self.web.poll() is None:
            self.web.kill()
            self.web.wait()
