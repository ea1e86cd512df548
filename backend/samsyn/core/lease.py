"""A sign of life that others can see: a lock of the database, gone with the process that took it.

Nothing is written and nothing runs out; what is asked about a lease is answered by the database's own list.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg

from samsyn.core.runtime import Runtime
from samsyn.core.work import Work

ALIVE = "-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
"""Over a network: a machine that has lost its power is noticed within a minute."""
TAKE = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
LOOK = """SELECT EXISTS (SELECT 1 FROM pg_locks
 WHERE locktype = 'advisory' AND objsubid = 1 AND granted
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND (classid::bigint << 32) | objid::bigint = hashtextextended(%s, 0))"""


@asynccontextmanager
async def lease(runtime: Runtime, name: str) -> AsyncIterator[bool]:
    """Whether it is ours now: False where another process has it. On a connection of its own, with no
    transaction open; ends with the block, and with us. For the worker's role."""
    url = runtime.settings.worker_url.replace("postgresql+psycopg://", "postgresql://", 1)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True, options=ALIVE) as connection:
        row = await (await connection.execute(TAKE, (name,))).fetchone()
        yield row == (True,)


async def is_leased(work: Work, name: str) -> bool:
    """Whether somebody who is alive has it."""
    row = await (await (await work.raw()).execute(LOOK, (name,), prepare=True)).fetchone()
    return row == (True,)
