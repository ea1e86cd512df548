"""How many buffers a list touches: the same figure whatever else the machine is doing."""

from __future__ import annotations

import hashlib
from typing import Any

import psycopg
from sqlalchemy.dialects import postgresql

from samsyn.cases.statements import LAST, LIST_CASES
from samsyn.core.settings import Settings
from samsyn.core.work import OPEN, actor_of

DIALECT: Any = postgresql.psycopg.dialect  # untyped in SQLAlchemy


def list_buffers(settings: Settings) -> int:
    """Shared buffers of the list of 50 open cases for a head in municipality 1, as the application's role,
    warm, with the parameters that the program gives."""
    token = hashlib.sha256(b"t1p3").digest()
    with psycopg.connect(settings.app_url.replace("+psycopg", "")) as connection:
        row = connection.execute(OPEN.format("open_session(%s)"), (token,)).fetchone()
        if row is None:
            raise RuntimeError("the benchmark's session is not there")
        values = {**actor_of(row, None).parameters, "place_at": LAST[0], "place_id": LAST[1], "upto": 51, "skip": 0,
                  "take": 51, "of_type": None, "only_mine": False}  # fmt: skip
        compiled = LIST_CASES["OPEN", False].params(values).compile(dialect=DIALECT())
        whole = compiled.construct_expanded_state()
        statement, given = (
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {whole.statement}",
            dict(whole.parameters),
        )
        for _ in range(3):
            plan: Any = connection.execute(statement, given).fetchone()
        top = plan[0][0]["Plan"]
        return int(top["Shared Hit Blocks"] + top["Shared Read Blocks"])
