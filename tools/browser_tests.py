"""Browser tests against the real program, started on an empty directory with the demo; or its pictures.

Words after the options go to Playwright. Without a browser: installed when root, else SKIPPED here and a
failure where CI is set.
"""

import argparse
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READY = "Samsyn is ready: "
NAMES = ("chromium", "chromium-browser", "google-chrome")
SKIPPED = """
************************************************************************
* SKIPPED: the browser tests did not run. There is no Chromium here.   *
* Install one (as root: apt-get install chromium) or set CHROMIUM_PATH *
************************************************************************
"""


def find_browser() -> str | None:
    given = os.environ.get("CHROMIUM_PATH")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


def install_browser() -> str | None:
    """Debian's Chromium with fonts, where we may; never a download from anywhere else."""
    if os.geteuid() or not shutil.which("apt-get"):
        return None
    print("Installing Chromium …", flush=True)
    packages = ["chromium", "fonts-noto-core"]
    for words in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *packages]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(["apt-get", *words], env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            return None
    return find_browser()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def program(environment: dict[str, str]) -> Iterator[str]:
    """The address of a started program. Raises SystemExit with its words when it does not start."""
    command = [sys.executable, "-m", "samsyn", "run"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        assert run.stdout is not None
        try:
            for line in run.stdout:
                if line.startswith(READY):
                    yield line.removeprefix(READY).strip()
                    return
                print(line, end="", flush=True)
            raise SystemExit("the program did not start")
        finally:
            run.send_signal(signal.SIGINT)
            run.wait(60)


def test(browser: str, words: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="samsyn-browser-") as folder:
        Path(folder).chmod(0o755)
        environment = {
            **os.environ,
            "CHROMIUM_PATH": browser,
            "E2E_PYTHON": sys.executable,
            "SAMSYN_DATA_DIR": folder,
            "SAMSYN_PORT": str(free_port()),
            "SAMSYN_DEMO": "1",
            "SAMSYN_DEMO_PASSWORD": secrets.token_hex(8),
        }
        with program(environment) as address:
            command = ["npx", "playwright", "test", *words]
            environment["E2E_BASE_URL"] = address
            return subprocess.run(command, cwd=ROOT / "frontend", env=environment, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--screens", action="store_true", help="pictures of every page in var/screens, no tests"
    )
    chosen, words = parser.parse_known_args()
    browser = find_browser() or install_browser()
    if browser is None:
        print(SKIPPED, file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    return test(browser, ["--grep" if chosen.screens else "--grep-invert", "@screens", *words])


if __name__ == "__main__":
    sys.exit(main())
