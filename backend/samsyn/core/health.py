"""Whether this process can serve: the database answers at the right revision, and the disk has room."""

from __future__ import annotations

import asyncio
import shutil
from typing import Any

from samsyn.core.database import head_revision
from samsyn.core.runtime import Runtime

LOWEST_FREE = 0.05
"""Share of the disk below which writes are no longer safe."""
PATIENCE_SECONDS = 2


async def readiness(runtime: Runtime) -> bool:
    """False also while the program is shutting down (``kept["draining"]``)."""
    if runtime.kept.get("draining") or not _room(runtime):
        return False
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await _revision(runtime) == head_revision()
    except Exception:
        return False


async def _revision(runtime: Runtime) -> str:
    async with runtime.engine.connect() as connection:
        raw: Any = (await connection.get_raw_connection()).driver_connection
        row = await (await raw.execute("SELECT version_num FROM alembic_version")).fetchone()
        await raw.rollback()
        return str(row[0])


def _room(runtime: Runtime) -> bool:
    if not runtime.settings.is_embedded or not runtime.settings.data_dir.exists():
        return True
    usage = shutil.disk_usage(runtime.settings.data_dir)
    return usage.free / usage.total > LOWEST_FREE
