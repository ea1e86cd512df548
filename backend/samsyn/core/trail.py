"""Rows of the access log before they are written, and the word to those who look that goes with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json

from samsyn.core.actor import Actor
from samsyn.core.ids import uuid7

LIVE_CHANNEL = "samsyn_live"
TRAIL = """WITH trail AS (
  INSERT INTO audit_access (tenant_id, id, at, actor_kind, actor_id, assignment_id, school_id, action,
    object_type, object_ids, student_ids, purpose, outcome, request_id, fields)
  SELECT * FROM json_to_recordset(%s::json) AS entry(tenant_id integer, id uuid, at timestamptz,
    actor_kind text, actor_id uuid, assignment_id uuid, school_id uuid, action text, object_type text,
    object_ids uuid[], student_ids uuid[], purpose text, outcome text, request_id text, fields text[]))
SELECT pg_notify(%s, what) FROM json_array_elements_text(%s::json) AS what"""
"""Each as one value: the driver would take a list of ids apart one by one."""


@dataclass(slots=True)
class TrailEntry:
    """A row of the access log before it is written."""

    action: str
    kind: str
    ids: Any
    students: Any
    school: UUID | None
    outcome: str
    purpose: str | None
    fields: list[str]


def rows_of(entries: Iterable[TrailEntry], actor: Actor, at: datetime, request_id: str) -> str:
    """The rows as JSON; lists of ids, or arrays as PostgreSQL writes them."""
    return as_json(
        [
            {
                "tenant_id": actor.tenant, "id": uuid7(), "at": at,
                "actor_kind": actor.kind, "actor_id": actor.id,
                "assignment_id": actor.assignment_for(entry.school), "school_id": entry.school,
                "action": entry.action, "object_type": entry.kind,
                "object_ids": entry.ids, "student_ids": entry.students,
                "purpose": entry.purpose, "outcome": entry.outcome,
                "request_id": request_id, "fields": entry.fields,
            }
            for entry in entries
        ]
    )  # fmt: skip


def as_json(value: Any) -> str:
    return to_json(value).decode()
