"""What must hold afterwards, asked of the database itself, past every wall."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from samsyn.core.models import Base, Internal
from tests.chaos.journal import Ack, Journal
from tests.factories.world import World

CIRCLE = "a.kind = 'CIRCLE' AND a.role_in_case = 'OWNER' AND a.valid_to IS NULL AND a.person_id = c.owner_id"
EVENTS = "SELECT count(*) FROM case_events e WHERE e.tenant_id = c.tenant_id AND e.case_id = c.id AND e.type"
TOLD = "SELECT count(*) FROM case_events e WHERE e.tenant_id = x.tenant_id AND e.ref_id = x.id AND e.type"
MOVED = "SELECT count(*) FROM case_events WHERE case_id = %s AND type IN ('PHASE_CHANGED', 'CLOSED')"
HALVES: Mapping[str, str] = {
    "case without its head, or not as its head says": """cases c LEFT JOIN case_heads h USING (tenant_id, id)
        WHERE c.tenant_id = %s AND (c.version, c.phase, c.closed_at, c.confidentiality, c.next_follow_up_on)
        IS DISTINCT FROM (h.version, h.phase, h.closed_at, h.confidentiality, h.next_follow_up_on)""",
    "head without its case": """case_heads h WHERE h.tenant_id = %s AND NOT EXISTS
        (SELECT FROM cases c WHERE c.tenant_id = h.tenant_id AND c.id = h.id)""",
    "case not opened once in its timeline": f"cases c WHERE c.tenant_id = %s AND ({EVENTS} = 'OPENED') <> 1",
    "case without its owner in the circle": f"""cases c WHERE c.tenant_id = %s AND 1 <> (SELECT count(*)
        FROM case_access a WHERE a.tenant_id = c.tenant_id AND a.case_id = c.id AND {CIRCLE})""",
    "closed without a line in the timeline, or the reverse": f"""cases c WHERE c.tenant_id = %s
        AND ({EVENTS} = 'CLOSED') <> (c.phase = 'CLOSED')::int""",
    "pupil's case without its pupil": """cases c WHERE c.tenant_id = %s AND c.subject = 'STUDENT'
        AND NOT EXISTS (SELECT FROM case_students s WHERE s.tenant_id = c.tenant_id AND s.case_id = c.id)""",
    "note not told once": f"case_notes x WHERE x.tenant_id = %s AND ({TOLD} = 'NOTE_WRITTEN') <> 1",
    "measure not told once": f"case_measures x WHERE x.tenant_id = %s AND ({TOLD} = 'MEASURE_AGREED') <> 1",
    "voice not told once": f"child_voices x WHERE x.tenant_id = %s AND ({TOLD} = 'VOICE_RECORDED') <> 1",
    "concern without its head, or not as its head says": """concerns c
        LEFT JOIN concern_heads h USING (tenant_id, id) WHERE c.tenant_id = %s
        AND (c.version, c.state, c.outcome) IS DISTINCT FROM (h.version, h.state, h.outcome)""",
    "assessed as a case, and no case": """concerns c WHERE c.tenant_id = %s AND c.outcome = 'CASE_OPENED'
        AND NOT EXISTS (SELECT FROM concern_cases l JOIN cases k ON k.tenant_id = l.tenant_id
        AND k.id = l.case_id WHERE l.tenant_id = c.tenant_id AND l.concern_id = c.id)""",
    "led to a case, not assessed": """concern_cases l JOIN concerns c ON c.tenant_id = l.tenant_id
        AND c.id = l.concern_id WHERE l.tenant_id = %s AND c.state <> 'ASSESSED'""",
    "number given to nothing": """case_counters n WHERE n.tenant_id = %s AND n.last <> CASE n.kind
        WHEN 'CASE' THEN (SELECT count(*) FROM cases c WHERE c.tenant_id = n.tenant_id)
        ELSE (SELECT count(*) FROM concerns c WHERE c.tenant_id = n.tenant_id) END""",
    "key that is held by nobody": "idempotency_keys k WHERE k.tenant_id = %s AND k.status IS NULL",
    "phase changed and not in the access log": f"""cases c WHERE c.tenant_id = %s
        AND ({EVENTS} IN ('PHASE_CHANGED', 'CLOSED')) <> (SELECT count(*) FROM audit_access a
        WHERE a.tenant_id = c.tenant_id AND a.object_type = 'Case' AND a.action = 'UPDATE'
        AND 'phase' = ANY (a.fields) AND a.object_ids = ARRAY[c.id])""",
}
"""Rows that tell of a transaction that was done by half: none may be found."""
TOLD_OF = ("concerns", "cases", "case_notes", "case_measures", "child_voices")
"""Tables of which every row is the answer to a request of a writer."""
WRITTEN = ("concerns", "cases", "case_notes", "case_measures", "child_voices", "case_events", "case_access",
    "case_heads", "case_students", "concern_heads", "concern_cases")  # fmt: skip


def halves(world: World) -> dict[str, int]:
    """What was found, with how many rows; empty when all is whole."""
    counts = {what: _count(world, rows) for what, rows in HALVES.items()}
    for mapper in Base.registry.mappers:
        table = str(mapper.local_table)
        if issubclass(mapper.class_, Internal) and table in WRITTEN:
            counts |= _audited(world, table, mapper.class_.__name__)
    return {what: count for what, count in counts.items() if count}


def _count(world: World, rows: str) -> int:
    return int(world.sql(f"SELECT count(*) FROM {rows}", world.tenant)[0][0])


def _audited(world: World, table: str, kind: str) -> dict[str, int]:
    """Every row has its creation in the access log, and no creation is logged of a row that is not there."""
    log = f"a.tenant_id = x.tenant_id AND a.action = 'CREATE' AND a.object_type = '{kind}'"
    unlogged = f"""{table} x WHERE x.tenant_id = %s AND NOT EXISTS
        (SELECT FROM audit_access a WHERE {log} AND a.object_ids = ARRAY[x.id])"""
    nothing = f"""audit_access x
        WHERE x.tenant_id = %s AND x.action = 'CREATE' AND x.object_type = '{kind}' AND NOT EXISTS
        (SELECT FROM {table} y WHERE y.tenant_id = x.tenant_id AND x.object_ids = ARRAY[y.id])"""
    return {
        f"{table}: not in the access log": _count(world, unlogged),
        f"{table}: logged, and not there": _count(world, nothing),
    }


def lost(world: World, journal: Journal) -> list[Ack | UUID]:
    """Acknowledged, and not there as it was sent; moves and readings of which too few are known."""
    gone: list[Ack | UUID] = [ack for ack in journal.acks if not _is_there(world, ack)]
    read = "SELECT count(*) FROM audit_access WHERE action = 'case.read' AND %s = ANY (object_ids)"
    for counted, asked in ((journal.transitions, MOVED), (journal.reads, read)):
        gone += [case for case, count in counted.items() if world.sql(asked, case)[0][0] < count]
    return gone


def _is_there(world: World, ack: Ack) -> bool:
    names = list(ack.holds)
    rows = world.sql(f"SELECT {', '.join(names)} FROM {ack.table} WHERE id = %s", ack.id)
    return rows == [tuple(ack.holds.values())]


def doubled(world: World, journal: Journal) -> int:
    """Rows that nobody was told of: every writer went on until it was answered, so there is none by right."""
    known = {ack.id for ack in journal.acks}
    extra = 0
    for table in TOLD_OF:
        rows = world.sql(f"SELECT id FROM {table} WHERE tenant_id = %s", world.tenant)
        extra += sum(row[0] not in known for row in rows)
    return extra + sum(int(world.sql(MOVED, case)[0][0]) - n for case, n in journal.transitions.items())
