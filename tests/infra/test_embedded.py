"""The embedded server on a real data directory: every trap that was met once is held here."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from samsyn.core.embedded import SOCKET_NAME, Embedded, EmbeddedError, binaries, socket_url
from samsyn.core.lending import run_as

BACKEND = Path(__file__).resolve().parents[2] / "backend"
Started = list[Embedded]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Below a private directory (0700), as a clone in somebody's home is."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return home / "var" / "postgres"


@pytest.fixture
def started() -> Iterator[Started]:
    servers: Started = []
    yield servers
    for server in servers:
        server.stop()


def start(data: Path, started: Started) -> Embedded:
    server = Embedded(data)
    started.append(server)
    server.start()
    return server


def ask(server: Embedded, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(host=str(server.sockets), user="postgres", dbname="postgres") as connection:
        return connection.execute(statement.encode()).fetchall()


def write_seven(server: Embedded) -> None:
    with psycopg.connect(host=str(server.sockets), user="postgres", dbname="postgres") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS value")


def pid_of(server: Embedded) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def modes(path: Path) -> list[tuple[str, int, int]]:
    found = [(str(step), step.stat()) for step in (path, *path.parents)]
    return [(name, stat.S_IMODE(status.st_mode), status.st_uid) for name, status in found]


def test_starts_twice_keeps_the_data_and_changes_no_mode(data: Path, started: Started) -> None:
    before, wheel = modes(data.parent.parent), modes(binaries())
    first = start(data, started)
    write_seven(first)
    first.stop()
    assert not first.sockets.exists()
    assert ask(start(data, started), "SELECT value FROM kept") == [(7,)]
    assert modes(data.parent.parent) == before
    assert modes(binaries()) == wheel


def test_only_the_account_that_started_it_gets_in(data: Path, started: Started) -> None:
    server = start(data, started)
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.sockets.stat().st_mode) == 0o700
    assert ask(server, "SHOW listen_addresses") == [("",)]
    rules = ask(server, "SELECT type, auth_method, options FROM pg_hba_file_rules")
    assert rules == [("local", "peer", ["map=samsyn"])]


def test_a_hand_written_trust_line_does_not_survive(data: Path, started: Started) -> None:
    start(data, started).stop()
    with (data / "pg_hba.conf").open("a") as file:
        file.write("local all all trust\n")
    assert ask(start(data, started), "SELECT count(*) FROM pg_hba_file_rules") == [(1,)]


def test_runs_without_privileges(data: Path, started: Started) -> None:
    server = start(data, started)
    status = Path(f"/proc/{pid_of(server)}/status").read_text()
    fields = dict(line.split(":", 1) for line in status.splitlines())
    assert int(fields["Uid"].split()[0]) == server.owner.pw_uid != 0
    reach = 1 << 2  # CAP_DAC_READ_SEARCH, the only one that may be lent
    assert int(fields["CapEff"], 16) & ~reach == 0


def test_needs_no_capability_where_the_directories_are_open(started: Started) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = start(Path(folder) / "postgres", started)
        words = run_as(server.owner, Path("/bin/sh"), server.data)
        assert "--securebits" not in words
        server.stop()


def test_a_second_supervisor_is_refused(data: Path, started: Started) -> None:
    server = start(data, started)
    with pytest.raises(EmbeddedError, match="already runs"):
        Embedded(data).start()
    assert ask(server, "SELECT 1") == [(1,)]


def test_starts_after_the_server_was_killed(data: Path, started: Started) -> None:
    server = start(data, started)
    write_seven(server)
    os.kill(pid_of(server), signal.SIGKILL)
    assert server.process is not None
    server.process.wait(10)
    server.stop()
    assert ask(start(data, started), "SELECT value FROM kept") == [(7,)]


def test_starts_when_the_pid_was_given_to_another_process(data: Path, started: Started) -> None:
    server = start(data, started)
    server.stop()
    prefix = run_as(server.owner, Path("/bin/sh"), server.data)
    with subprocess.Popen([*prefix, "sleep", "60"]) as stranger:
        file = data / "postmaster.pid"
        file.write_text(f"{stranger.pid}\n{data}\n1\n5432\n\n\n")
        os.chown(file, server.owner.pw_uid, server.owner.pw_gid)
        assert ask(start(data, started), "SELECT 1") == [(1,)]
        assert stranger.poll() is None
        stranger.kill()


def test_dies_with_its_supervisor_and_starts_again(data: Path, started: Started) -> None:
    script = (
        "import sys, signal; from pathlib import Path; from samsyn.core.embedded import Embedded\n"
        "server = Embedded(Path(sys.argv[1])); server.start()\n"
        "print((server.data / 'postmaster.pid').read_text().split()[0], flush=True); signal.pause()"
    )
    command = [sys.executable, "-c", script, str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as supervisor:
        assert supervisor.stdout is not None
        pid = int(supervisor.stdout.readline())
        watch = os.pidfd_open(pid)
        supervisor.kill()
    assert wait_for_end(watch, seconds=10)
    assert ask(start(data, started), "SELECT 1") == [(1,)]


def test_an_interrupted_initdb_is_begun_again(data: Path, started: Started) -> None:
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("18\n")
    (data / "base").mkdir()
    (data.parent / ".postgres.initdb").touch()
    assert ask(start(data, started), "SELECT 1") == [(1,)]


def test_never_empties_a_directory_that_is_not_its_own(data: Path, started: Started) -> None:
    data.mkdir(parents=True)
    (data / "letter.txt").write_text("mine")
    with pytest.raises(EmbeddedError, match="not a PostgreSQL data directory"):
        start(data, started)
    assert (data / "letter.txt").read_text() == "mine"


def test_a_failed_start_names_the_reason_and_frees_the_lock(
    data: Path, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(data, started).stop()
    monkeypatch.setattr("samsyn.core.embedded.START_ATTEMPTS", 1)
    (data / "postgresql.auto.conf").write_text("shared_buffers = nonsense\n")
    with pytest.raises(EmbeddedError, match="shared_buffers"):
        start(data, started)
    (data / "postgresql.auto.conf").write_text("")
    assert ask(start(data, started), "SELECT 1") == [(1,)]


def test_the_socket_path_fits_below_a_deep_directory(tmp_path: Path, started: Started) -> None:
    deep = tmp_path.joinpath(*["a-directory-with-a-long-name"] * 5) / "postgres"
    server = start(deep, started)
    assert len(str(server.sockets) + SOCKET_NAME) <= 107


def test_another_process_finds_the_sockets_whatever_its_environment(
    data: Path, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = start(data, started)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
    url = socket_url(data, "postgres", "postgres")
    assert url == f"postgresql+psycopg://postgres@/postgres?host={server.sockets}"


def test_an_ordinary_user_with_a_private_home(tmp_path: Path) -> None:
    """As root the test becomes an ordinary account; otherwise it already is one."""
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    home = Path(tempfile.mkdtemp(prefix="samsyn-home-"))
    os.chown(home, account.pw_uid, account.pw_gid)
    script = (
        "import sys, os; from pathlib import Path; from samsyn.core.embedded import Embedded\n"
        "server = Embedded(Path(sys.argv[1])); server.start()\n"
        "print(os.geteuid(), server.owner.pw_uid, server._answers()); server.stop()"
    )
    prefix = run_as(account, Path(sys.executable), home)
    command = [*prefix, sys.executable, "-c", script, str(home / "var" / "postgres")]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment(), cwd="/", check=False
        )
        assert done.stderr == ""
        assert done.stdout.split() == [str(account.pw_uid), str(account.pw_uid), "True"]
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
    finally:
        shutil.rmtree(home)


def environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(BACKEND), "LANG": "C.UTF-8"}


def wait_for_end(pidfd: int, seconds: float) -> bool:
    import select

    ready, _, _ = select.select([pidfd], [], [], seconds)
    os.close(pidfd)
    return bool(ready)
