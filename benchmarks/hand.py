"""The anchor as a program: what is written by hand, on a pool of its own."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
from starlette.applications import Starlette
from starlette.routing import Route

from benchmarks.bycase import read_case
from benchmarks.byhand import bare_list, list_cases
from benchmarks.bynote import write_note


def create() -> Starlette:
    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        where = {"host": os.environ["BENCH_SOCKETS"], "database": "samsyn", "min_size": 20, "max_size": 20}
        pools = asyncpg.create_pool(user="samsyn_app", **where), asyncpg.create_pool(user="postgres", **where)
        async with pools[0] as pool, pools[1] as bare:
            app.state.pool, app.state.bare_pool = pool, bare
            app.state.bare = 1, UUID(os.environ["BENCH_PERSON"]), UUID(os.environ["BENCH_SCHOOL"])
            yield

    routes = [
        Route("/list", list_cases),
        Route("/bare", bare_list),
        Route("/case/{id}", read_case),
        Route("/case/{id}/notes", write_note, methods=["POST"]),
    ]
    return Starlette(routes=routes, lifespan=life)
