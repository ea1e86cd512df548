"""Runs tests on a copy of the sources in a forked process that has the libraries already."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.loop import BROKE_DOWN, Loop, Step
from tests.mutants.loop import WARM as WARM_TESTS
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
LIMIT_SECONDS = 600
NONE_LEFT = 5
"""Code of pytest when every test is left out."""
NOT_NEEDED = ("anyio", "hypothesispytest", "schemathesis", "xdist", "xdist.looponfail")
"""Plugins that cost a second at each start."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``failed``: what noticed, empty when nothing did."""

    failed: tuple[str, ...]
    timed_out: bool = False


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

    def copy_of(self, path: Path) -> Path:
        return self.tree / path.relative_to(ROOT)

    def original(self, path: Path) -> bytes:
        """As it was copied, whatever has happened to the sources since."""
        return self.copy_of(path).read_bytes()

    @contextmanager
    def changed(self, path: Path, content: bytes) -> Iterator[None]:
        before = self.original(path)
        try:
            self._write(path, content)
            yield
        finally:
            self._write(path, before)

    def _write(self, path: Path, content: bytes) -> None:
        """With a time of its own each: compiled files are told apart by it."""
        target = self.copy_of(path)
        target.write_bytes(content)
        self._clock += 2
        os.utime(target, (self._clock, self._clock))

    def run(self, tests: Sequence[str], change: str = "", left_out: Iterable[str] = ()) -> Verdict:
        """Until the first that fails."""
        report = self.place / "report.json"
        report.unlink(missing_ok=True)
        words = ["-q", "--tb=line", "-p", "no:cacheprovider", "-x", *tests]
        words += _without_plugins()
        words += [f"--deselect={node}" for node in left_out]
        child = self._fork(lambda: _report(words, report), change, ("samsyn", "tests"))
        timed_out = not _wait(child, LIMIT_SECONDS)
        failed = json.loads(report.read_text()) if report.exists() else [BROKE_DOWN]
        return Verdict(tuple(failed), timed_out)

    def loop(self, steps: Sequence[Step], until: float, change: str = "") -> Iterator[tuple[str, str]]:
        """Key of each and what noticed it, as they come; ``change``: SQL that stays for all of them. Raises
        SystemExit when the run breaks down."""
        tests = sorted({path for step in steps for path in step.tests} | {WARM_TESTS})
        words = ["-q", "--tb=line", "-p", "no:cacheprovider", *_without_plugins(), *tests]
        read, write = os.pipe()

        def say(key: str, noticed: str) -> None:
            os.write(write, f"{key}\t{noticed}\n".encode())

        child = self._fork(lambda: _looped(words, Loop(steps, say, until)), change, ("tests",))
        os.close(write)
        try:
            with os.fdopen(read) as lines:
                for line in lines:
                    key, _, noticed = line.rstrip("\n").partition("\t")
                    yield key, noticed
        except BaseException:
            _end(child)
            raise
        if os.waitpid(child, 0)[1]:
            raise SystemExit(f"the run broke down; see {self.place / 'last.log'}")

    def _fork(self, run: Callable[[], int], change: str, old: tuple[str, ...]) -> int:
        """The child. It runs in the copy, with its output in a file and ``old`` packages forgotten, to be
        imported again as they are now."""
        child = os.fork()
        if child:
            return child
        code = 3
        try:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            log = os.open(self.place / "last.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(log, 1)
            os.dup2(log, 2)
            os.chdir(self.tree)
            sys.dont_write_bytecode = False
            os.environ |= {"TESTS_DATA_DIR": str(self.data), "TESTS_CHANGE_SQL": change}
            sys.path[:] = [p for p in sys.path if not p.startswith(str(ROOT)) or "site-packages" in p]
            for name in [n for n in sys.modules if n.split(".")[0] in old]:
                del sys.modules[name]
            code = run()
        finally:
            os._exit(code)


def _report(words: list[str], report: Path) -> int:
    import pytest

    noticed = Noticed()
    code = int(pytest.main(words, plugins=[noticed]))
    if code in (0, 1, NONE_LEFT) or noticed.failed:
        report.write_text(json.dumps(noticed.failed))
    return code


def _looped(words: list[str], loop: Loop) -> int:
    import pytest

    return int(pytest.main(words, plugins=[loop]))


def _without_plugins() -> list[str]:
    return [word for name in NOT_NEEDED for word in ("-p", f"no:{name}")]


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
