"""How many buffers a list touches: the same figure whatever else the machine is doing."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy.dialects import postgresql

from samsyn.cases.models import CaseEvent
from samsyn.cases.queries.parts import EVENTS
from samsyn.cases.statements import LAST, LIST_CASES
from samsyn.core.settings import Settings
from samsyn.core.work import actor_of, opening

DIALECT: Any = postgresql.psycopg.dialect  # untyped in SQLAlchemy


def list_buffers(settings: Settings) -> int:
    """Of the list of 50 open cases, for a head in municipality 1."""
    page = {
        "place_at": LAST[0],
        "place_id": LAST[1],
        "upto": 51,
        "skip": 0,
        "take": 51,
        "of_type": None,
        "only_mine": False,
    }
    return buffers(settings, LIST_CASES["OPEN", False], page)


def timeline_buffers(settings: Settings, case: UUID) -> int:
    """Of the first page of 50 of a case's timeline, for the head of its school."""
    newest = EVENTS.order_by(CaseEvent.at.desc(), CaseEvent.id.desc()).limit(51)
    return buffers(settings, newest, {"key": case})


def buffers(settings: Settings, asked: Any, given: dict[str, Any]) -> int:
    """Shared buffers of a statement for the head t1p3, as the application's role, warm, with the parameters that
    the program gives."""
    token = hashlib.sha256(b"t1p3").digest()
    with psycopg.connect(settings.app_url.replace("+psycopg", "")) as connection:
        row = connection.execute(opening("open_session(%s)"), (token,)).fetchone()
        if row is None:
            raise RuntimeError("the benchmark's session is not there")
        values = {**actor_of(row, None).parameters, **given}
        compiled = asked.params(values).compile(dialect=DIALECT())
        whole = compiled.construct_expanded_state()
        statement = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {whole.statement}"
        for _ in range(3):
            plan: Any = connection.execute(statement, dict(whole.parameters)).fetchone()
        top = plan[0][0]["Plan"]
        return int(top["Shared Hit Blocks"] + top["Shared Read Blocks"])
