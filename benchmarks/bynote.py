"""A note written by hand: session, row security, the case found and open, the note, its line in the timeline, the
access log, and the word to those who look, in one transaction.

The words are compared with those of a journal by the program's own pure rule.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response

from benchmarks.byhand import MINE, TRAIL, entered, moment
from samsyn.cases.rules.journal import found_in
from samsyn.core.ids import uuid7

FIND = f"""
SELECT c.id, c.school_id, c.reach, c.confidentiality, c.closed_at, p.given_name, p.family_name,
  (SELECT array_agg(cs.student_id) FROM case_students cs WHERE cs.tenant_id = $1 AND cs.case_id = c.id
     AND cs.removed_at IS NULL) AS student_ids
FROM cases c JOIN people p ON p.tenant_id = $1 AND p.id = $2
WHERE c.tenant_id = $1 AND c.id = $4
  AND (c.id IN ({MINE}) OR c.confidentiality IN ('K0', 'K1', 'K2') AND c.school_id = ANY ($3::uuid[]))"""
NOTE = """INSERT INTO case_notes (tenant_id, id, case_id, school_id, reach, kind, text, branch, kept_in, written_at, written_by,
 confidentiality, version, created_at, updated_at, created_by, updated_by)
 VALUES ($1, $2, $3, $4, $5, 'NOTE', $6, 'SCHOOL', 'SCHOOL', $7, $8, $9, 1, $7, $7, $8, $8)"""
EVENT = """INSERT INTO case_events (tenant_id, id, case_id, school_id, reach, type, at, person_id, ref_id, data, confidentiality)
 VALUES ($1, $2, $3, $4, $5, 'NOTE_WRITTEN', $6, $7, $8, '{"kind": "NOTE"}', $9)"""
TELL = "SELECT pg_notify('samsyn_live', $1)"


async def write_note(request: Request) -> Response:
    body = orjson.loads(await request.body())
    if found_in(body["text"]):
        return Response(status_code=422)
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        who = await entered(connection, request)
        if who is None:
            return Response(status_code=401)
        tenant, person, units = who
        case = await connection.fetchrow(FIND, tenant, person, units, UUID(request.path_params["id"]))
        if case is None or case["closed_at"] is not None:
            return Response(status_code=404)
        note, now = uuid7(), datetime.now(UTC)
        place = tenant, note, case["id"], case["school_id"], case["reach"]
        await connection.execute(NOTE, *place, body["text"], now, person, case["confidentiality"])
        event = tenant, uuid7(), *place[2:], now, person, note, case["confidentiality"]
        await connection.execute(EVENT, *event)
        pupils = case["student_ids"] or []
        await connection.execute(
            TRAIL, tenant, uuid7(), person, "case.write-note", [case["id"]], pupils, str(uuid7())
        )
        await connection.execute(TELL, f"{tenant}:case:{case['id']}")
    return Response(
        orjson.dumps(shown(case, note, now, person, body), default=str), 201, media_type="application/json"
    )


def shown(case: Any, note: UUID, now: datetime, person: UUID, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "_links": {"self": {"href": f"/samsyn/v1/cases/{case['id']}/notes/{note}"}}, "id": note, "kind": "NOTE",
        "text": body["text"], "confidentiality": case["confidentiality"], "branch": "SCHOOL", "keptIn": "SCHOOL",
        "disclosureBasis": None, "writtenAt": moment(now),
        "writtenBy": {"id": person, "name": f"{case['given_name']} {case['family_name']}"}, "correctsId": None,
    }  # fmt: skip
