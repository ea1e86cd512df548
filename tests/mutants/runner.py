"""Runs tests on a copy of the sources in a forked process that has the libraries already."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.suites import ROOT

COPIED = ("backend", "tests", "migrations", "tools", "openapi", "pyproject.toml")
WARM = (
    "alembic.command",
    "argon2",
    "fastapi",
    "httpx",
    "jose.jwt",
    "procrastinate",
    "psycopg",
    "pydantic",
    "pyotp",
    "pytest_asyncio",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.ext.asyncio",
    "yaml",
    "samsyn.main.app",
)
LIMIT_SECONDS = 240
NOT_NEEDED = ("anyio", "hypothesispytest", "schemathesis", "xdist", "xdist.looponfail")
"""Plugins that cost a second at each start."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``failed``: what noticed, ``None`` when nothing did."""

    failed: tuple[str, ...]
    seconds: float
    timed_out: bool = False

    @property
    def noticed(self) -> bool:
        return bool(self.failed) or self.timed_out


class Noticed:
    """A plugin that remembers what failed."""

    def __init__(self) -> None:
        self.failed: list[str] = []

    def pytest_runtest_logreport(self, report: object) -> None:
        if getattr(report, "failed", False):
            self.failed.append(str(getattr(report, "nodeid", "")))

    def pytest_collectreport(self, report: object) -> None:
        if getattr(report, "failed", False):
            self.failed.append(f"collection of {getattr(report, 'nodeid', '')}")


class Workshop:
    """``place`` holds the copy of the sources, the database and what the last run said."""

    def __init__(self, place: Path) -> None:
        self.place, self.tree, self.data = place, place / "tree", place / "data"
        self._clock = int(time.time())

    @contextmanager
    def open(self) -> Iterator[None]:
        """A fresh copy, and a migrated database beside it."""
        shutil.rmtree(self.tree, ignore_errors=True)
        self.tree.mkdir(parents=True)
        for directory in (self.place, self.data):
            directory.mkdir(exist_ok=True)
            directory.chmod(0o755)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, self.tree / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                shutil.copy2(source, self.tree / name)
        sys.path.insert(0, str(self.tree / "backend"))
        for name in WARM:
            with suppress(ImportError):
                __import__(name)
        command = [sys.executable, "-m", "tests.mutants.server", str(self.data)]
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'backend'}{os.pathsep}{ROOT}"}
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, env=environment) as server:
            assert server.stdout is not None
            if server.stdout.readline().strip() != b"ready":
                raise SystemExit("the database did not start")
            yield

    def original(self, path: Path) -> bytes:
        """As it was copied, whatever has happened to the sources since."""
        return (self.tree / path.relative_to(ROOT)).read_bytes()

    def write(self, path: Path, content: bytes) -> None:
        """With a time of its own each: compiled files are told apart by it."""
        target = self.tree / path.relative_to(ROOT)
        target.write_bytes(content)
        self._clock += 2
        os.utime(target, (self._clock, self._clock))

    def run(
        self,
        tests: Sequence[str],
        change: str = "",
        left_out: Sequence[str] = (),
        first_only: bool = True,
        anew: bool = True,
    ) -> Verdict:
        """``anew``: a source is changed, so that the program must be imported again."""
        report, began = self.place / "report.json", time.monotonic()
        report.unlink(missing_ok=True)
        words = ["-q", "--tb=line", "-p", "no:cacheprovider", *(["-x"] if first_only else []), *tests]
        words += [word for name in NOT_NEEDED for word in ("-p", f"no:{name}")]
        words += [f"--deselect={node}" for node in left_out]
        child = os.fork()
        if child == 0:
            self._tests(words, change, report, ("samsyn", "tests") if anew else ("tests",))
        timed_out = not _wait(child, LIMIT_SECONDS * (1 if first_only else 10))
        failed = json.loads(report.read_text()) if report.exists() else ["the run broke down"]
        return Verdict(tuple(failed), time.monotonic() - began, timed_out)

    def _tests(self, words: list[str], change: str, report: Path, old: tuple[str, ...]) -> None:
        """Never returns."""
        code = 3
        try:
            os.setsid()
            log = os.open(self.place / "last.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(log, 1)
            os.dup2(log, 2)
            os.chdir(self.tree)
            os.environ |= {"TESTS_DATA_DIR": str(self.data), "TESTS_CHANGE_SQL": change}
            sys.path[:] = [p for p in sys.path if not p.startswith(str(ROOT)) or "site-packages" in p]
            for name in [n for n in sys.modules if n.split(".")[0] in old]:
                del sys.modules[name]
            import pytest

            noticed = Noticed()
            code = pytest.main(words, plugins=[noticed])
            if code in (0, 1, 5) or noticed.failed:
                report.write_text(json.dumps(noticed.failed or (["no test fits"] if code == 5 else [])))
        finally:
            os._exit(int(code))


def _wait(child: int, seconds: float) -> bool:
    """False when it had to be ended; it never outlives an interruption of ours."""
    deadline = time.monotonic() + seconds
    try:
        while time.monotonic() < deadline:
            done, _ = os.waitpid(child, os.WNOHANG)
            if done:
                return True
            time.sleep(0.02)
    except BaseException:
        _end(child)
        raise
    _end(child)
    return False


def _end(child: int) -> None:
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
