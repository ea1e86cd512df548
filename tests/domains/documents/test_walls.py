"""What the database itself says about drafts, whatever the program would write."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from samsyn.core.ids import uuid7
from tests.conftest import Town
from tests.factories.assigned import enter

ROWS: dict[str, dict[str, Any]] = {
    "drafts": {"draft_key": "new-concern", "sealed": b"x", "saved_at": datetime.now(UTC)},
    "draft_keys": {"sealed": b"x", "expires_at": datetime.now(UTC)},
}


def write(town: Town, table: str, whose: str) -> None:
    """As the teacher, in somebody's name."""
    row = {"tenant_id": town.world.tenant, "person_id": town.world.people[whose], **ROWS[table]}
    if table == "drafts":
        row["id"] = uuid7()
    marks = ", ".join(["%s"] * len(row))
    with psycopg.connect(town.world.admin_dsn) as connection:
        enter(connection, town.world.tokens["larare"])
        connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
        connection.rollback()


@pytest.mark.parametrize("table", sorted(ROWS))
def test_nobody_writes_in_another_s_name(table: str, town: Town) -> None:
    write(town, table, "larare")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        write(town, table, "kurator")
