"""How many connections of a program's pool are lent out."""

from __future__ import annotations

from sqlalchemy.pool import QueuePool

from samsyn.core.runtime import Runtime


def in_use(runtime: Runtime) -> int:
    pool = runtime.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()
