"""`samsyn run` as people start it: everything comes up, everything goes down, nothing is left."""

import os
import pwd
import resource
import shutil
import signal
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.infra.supervised import READY, Supervised, all_end, descendants, free_pair, free_port

Start = Callable[..., Supervised]
SECOND_START_CPU_SECONDS = 10
"""What two cores do in the five seconds that a second start may take; `make bench` reads the clock itself."""


@pytest.fixture
def data() -> Iterator[Path]:
    """Below a home directory that only its owner may enter."""
    home = Path(tempfile.mkdtemp(prefix="samsyn-run-"))
    yield home / "var"
    shutil.rmtree(home)


@pytest.fixture
def start(data: Path) -> Iterator[Start]:
    started: list[Supervised] = []

    def begin(settings: dict[str, str] | None = None, port: int | None = None) -> Supervised:
        one = Supervised(data, settings or {}, port=port or free_port())
        started.append(one)
        return one.start()

    yield begin
    for one in reversed(started):
        one.close()


def test_from_nothing_to_ready_and_back_twice(start: Start, data: Path) -> None:
    metrics = free_pair()
    first = start({"METRICS_PORT": str(metrics)})
    assert first.address == f"http://127.0.0.1:{first.port}"
    assert httpx.get(f"{first.address}/health/ready").json() == {"status": "ok"}
    assert httpx.get(f"{first.address}/samsyn/v1/schools").status_code == 401
    for name in ("master.key", "signing.key"):
        assert stat.S_IMODE((data / name).stat().st_mode) == 0o600
    key = (data / "master.key").read_bytes()
    refused = start()
    assert refused.wait() == 1
    assert "already runs" in refused.lines[-1]
    assert 'route="/samsyn/v1/schools",status="401"' in httpx.get(f"http://127.0.0.1:{metrics}").text
    assert "samsyn_database_up 1.0" in httpx.get(f"http://127.0.0.1:{metrics + 1}").text
    assert '"route": "/samsyn/v1/schools", "status": 401' in (data / "log" / "web.log").read_text()
    alive = descendants(first.process.pid)
    assert first.end() == 0
    assert all_end(alive, 5)
    assert len([line for line in first.lines if line.startswith(READY)]) == 1
    assert any("create-organiser" in line for line in first.lines)
    assert first.lines[-1] == "Stopped."
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    second = start()
    assert (data / "master.key").read_bytes() == key
    assert second.end(signal.SIGTERM) == 0
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used <= SECOND_START_CPU_SECONDS


@pytest.mark.parametrize("part", ["serve", "postgres"])
def test_when_one_part_dies_the_rest_ends_with_a_clear_line(start: Start, part: str) -> None:
    run = start()
    alive = descendants(run.process.pid)
    os.kill(run.child(part), signal.SIGKILL)
    assert run.wait() == 1
    assert any("ended by itself (-9)" in line for line in run.lines)
    assert all_end(alive, 5)


def test_nothing_outlives_a_killed_supervisor(start: Start) -> None:
    run = start()
    alive = descendants(run.process.pid)
    assert run.end(signal.SIGKILL) == -signal.SIGKILL
    assert all_end(alive, 10)


def test_a_taken_port_is_said_before_anything_is_started(start: Start, data: Path) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        run = start(port=other.getsockname()[1])
        assert run.wait() == 1
    assert "SAMSYN_PORT" in run.lines[-1]
    assert not data.exists()


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"PROT": "1"}, "SAMSYN_PROT"),
        ({"HOST": "0.0.0.0"}, "SAMSYN_PUBLIC_URL"),
        ({"DATABASE_URL": "x"}, "URL"),
    ],
)
def test_wrong_settings_are_one_line(start: Start, settings: dict[str, str], named: str) -> None:
    run = start(settings)
    assert run.wait() == 1
    assert len(run.lines) == 1
    assert named in run.lines[0]


def test_an_ordinary_user_with_a_private_home() -> None:
    """As root the test lends itself an ordinary account; otherwise it already is one."""
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="samsyn-home-"))
    if account:
        os.chown(home, account.pw_uid, account.pw_gid)
    run = Supervised(home / "var", account=account, port=free_port())
    try:
        run.start()
        assert httpx.get(f"{run.address}/health/ready").status_code == 200
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert run.end() == 0
    finally:
        run.close()
        shutil.rmtree(home)
