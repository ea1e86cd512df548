"""An installation to be killed: the embedded PostgreSQL and one real web process, each of which may die
while the other lives on, as in production."""

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
from tests.infra.supervised import BACKEND, free_port

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
            self._end_web()
            self.server.stop()

    @property
    def admin_dsn(self) -> str:
        url = socket_url(self.settings.cluster_dir, "postgres", self.settings.database_name)
        return url.replace("+psycopg", "")

    def kill_database(self) -> None:
        """The postmaster, with no time to write anything; then a start on the same data."""
        pid = int((self.settings.cluster_dir / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        self.server.stop()
        self.server = Embedded(self.settings.cluster_dir)
        self.server.start()
        self._wait()

    def kill_web(self) -> None:
        self._end_web()
        self._serve()

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
