"""One case by hand: session, row security, one statement, access log, one transaction.

What follows from the rules alone (phases, transitions, rights) is a constant here, taken from an answer of the
program before anything is timed; the clocks are counted by the program's own pure rule.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response

from benchmarks.byhand import MINE, TRAIL, entered, moment
from samsyn.cases.queries.calendar import school_days
from samsyn.cases.queries.rulebook import kind_of
from samsyn.cases.rules.timeline import Happened, running_clocks
from samsyn.cases.statements.one_case import NO_CLOCK
from samsyn.core.clock import SystemClock
from samsyn.core.ids import uuid7
from samsyn.core.schooldays import stockholm_day
from samsyn.legal import latest_follow_up

DAYS = """(SELECT json_agg(json_build_array(y.code,
    (SELECT json_agg(json_build_array(t.code, t.starts_on, t.ends_on, t.school_id IS NOT NULL)) FROM terms t
       WHERE t.tenant_id = $1 AND t.school_year_id = y.id AND (t.school_id IS NULL OR t.school_id = c.school_id)),
    (SELECT json_agg(json_build_array(b.kind, b.starts_on, b.ends_on, b.school_id IS NOT NULL)) FROM breaks b
       WHERE b.tenant_id = $1 AND b.school_year_id = y.id AND (b.school_id IS NULL OR b.school_id = c.school_id)),
    (SELECT json_agg(json_build_array(d.day, d.is_school_day, d.school_id IS NOT NULL)) FROM calendar_days d
       WHERE d.tenant_id = $1 AND d.school_year_id = y.id AND (d.school_id IS NULL OR d.school_id = c.school_id))))
  FROM school_years y WHERE y.tenant_id = $1 AND y.ends_on > current_date - 1100)::text"""
CASE = f"""
SELECT c.*, h.grade, s.name AS school_name, p.given_name, p.family_name,
  (SELECT a.role_in_case FROM case_access a WHERE a.tenant_id = $1 AND a.person_id = $2 AND a.case_id = c.id
     AND a.kind = 'CIRCLE' AND a.valid_from <= now() AND (a.valid_to IS NULL OR a.valid_to > now()) LIMIT 1) AS my_role,
  (SELECT json_agg(json_build_object('id', st.id, 'name', st.given_name || ' ' || st.family_name, 'grade', st.grade,
       'protected', NOT st.protection_known OR st.protection_level <> 'NONE') ORDER BY st.sort_key)
     FROM case_students cs JOIN students st ON st.tenant_id = $1 AND st.id = cs.student_id
     WHERE cs.tenant_id = $1 AND cs.case_id = c.id AND cs.removed_at IS NULL) AS students,
  (SELECT json_agg(json_build_array(e.type, e.at, e.data)) FROM case_events e WHERE e.tenant_id = $1 AND e.case_id = c.id
     AND e.type <> ALL ('{{{",".join(sorted(NO_CLOCK))}}}')) AS events,
  (SELECT json_agg(json_build_object('id', k.id, 'number', k.number)) FROM concern_cases l
     JOIN concerns k ON k.tenant_id = $1 AND k.id = l.concern_id WHERE l.tenant_id = $1 AND l.case_id = c.id) AS concerns,
  (SELECT count(*) FROM child_voices v WHERE v.tenant_id = $1 AND v.case_id = c.id) AS voices,
  {DAYS} AS days
FROM cases c JOIN case_heads h ON h.tenant_id = $1 AND h.id = c.id JOIN schools s ON s.tenant_id = $1 AND s.id = c.school_id
LEFT JOIN people p ON p.tenant_id = $1 AND p.id = c.owner_id
WHERE c.tenant_id = $1 AND c.id = $4
  AND (c.id IN ({MINE}) OR c.confidentiality IN ('K0', 'K1', 'K2') AND c.school_id = ANY ($3::uuid[]))"""
BY_RULE: dict[str, Any] = json.loads(os.environ.get("BENCH_CASE", "{}"))
CLOCK = SystemClock()


def times(row: Any) -> dict[str, Any]:
    now, today = CLOCK.now(), CLOCK.today()
    happened = [
        Happened(kind, datetime.fromisoformat(at), data.get("phase"), data.get("left"))
        for kind, at, data in orjson.loads(row["events"] or b"[]")
    ]
    since = min((stockholm_day(event.at) for event in happened), default=today)
    calendar = school_days(row["days"], today, since)
    kind = kind_of(row["case_type"])
    running = [
        {
            "code": clock.code, "until": clock.stops_at, "kind": clock.kind, "dueOn": clock.due_on,
            "schoolDaysLeft": calendar.school_days_between(today, clock.due_on),
            "overdue": clock.is_out(now), "escalatedTo": None,
        }
        for clock in running_clocks(kind, happened, calendar)
    ]  # fmt: skip
    return {"clocks": running, "latestFollowUpOn": latest_follow_up(kind, today, calendar)}


def shown(row: Any) -> dict[str, Any]:
    owner = (
        {"id": row["owner_id"], "name": f"{row['given_name']} {row['family_name']}"}
        if row["owner_id"]
        else None
    )
    return {
        **BY_RULE,
        "_links": {"self": {"href": f"/samsyn/v1/cases/{row['id']}"}}, "id": row["id"], "number": row["number"],
        "grade": row["grade"], "school": {"id": row["school_id"], "name": row["school_name"]}, "level": row["level"],
        "scope": row["scope"], "subject": row["subject"], "students": orjson.loads(row["students"] or b"[]"),
        "group": None, "confidentiality": row["confidentiality"], "reach": row["reach"],
        "pointedOut": row["pointed_out"], "themes": row["themes"], "phase": row["phase"], **times(row), "owner": owner,
        "myRole": row["my_role"], "openedAt": moment(row["opened_at"]), "nextFollowUpOn": row["next_follow_up_on"],
        "waitingFor": None, "waitingSince": row["waiting_since"], "closedAt": moment(row["closed_at"]),
        "closureReason": row["closure_reason"], "feedback": None, "noFeedbackReason": None,
        "concerns": orjson.loads(row["concerns"] or b"[]"), "version": row["version"],
    }  # fmt: skip


async def read_case(request: Request) -> Response:
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        who = await entered(connection, request)
        if who is None:
            return Response(status_code=401)
        tenant, person, units = who
        row = await connection.fetchrow(CASE, tenant, person, units, UUID(request.path_params["id"]))
        if row is None:
            return Response(status_code=404)
        body = shown(row)
        pupils = [UUID(one["id"]) for one in body["students"]]
        await connection.execute(
            TRAIL, tenant, uuid7(), person, "case.read", [row["id"]], pupils, str(uuid7())
        )
    return Response(orjson.dumps(body, default=str), media_type="application/json")
