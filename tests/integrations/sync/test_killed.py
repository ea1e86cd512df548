"""The plug pulled for real: the connection cut, and the process killed, in the middle of the writing."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from samsyn.core.settings import Settings
from samsyn.integrations.ss12000.commands.write import Writer
from samsyn.integrations.ss12000.records import RecordKind
from tests.integrations.ss12000.municipality import Municipality
from tests.integrations.sync.conftest import Sync

WAITING = """SELECT pid FROM pg_stat_activity
    WHERE usename = 'samsyn_worker' AND wait_event_type = 'Lock' AND state = 'active'"""
CUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE usename = 'samsyn_worker' AND state = 'idle in transaction'"""
LONGEST = 60.0
"""Seconds that a process may take to come to its writing."""


async def test_a_connection_that_is_cut_while_writing_leaves_the_old_state(
    sync: Sync, lovbacka: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = await sync.source()
    await sync.pull(source)
    cut_off: list[Any] = []
    before, whole = sync.state(), Writer._write_kind
    for person in lovbacka.persons:
        person["familyName"] = "Ny"

    async def cut(self: Any, now: RecordKind, part: Any) -> None:
        await whole(self, now, part)
        if now is RecordKind.PUPIL:
            await self._work.flush()
            cut_off.extend(sync.town.world.sql(CUT))

    monkeypatch.setattr(Writer, "_write_kind", cut)
    run = await sync.pull(source)
    monkeypatch.undo()
    assert cut_off == [(True,)]
    assert (run["state"], run["report"]["fault"]["code"]) == ("FAILED", "CHANGED_MEANWHILE")
    assert sync.state() == before
    assert (await sync.pull(source))["state"] == "DONE"
    assert sync.count("students", "family_name = 'Ny'") == 36


@contextmanager
def nobody_may_write_groups(dsn: str) -> Iterator[psycopg.Connection[Any]]:
    """Pulls come as far as the groups, with schools, staff and pupils written, and wait there."""
    with psycopg.connect(dsn) as connection:
        connection.execute("LOCK TABLE student_groups IN SHARE MODE")
        yield connection


def kill_when_it_waits(words: list[str], environment: dict[str, str], dsn: str) -> None:
    command = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
    until = time.monotonic() + LONGEST
    with psycopg.connect(dsn, autocommit=True) as watching:
        while not watching.execute(WAITING).fetchall():
            assert command.poll() is None, "the command ended before it wrote"
            assert time.monotonic() < until, "the command never came to its writing"
    command.kill()
    command.wait(10)


async def test_a_process_that_is_killed_while_writing_leaves_the_old_state(
    sync: Sync, settings: Settings, admin_dsn: str
) -> None:
    """`samsyn sync` itself, killed while it has written pupils and not yet their groups."""
    name = f"Dödad {sync.town.world.tenant}"
    source = await sync.source(name=name)
    before = sync.state()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "SAMSYN_DATA_DIR": str(settings.data_dir),
        "SAMSYN_DEMO": "1",
    }
    words = [sys.executable, "-m", "samsyn", "sync", name]
    with nobody_may_write_groups(admin_dsn) as lock:
        await asyncio.to_thread(kill_when_it_waits, words, environment, admin_dsn)
        lock.rollback()
    assert sync.state() == before
    assert sync.count("students") == 0
    links = "SELECT count(*) FROM sync_links WHERE tenant_id = %s"
    assert sync.town.world.sql(links, sync.town.world.tenant) == [(0,)]
    runs = (await sync.admin.get(f"/sync-runs?sourceId={source}")).json()["items"]
    assert [(one["state"], one["phase"]) for one in runs] == [("FAILED", "OVER")]
    assert (await sync.pull(source))["state"] == "DONE"
    assert sync.count("students") == 36
