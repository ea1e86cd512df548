"""How long `make run` takes when everything is installed and the database is there."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from samsyn.core.settings import ROOT

READY = "Samsyn is ready: "


def second_start() -> float:
    """Seconds from `make run` to its ready line, the second time on the same directory."""
    with tempfile.TemporaryDirectory(prefix="samsyn-bench-") as folder:
        Path(folder).chmod(0o755)
        _started(folder)
        return _started(folder)


def _started(folder: str) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "SAMSYN_DATA_DIR": folder, "SAMSYN_PORT": str(port)}
    began = time.monotonic()
    with subprocess.Popen(
        ["make", "-s", "run", "DEMO=0"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stdout is not None
        try:
            for line in run.stdout:
                if line.startswith(READY):
                    return time.monotonic() - began
            raise RuntimeError("the program did not start")
        finally:
            os.killpg(run.pid, signal.SIGINT)
            run.wait(60)
