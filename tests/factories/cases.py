"""Cases in a test's municipality, written past row security, with everything a case has."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from samsyn.core.schooldays import stockholm_day
from tests.factories.world import START, World

BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


def add_case(
    world: World,
    owner: str | None = "kurator",
    school: str = "A",
    students: tuple[UUID, ...] = (),
    **more: Any,
) -> UUID:
    """An open case of class K2 about a pupil, in INVESTIGATION, unless ``more`` says otherwise."""
    shared = {
        "school_id": world.schools[school],
        "number": f"BJ-26-{10**11 + uuid4().int % (9 * 10**11)}",
        "case_type": "SPECIAL_SUPPORT",
        "phase": "INVESTIGATION",
        "confidentiality": "K2",
        "reach": "UNIT",
        "opened_at": datetime.now(UTC),
        "next_follow_up_on": stockholm_day(datetime.now(UTC)) + timedelta(days=30),
    } | {k: v for k, v in more.items() if k in HEAD}
    row = {
        "rule_pack": "SE-2023",
        "rule_pack_version": 1,
        "level": "REMEDIAL",
        "scope": "INDIVIDUAL",
        "subject": "STUDENT",
        "owner_id": world.people[owner] if owner else None,
    }
    case = world.insert("cases", **(row | shared | more))
    world.insert("case_heads", id=case, version=1, **shared)
    for student in students:
        world.insert("case_students", student_id=student, **part_of(world, case))
    if owner is not None:
        let_in(world, case, owner, role_in_case="OWNER")
    return case


HEAD = frozenset(
    {
        "number",
        "case_type",
        "phase",
        "confidentiality",
        "reach",
        "opened_at",
        "next_follow_up_on",
        "closed_at",
        "themes",
    }
)


def part_of(world: World, case: UUID) -> dict[str, Any]:
    """What every part of a case carries of it."""
    rows = world.sql("SELECT school_id, reach, confidentiality FROM cases WHERE id = %s", case)
    return {"case_id": case, **dict(zip(("school_id", "reach", "confidentiality"), rows[0], strict=True))}


def let_in(world: World, case: UUID, persona: str, **more: Any) -> UUID:
    """A place in the circle since long ago; the unit of the persona's own assignment brings it in."""
    person = world.people[persona]
    via = world.sql(
        "SELECT school_id FROM assignments WHERE person_id = %s AND valid_from >= %s", person, START
    )[0][0]
    row = {
        "person_id": person,
        "via_school_id": via,
        "kind": "CIRCLE",
        "role_in_case": "CONTRIBUTOR",
        "valid_from": BEGAN,
    }
    place = {k: v for k, v in part_of(world, case).items() if k != "reach"}
    return world.insert("case_access", **(place | row | more))


def open_with_reason(world: World, case: UUID, persona: str) -> UUID:
    """Broken glass: a notice and the way in that it lets through, for eight hours from now."""
    place = part_of(world, case)
    now = datetime.now(UTC)
    number = world.sql("SELECT number FROM cases WHERE id = %s", case)[0][0]
    shared = {"case_id": case, "school_id": place["school_id"], "person_id": world.people[persona]}
    until = now + timedelta(hours=8)
    key = world.insert("break_glass_accesses", number=number, opened_at=now, until=until, **shared)
    way = {"kind": "BREAK_GLASS", "role_in_case": None, "valid_from": now, "valid_to": until}
    return let_in(world, case, persona, id=key, **way)


def add_note(world: World, case: UUID, text: str | None = "Samtal med mentor", **more: Any) -> UUID:
    row = {
        "kind": "NOTE",
        "text": text,
        "branch": "SCHOOL",
        "kept_in": "SCHOOL",
        "written_at": datetime.now(UTC),
        "written_by": world.people["kurator"],
    }
    return world.insert("case_notes", **(part_of(world, case) | row | more))


def add_voice(world: World, case: UUID, **more: Any) -> UUID:
    row = {
        "perspective": "CHILD_OWN",
        "method": "CONVERSATION",
        "asked_by": world.people["kurator"],
        "asked_on": date(2026, 1, 7),
        "interpreter": False,
        "content": "Jag vill sitta nära dörren",
    }
    return world.insert("child_voices", **(part_of(world, case) | row | more))


def add_measure(world: World, case: UUID, **more: Any) -> UUID:
    row = {
        "description": "Sitter nära tavlan",
        "level": "REMEDIAL",
        "scope": "INDIVIDUAL",
        "state": "APPROVED",
        "decided_by": world.people["kurator"],
        "responsible_id": world.people["larare"],
        "start_on": date(2026, 1, 7),
        "follow_up_on": date(2026, 2, 7),
    }
    return world.insert("case_measures", **(part_of(world, case) | row | more))


def add_investigation(world: World, case: UUID, **more: Any) -> UUID:
    """Under way, and complete but for its conclusion."""
    row = {
        "kind": "SPECIAL_SUPPORT",
        "findings_individual": "Orkar läsa tio minuter i taget",
        "findings_group": "Klassen byter sal fem gånger om dagen",
        "findings_organisation": "Ingen läsverkstad på schemat",
        "cause_analysis": "Långa texter utan förberedelse",
        "student_health_consulted_on": date(2026, 1, 8),
        "started_at": BEGAN,
        "started_by": world.people["kurator"],
    }
    return world.insert("investigations", **(part_of(world, case) | row | more))


def investigated(world: World, case: UUID, **more: Any) -> UUID:
    """Completed, and shows need."""
    done = {
        "conclusion": "SUPPORT_NEEDED",
        "completed_at": datetime.now(UTC),
        "completed_by": world.people["kurator"],
    }
    return add_investigation(world, case, **(done | more))


def propose(world: World, case: UUID, persona: str, **more: Any) -> UUID:
    """A measure that somebody has proposed and nobody has decided."""
    row = {
        "state": "PROPOSED",
        "decided_by": None,
        "proposed_by": world.people[persona],
        "proposed_profession": "MENTOR",
        "proposed_on": date(2026, 1, 7),
    }
    return add_measure(world, case, **(row | more))


def add_fidelity(world: World, case: UUID, measure: UUID, **more: Any) -> UUID:
    row = {
        "measure_id": measure,
        "day": date(2026, 1, 8),
        "kept": "YES",
        "noted_by": world.people["larare"],
    }
    return world.insert("measure_fidelity", **(part_of(world, case) | row | more))


def add_contribution(world: World, case: UUID, investigation: UUID | None = None, **more: Any) -> UUID:
    """Asked of a guardian and not answered, unless ``more`` says otherwise."""
    row = {
        "investigation_id": investigation or add_investigation(world, case),
        "role": "GUARDIAN",
        "recipient": "Vårdnadshavare 1",
        "question": "När fungerar det bra?",
        "requested_at": BEGAN,
        "requested_by": world.people["kurator"],
        "link_tries": 0,
    }
    return world.insert("contributions", **(part_of(world, case) | row | more))


def add_answer(world: World, case: UUID, **more: Any) -> UUID:
    """Answered on paper, and sorted into the class of its case."""
    kurator = world.people["kurator"]
    given: dict[str, Any] = {"answer": "På morgonen", "answered_at": BEGAN, "answered_by": kurator}
    sorted_ = {"channel": "PAPER", "sorted_at": BEGAN, "sorted_by": kurator}
    return add_contribution(world, case, **(given | sorted_ | more))


def share(world: World, case: UUID, measure: UUID, student: UUID, **more: Any) -> UUID:
    """A line for those who teach the pupil, shared since long ago."""
    place = part_of(world, case)
    source = world.insert("agreed_sources", measure_id=measure, **place)
    row = {
        "id": source,
        "student_id": student,
        "school_id": place["school_id"],
        "line": "Sitter nära tavlan. Instruktion även i skrift.",
        "ask_id": world.people["kurator"],
        "shared_from": date(2026, 1, 7),
        "shared_until": date(2999, 1, 7),
        "granted_only": place["confidentiality"] == "K4",
    }
    return world.insert("agreed_measures", **(row | more))


def add_event(world: World, case: UUID, kind: str, **data: str) -> UUID:
    """A line of the timeline, from now."""
    row = {"type": kind, "at": datetime.now(UTC), "data": json.dumps(data)}
    return world.insert("case_events", **(part_of(world, case) | row))
